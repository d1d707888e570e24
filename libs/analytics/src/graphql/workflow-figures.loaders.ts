import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { WorkflowId } from '@groundswell/kernel';
import { Database, notSignedIn, type RequestContext, requestLoader } from '@groundswell/platform';
import { headlineMinutes } from '../domain/hours.js';
import { TimeTotalsQuery } from '../rollups/time-totals.query.js';

const MINUTES = Symbol('confirmed minutes of workflow');

/** Minutes saved by workflows of a request, fetched in batches from the rollup. */
@Injectable()
export class WorkflowFiguresLoaders {
  constructor(
    private readonly database: Database,
    private readonly totals: TimeTotalsQuery,
  ) {}

  /** Measured and confirmed minutes of all time; 0 without any. */
  confirmedMinutes(context: RequestContext, workflowId: string): Promise<number> {
    const { actor } = context;
    if (!actor) throw notSignedIn();
    const loader = requestLoader(
      context,
      MINUTES,
      () =>
        new DataLoader<string, number>(
          (ids) =>
            this.database.transaction(actor.organisationId, async (tx) => {
              const found = await this.totals.byWorkflow(tx, ids as WorkflowId[]);
              return ids.map((id) => {
                const totals = found.get(id as WorkflowId);
                return totals === undefined ? 0 : headlineMinutes(totals);
              });
            }),
          { maxBatchSize: 500 },
        ),
    );
    return loader.load(workflowId);
  }
}
