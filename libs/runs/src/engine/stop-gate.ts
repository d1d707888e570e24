import { Injectable } from '@nestjs/common';
import { Database } from '@groundswell/platform';
import { ActiveStops } from '@groundswell/policies';
import { stoppedRun } from '../domain/stopped-run.js';
import type { RunWork } from './run-work.js';
import { WorkRefused } from './work-refused.js';

/** Asks before each act whether somebody stopped the run: also for one that began while the stop was being raised. */
@Injectable()
export class StopGate {
  constructor(
    private readonly database: Database,
    private readonly stops: ActiveStops,
  ) {}

  /** @throws WorkRefused that names the stop */
  async pass({ run }: RunWork): Promise<void> {
    const { id: runId, actorId, workflowId } = run;
    const stop = await this.database.transaction(run.organisationId, (tx) =>
      this.stops.find(tx, { runId, actorId, workflowId }),
    );
    if (stop) throw new WorkRefused(stoppedRun(stop), true);
  }
}
