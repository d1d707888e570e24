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

/** The past, newest first, as far as it was read. */
export interface PastWork {
  readonly runs: readonly PastRun[];
  /** Whether older runs of the window were left out. */
  readonly cut: boolean;
}

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

  async past(tx: Tx, since: Date, most: number): Promise<PastWork> {
    const runs: PastRun[] = [];
    let cut = false;
    for (const read of this.pasts) {
      const found = await read(tx, since, most);
      runs.push(...found.runs);
      cut ||= found.cut;
    }
    return { runs, cut };
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
