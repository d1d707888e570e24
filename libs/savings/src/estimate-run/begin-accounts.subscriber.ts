import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isId, type JsonObject, type RunId, type WorkflowId } from '@groundswell/kernel';
import { type EventSubscriber, Outbox, type OutboxEvent } from '@groundswell/platform';
import { BASELINE_SET, RUN_FINISHED } from '../domain/savings.events.js';
import { EstimateRunService } from './estimate-run.service.js';

/** Begins the account of each run when it ends, and of earlier runs when their workflow gets its first baseline. */
@Injectable()
export class BeginAccountsSubscriber implements EventSubscriber, OnModuleInit {
  readonly subscriberName = 'savings.begin-accounts';
  readonly eventTypes = [RUN_FINISHED, BASELINE_SET];

  constructor(
    private readonly outbox: Outbox,
    private readonly estimates: EstimateRunService,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe(this);
  }

  async handle(event: OutboxEvent): Promise<void> {
    if (event.type === RUN_FINISHED) await this.onRunFinished(event);
    else await this.onBaselineSet(event);
  }

  private async onRunFinished({ organisationId, payload }: OutboxEvent): Promise<void> {
    const runId = payload['runId'];
    if (!isId(runId)) return;
    await this.estimates.begin(organisationId, runId as RunId, minutesIn(payload));
  }

  private async onBaselineSet({ organisationId, payload }: OutboxEvent): Promise<void> {
    const workflowId = payload['workflowId'];
    if (payload['first'] !== true || !isId(workflowId)) return;
    await this.estimates.catchUp(organisationId, workflowId as WorkflowId);
  }
}

function minutesIn(payload: JsonObject): number | null {
  const minutes = payload['humanMinutes'];
  return typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 0 ? minutes : null;
}
