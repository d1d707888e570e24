import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  isId,
  type ConnectorId,
  type Clock,
  type JsonObject,
  type PersonId,
  type PolicyLayerId,
  type WorkflowId,
  type WorkflowVersionId,
} from '@groundswell/kernel';
import { CLOCK, Database, type EventSubscriber, Outbox, type OutboxEvent } from '@groundswell/platform';
import { VERSION_REVIEWED, VERSION_SUBMITTED } from '@groundswell/workflows';
import type { CostKind, CostSubject } from '../domain/cost-entry.js';
import { CostLedger } from './cost-ledger.js';

interface Source {
  readonly kind: CostKind;
  readonly names: readonly string[];
}

/** Which news costs whose minutes, and the fields that tell one cause from another, so that it is booked once. */
const SOURCES: Readonly<Record<string, Source>> = {
  [VERSION_SUBMITTED]: { kind: 'build', names: ['versionId'] },
  [VERSION_REVIEWED]: { kind: 'review', names: ['versionId'] },
  'connector.set-up.recorded': { kind: 'connectorSetup', names: ['entryId'] },
  'policy.set-up.recorded': { kind: 'policySetup', names: ['entryId'] },
};

/** Books people's minutes when the libraries below tell of them. */
@Injectable()
export class CostSourcesSubscriber implements EventSubscriber, OnModuleInit {
  readonly subscriberName = 'runs.book-minutes';
  readonly eventTypes = Object.keys(SOURCES);

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: CostLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe(this);
  }

  async handle(event: OutboxEvent): Promise<void> {
    const source = SOURCES[event.type];
    if (source === undefined) return;
    const { payload } = event;
    const minutes = payload['minutes'];
    const personId = idIn<PersonId>(payload, 'personId');
    if (typeof minutes !== 'number' || minutes <= 0 || personId === null) return;
    const named = source.names.map((name) => `${name}=${idIn<string>(payload, name) ?? ''}`).join(' ');
    await this.database.transaction(event.organisationId, (tx) =>
      this.ledger.append(tx, {
        kind: source.kind,
        minutes: Math.round(minutes),
        personId,
        at: this.dateOf(payload),
        source: `${event.type} ${named}`,
        ...subjectOf(payload),
      }),
    );
  }

  private dateOf(payload: JsonObject): Date {
    const at = typeof payload['at'] === 'string' ? new Date(payload['at']) : this.clock.now();
    return Number.isNaN(at.getTime()) ? this.clock.now() : at;
  }
}

function subjectOf(payload: JsonObject): CostSubject {
  return {
    workflowId: idIn<WorkflowId>(payload, 'workflowId'),
    versionId: idIn<WorkflowVersionId>(payload, 'versionId'),
    connectorId: idIn<ConnectorId>(payload, 'connectorId'),
    layerId: idIn<PolicyLayerId>(payload, 'layerId'),
  };
}

function idIn<T extends string>(payload: JsonObject, name: string): T | null {
  const value = payload[name];
  return isId(value) ? (value as T) : null;
}
