import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import { ActiveStops } from '@groundswell/policies';
import { CallTreeQuery } from '../call-workflow/call-tree.query.js';
import { callerEnded } from '../domain/called-run.js';
import { stoppedRun } from '../domain/stopped-run.js';
import type { RunWork } from './run-work.js';
import { WorkRefused } from './work-refused.js';

/** Asks before each act whether somebody stopped the run: also for one that began while the stop was being raised. */
@Injectable()
export class StopGate {
  constructor(
    private readonly stops: ActiveStops,
    private readonly tree: CallTreeQuery,
  ) {}

  /** @throws WorkRefused that names the stop */
  async pass(tx: Tx, { run }: RunWork): Promise<void> {
    const { id: runId, actorId, workflowId, parentRunId } = run;
    const stop = await this.stops.find(tx, { runId, actorId, workflowId });
    const alone = parentRunId !== null && (await this.tree.isOver(tx, parentRunId));
    if (alone) throw new WorkRefused(callerEnded, true);
    if (stop) throw new WorkRefused(stoppedRun(stop), true);
  }
}
