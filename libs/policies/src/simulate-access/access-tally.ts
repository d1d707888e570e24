import type { RunId } from '@groundswell/kernel';
import type { Decision } from '../domain/stack.js';

/** How a call that was refused would be answered by the stack if the thing itself could be used. */
export const ACCESS_ANSWERS = ['allowed', 'approval', 'refused'] as const;
export type AccessAnswer = (typeof ACCESS_ANSWERS)[number];
export type AccessCounts = Readonly<Record<AccessAnswer, number>>;

/** What hangs on a tool or a connector for one workflow. */
export interface AccessWorkflow {
  readonly workflowId: string;
  readonly title: string;
  /** Past calls that were refused or not reached, by the answer that they would get now. */
  readonly calls: AccessCounts;
  /** Past starts that were refused, by the answer that they would get now. */
  readonly starts: AccessCounts;
  readonly people: number;
  /** Confirmed on all runs of the workflow in these days: what it is worth while it works. */
  readonly confirmedMinutes: number;
  /** Whether its present version, or the draft of one that has none, binds it. */
  readonly binds: boolean;
  /** Whether people may run it now: a pilot or in production. */
  readonly runnable: boolean;
  /** Whether a schedule runs it. */
  readonly scheduled: boolean;
  /** What the stack says about each of its tools of this kind from now on. */
  readonly fromNowOn: readonly string[];
}

/** What hangs on a tool or a connector that cannot be used yet. */
export interface AccessForecast {
  readonly days: number;
  readonly since: Date;
  /** Whether older work of the window was left out. */
  readonly cut: boolean;
  readonly calls: AccessCounts;
  readonly starts: AccessCounts;
  readonly people: number;
  readonly confirmedMinutes: number;
  readonly workflows: readonly AccessWorkflow[];
}

interface Line {
  readonly calls: Record<AccessAnswer, number>;
  readonly starts: Record<AccessAnswer, number>;
  readonly actorIds: Set<string>;
  readonly fromNowOn: Set<string>;
  binds: boolean;
  runnable: boolean;
  scheduled: boolean;
}

const none = (): Record<AccessAnswer, number> => ({ allowed: 0, approval: 0, refused: 0 });

/** The answer that a decision comes down to. */
export function answerOf(decision: Decision): AccessAnswer {
  if (!decision.allowed) return 'refused';
  return decision.duties.approvals.length > 0 ? 'approval' : 'allowed';
}

/** Counts what waits for a tool or a connector. */
export class AccessTally {
  private readonly lines = new Map<string, Line>();

  call(workflowId: string, actorId: string, answer: AccessAnswer): void {
    const line = this.line(workflowId);
    line.calls[answer] += 1;
    line.actorIds.add(actorId);
  }

  start(workflowId: string, actorId: string, answer: AccessAnswer): void {
    const line = this.line(workflowId);
    line.starts[answer] += 1;
    line.actorIds.add(actorId);
  }

  present(workflowId: string, found: { runnable: boolean; scheduled: boolean }, sentences: readonly string[]): void {
    const line = this.line(workflowId);
    line.binds = true;
    line.runnable ||= found.runnable;
    line.scheduled ||= found.scheduled;
    for (const sentence of sentences) line.fromNowOn.add(sentence);
  }

  get workflowIds(): readonly string[] {
    return [...this.lines.keys()];
  }

  result(
    window: Pick<AccessForecast, 'days' | 'since' | 'cut'>,
    runsOf: ReadonlyMap<string, readonly RunId[]>,
    minutes: ReadonlyMap<RunId, number>,
    titleOf: (workflowId: string) => string,
  ): AccessForecast {
    const calls = none();
    const starts = none();
    const workflows = [...this.lines].map(([workflowId, line]): AccessWorkflow => {
      for (const answer of ACCESS_ANSWERS) {
        calls[answer] += line.calls[answer];
        starts[answer] += line.starts[answer];
      }
      const confirmedMinutes = (runsOf.get(workflowId) ?? []).reduce((sum, id) => sum + (minutes.get(id) ?? 0), 0);
      const { actorIds, fromNowOn, ...shown } = line;
      return {
        ...shown,
        workflowId,
        title: titleOf(workflowId),
        people: actorIds.size,
        confirmedMinutes,
        fromNowOn: [...fromNowOn],
      };
    });
    const weight = (one: AccessWorkflow): number => total(one.calls) + total(one.starts);
    return {
      ...window,
      calls,
      starts,
      people: new Set([...this.lines.values()].flatMap((line) => [...line.actorIds])).size,
      confirmedMinutes: workflows.reduce((sum, one) => sum + one.confirmedMinutes, 0),
      workflows: workflows.sort((one, other) => weight(other) - weight(one) || one.title.localeCompare(other.title)),
    };
  }

  private line(workflowId: string): Line {
    const line = this.lines.get(workflowId) ?? {
      calls: none(),
      starts: none(),
      actorIds: new Set<string>(),
      fromNowOn: new Set<string>(),
      binds: false,
      runnable: false,
      scheduled: false,
    };
    this.lines.set(workflowId, line);
    return line;
  }
}

function total(counts: AccessCounts): number {
  return ACCESS_ANSWERS.reduce((sum, answer) => sum + counts[answer], 0);
}
