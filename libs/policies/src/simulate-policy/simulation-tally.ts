import type { RunId } from '@groundswell/kernel';
import type { ChangedAnswer } from '../domain/replay.js';
import type { Trigger } from '../domain/subjects.js';
import { CHANGE_KINDS, type ChangeKind } from '../domain/simulation.js';

/** How many calls would have been answered otherwise, by kind. */
export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

/** A past call, or a past start of a run, that would have been answered otherwise. */
export interface ChangedCall {
  /** Null for a start that was refused: there is no run of it. */
  readonly runId: RunId | null;
  /** Null for the start of the run itself. */
  readonly stepId: string | null;
  readonly workflowId: string;
  readonly workflowTitle: string;
  readonly actorId: string;
  readonly at: Date;
  readonly kind: ChangeKind;
  readonly before: string;
  readonly after: string;
}

/** What a change would mean for one workflow. */
export interface SimulatedWorkflow {
  readonly workflowId: string;
  readonly title: string;
  readonly counts: ChangeCounts;
  readonly runs: number;
  /** Starts that were refused and would have been answered otherwise. */
  readonly starts: number;
  readonly people: number;
  /** Confirmed on the runs that would have gone otherwise. */
  readonly confirmedMinutes: number;
  /** What its present tools, or a schedule of it, would meet from the next call on. */
  readonly fromNowOn: readonly string[];
}

/** What a change of policy would have meant, and would mean from now on. */
export interface SimulationCounts {
  readonly days: number;
  readonly since: Date;
  readonly judgedRuns: number;
  readonly judgedCalls: number;
  /** Active schedules that were judged beside the published workflows. */
  readonly judgedSchedules: number;
  /** Starts that were refused. */
  readonly judgedStarts: number;
  /** Whether older runs of the window were left out. */
  readonly cut: boolean;
  readonly counts: ChangeCounts;
  readonly runs: number;
  readonly starts: number;
  readonly people: number;
  readonly confirmedMinutes: number;
  readonly workflows: readonly SimulatedWorkflow[];
  readonly examples: readonly ChangedCall[];
}

interface Found {
  readonly runId: RunId | null;
  readonly stepId: string | null;
  readonly workflowId: string;
  readonly actorId: string;
  readonly at: Date;
  readonly answer: ChangedAnswer;
}

interface Line {
  readonly counts: Record<ChangeKind, number>;
  readonly runIds: Set<RunId>;
  starts: number;
  readonly actorIds: Set<string>;
  readonly fromNowOn: Set<string>;
}

const EXAMPLES = 50;

const noCounts = (): Record<ChangeKind, number> => ({
  refused: 0,
  allowed: 0,
  approvalAdded: 0,
  approvalDropped: 0,
  duties: 0,
});

/** Counts what a replay finds. */
export class SimulationTally {
  private readonly lines = new Map<string, Line>();
  private readonly examples: Found[] = [];
  private judgedRuns = 0;
  private judgedCalls = 0;
  private judgedSchedules = 0;
  private judgedStarts = 0;

  constructor(
    private readonly since: Date,
    private readonly days: number,
    private readonly cut: boolean,
  ) {}

  countRun(calls: number): void {
    this.judgedRuns += 1;
    this.judgedCalls += calls;
  }

  countStart(): void {
    this.judgedStarts += 1;
  }

  add(found: Found): void {
    const line = this.line(found.workflowId);
    line.counts[found.answer.kind] += 1;
    if (found.runId === null) line.starts += 1;
    else line.runIds.add(found.runId);
    line.actorIds.add(found.actorId);
    if (this.examples.length < EXAMPLES) this.examples.push(found);
  }

  countSchedule(): void {
    this.judgedSchedules += 1;
  }

  addPresent(workflowId: string, trigger: Trigger, answer: ChangedAnswer): void {
    const whose = trigger === 'person' ? '' : `On its ${trigger}: `;
    this.line(workflowId).fromNowOn.add(`${whose}${answer.after}`);
  }

  affectedRunIds(): readonly RunId[] {
    return [...new Set([...this.lines.values()].flatMap((line) => [...line.runIds]))];
  }

  result(minutes: ReadonlyMap<RunId, number>, titleOf: (workflowId: string) => string): SimulationCounts {
    const sum = (runIds: Iterable<RunId>) => [...runIds].reduce((total, id) => total + (minutes.get(id) ?? 0), 0);
    const lines = [...this.lines.entries()];
    const counts = noCounts();
    for (const [, line] of lines) for (const kind of CHANGE_KINDS) counts[kind] += line.counts[kind];
    const workflows = lines.map(([workflowId, line]) => ({
      workflowId,
      title: titleOf(workflowId),
      counts: line.counts,
      runs: line.runIds.size,
      starts: line.starts,
      people: line.actorIds.size,
      confirmedMinutes: sum(line.runIds),
      fromNowOn: [...line.fromNowOn],
    }));
    return {
      days: this.days,
      since: this.since,
      judgedRuns: this.judgedRuns,
      judgedCalls: this.judgedCalls,
      judgedSchedules: this.judgedSchedules,
      judgedStarts: this.judgedStarts,
      cut: this.cut,
      counts,
      runs: this.affectedRunIds().length,
      starts: lines.reduce((sum, [, line]) => sum + line.starts, 0),
      people: new Set(lines.flatMap(([, line]) => [...line.actorIds])).size,
      confirmedMinutes: sum(this.affectedRunIds()),
      workflows: workflows.sort(
        (one, other) => other.runs + other.starts - one.runs - one.starts || one.title.localeCompare(other.title),
      ),
      examples: this.examples.map(({ answer, ...found }) => ({
        ...found,
        workflowTitle: titleOf(found.workflowId),
        kind: answer.kind,
        before: answer.before,
        after: answer.after,
      })),
    };
  }

  private line(workflowId: string): Line {
    const line = this.lines.get(workflowId) ?? {
      counts: noCounts(),
      runIds: new Set<RunId>(),
      starts: 0,
      actorIds: new Set<string>(),
      fromNowOn: new Set<string>(),
    };
    this.lines.set(workflowId, line);
    return line;
  }
}
