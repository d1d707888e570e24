import { Injectable } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import type { RunLabels, RunMode, Stage, Trigger } from '../domain/subjects.js';
import type { GovernedTool } from '../domain/governed-tool.js';

/** One tool call that was made or refused. */
export interface PastCall {
  readonly stepId: string;
  readonly tool: GovernedTool;
  /** What the run had been through when it called. */
  readonly labels: RunLabels;
  readonly at: Date;
}

/** One start of a workflow, as the stack judges it. */
export interface WorkFacts {
  readonly workflowId: string;
  readonly stage: Stage;
  readonly model: string;
  readonly maxTurns: number;
  readonly maxCostMicros: number;
}

/** One run of the past with its calls, in their order. */
export interface PastRun extends WorkFacts {
  readonly runId: RunId;
  readonly actorId: string;
  readonly mode: RunMode;
  readonly trigger: Trigger;
  readonly startedAt: Date;
  readonly calls: readonly PastCall[];
}

/** What could happen at any moment: a published workflow and its tools, or a schedule of it. */
export interface PresentWork extends WorkFacts {
  /** Whose authority it would run with; null for anyone who may run it. */
  readonly actorId: string | null;
  readonly trigger: Trigger;
  readonly tools: readonly GovernedTool[];
}

/** A start that was refused, so that there is no run of it. */
export interface RefusedStart extends WorkFacts {
  readonly refusalId: string;
  readonly actorId: string;
  readonly mode: RunMode;
  readonly trigger: Trigger;
  readonly at: Date;
  /** What its version binds: a start is refused when one of them is. */
  readonly tools: readonly GovernedTool[];
}

/** The past, newest first, as far as it was read. */
export interface PastWork {
  readonly runs: readonly PastRun[];
  /** Starts that the stack refused. */
  readonly starts: readonly RefusedStart[];
  /** Whether older runs of the window were left out. */
  readonly cut: boolean;
}

/** A tool of a connector, or the whole connector, that work could not use. */
export interface WantedThing {
  readonly connectorId: string;
  readonly toolName: string | null;
}

/** Work that wanted something and did not get it, newest first. */
export interface HeldWork {
  /** Runs with those of their calls that were refused or not reached, each with the labels of its moment. */
  readonly runs: readonly PastRun[];
  readonly starts: readonly RefusedStart[];
  readonly cut: boolean;
}

type ReadHeld = (tx: Tx, since: Date, wanted: WantedThing) => Promise<HeldWork>;
type ReadRunsOf = (tx: Tx, since: Date, workflowIds: readonly string[]) => Promise<ReadonlyMap<string, RunId[]>>;
type ReadPast = (tx: Tx, since: Date, most: number) => Promise<PastWork>;
type ReadPresent = (tx: Tx) => Promise<readonly PresentWork[]>;
type ReadConfirmed = (tx: Tx, runIds: readonly RunId[]) => Promise<ReadonlyMap<RunId, number>>;

/**
 * What was done and what may be done any moment, which a simulation judges again. The libraries that hold it stand above and
 * say so here when they start; where none does, that part is empty.
 */
@Injectable()
export class WorkHistory {
  private readonly pasts: ReadPast[] = [];
  private readonly presents: ReadPresent[] = [];
  private readonly confirmations: ReadConfirmed[] = [];
  private readonly helds: ReadHeld[] = [];
  private readonly runsBy: ReadRunsOf[] = [];

  registerPast(read: ReadPast): void {
    this.pasts.push(read);
  }

  registerPresent(read: ReadPresent): void {
    this.presents.push(read);
  }

  /** Minutes that people confirmed for runs; a run without any is left out. */
  registerConfirmed(read: ReadConfirmed): void {
    this.confirmations.push(read);
  }

  registerHeld(read: ReadHeld): void {
    this.helds.push(read);
  }

  /** The runs of some workflows, by workflow. */
  registerRunsOf(read: ReadRunsOf): void {
    this.runsBy.push(read);
  }

  async past(tx: Tx, since: Date, most: number): Promise<PastWork> {
    const runs: PastRun[] = [];
    const starts: RefusedStart[] = [];
    let cut = false;
    for (const read of this.pasts) {
      const found = await read(tx, since, most);
      runs.push(...found.runs);
      starts.push(...found.starts);
      cut ||= found.cut;
    }
    return { runs, starts, cut };
  }

  async held(tx: Tx, since: Date, wanted: WantedThing): Promise<HeldWork> {
    const found = await Promise.all(this.helds.map((read) => read(tx, since, wanted)));
    return {
      runs: found.flatMap((one) => one.runs),
      starts: found.flatMap((one) => one.starts),
      cut: found.some((one) => one.cut),
    };
  }

  async runsOf(tx: Tx, since: Date, workflowIds: readonly string[]): Promise<ReadonlyMap<string, readonly RunId[]>> {
    const found = new Map<string, RunId[]>();
    if (workflowIds.length === 0) return found;
    for (const read of this.runsBy) {
      for (const [id, runIds] of await read(tx, since, workflowIds))
        found.set(id, [...(found.get(id) ?? []), ...runIds]);
    }
    return found;
  }

  async present(tx: Tx): Promise<readonly PresentWork[]> {
    const works: PresentWork[] = [];
    for (const read of this.presents) works.push(...(await read(tx)));
    return works;
  }

  async confirmedMinutes(tx: Tx, runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, number>> {
    const minutes = new Map<RunId, number>();
    if (runIds.length === 0) return minutes;
    for (const read of this.confirmations) for (const [id, value] of await read(tx, runIds)) minutes.set(id, value);
    return minutes;
  }
}
