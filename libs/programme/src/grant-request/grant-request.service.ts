import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, isId, type JsonObject, notFound } from '@groundswell/kernel';
import { ConnectorsDirectory, SetToolStatusService } from '@groundswell/connectors';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { GrantExceptionService } from '@groundswell/policies';
import { ownRequest, requestNotDone } from '../domain/programme.errors.js';
import { nextState } from '../domain/request.js';
import { RequestJournal } from '../persistence/request-journal.js';
import type { RequestAskerEntity, RequestEntity } from '../persistence/request.entity.js';
import { RequestsRepository } from '../persistence/requests.repository.js';

/** A steward's yes. */
export interface GrantRequest {
  readonly requestId: string;
  /** The revision on which it was decided. */
  readonly revision: number;
  readonly answer?: string | null;
  /** When the exception ends; needed for an exception. */
  readonly expiresAt?: Date | null;
  /** The connector that was registered for it; needed for a connector. */
  readonly connectorId?: string | null;
}

type Done = Pick<RequestEntity, 'exceptionId' | 'expiresAt' | 'connectorId'>;

/**
 * Grants a request by doing the thing: the exception and the allowed tool in the same transaction as the answer. A connector,
 * a credential and a rule are made in their own forms first; the request is closed once they are there.
 */
@Injectable()
export class GrantRequestService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: RequestsRepository,
    private readonly journal: RequestJournal,
    private readonly exceptions: GrantExceptionService,
    private readonly tools: SetToolStatusService,
    private readonly connectors: ConnectorsDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError FORBIDDEN, REQUEST_OWN, NOT_FOUND, INPUT_INVALID, REQUEST_ANSWERED, REVISION_STALE, REQUEST_NOT_DONE, and
   * what keeps an exception from being granted or a tool from being allowed
   */
  async grant(actor: Actor, wanted: GrantRequest): Promise<void> {
    this.permissions.require(actor, 'request.decide', { type: 'request' });
    const faults = new InputFaults();
    const answer = faults.text('answer', wanted.answer ?? '', { label: 'The answer', min: 0, max: 1_000 });
    faults.throwIfAny();
    await this.database.transaction(actor.organisationId, async (tx) => {
      const request = await this.repository.getLocked(tx, wanted.requestId);
      const askers = await this.repository.askersOf(tx, request.id);
      if (askers.some((asker) => asker.personId === actor.personId)) throw ownRequest();
      const next = nextState(request, 'grant', wanted.revision);
      const done = await this.carryOut(tx, actor, request, askers, wanted);
      const change = {
        ...next,
        ...done,
        endedAt: this.clock.now(),
        decidedById: actor.personId,
        answer: answer === '' ? null : answer,
      };
      await this.repository.update(tx, request.id, change);
      const details: JsonObject = {
        answer: change.answer,
        ...(done.exceptionId === null ? {} : { exceptionId: done.exceptionId }),
        ...(done.expiresAt === null ? {} : { expiresAt: done.expiresAt.toISOString() }),
      };
      const personIds = askers.map((asker) => asker.personId);
      await this.journal.answered(tx, actor, { ...request, ...change }, personIds, details);
    });
  }

  private async carryOut(
    tx: Tx,
    actor: Actor,
    request: RequestEntity,
    askers: readonly RequestAskerEntity[],
    wanted: GrantRequest,
  ): Promise<Done> {
    const { connectorId } = request;
    const nothing: Done = { exceptionId: null, expiresAt: null, connectorId };
    switch (request.kind) {
      case 'exception':
        return { ...nothing, ...(await this.grantException(tx, actor, request, askers, wanted.expiresAt ?? null)) };
      case 'tool':
        await this.tools.setIn(tx, actor, request.toolId ?? '', 'allowed');
        return nothing;
      case 'connector':
        return { ...nothing, connectorId: await this.registered(tx, wanted.connectorId ?? null) };
      case 'credential':
        await this.credentialIsSet(tx, connectorId ?? '');
        return nothing;
      case 'rule':
        return nothing;
    }
  }

  private async grantException(
    tx: Tx,
    actor: Actor,
    request: RequestEntity,
    askers: readonly RequestAskerEntity[],
    expiresAt: Date | null,
  ): Promise<Pick<Done, 'exceptionId' | 'expiresAt'>> {
    const faults = new InputFaults();
    if (expiresAt === null) faults.add('expiresAt', 'Choose when the exception ends.');
    faults.throwIfAny();
    const [first] = askers;
    const { layerId, ruleId, workflowId } = request;
    if (!first || expiresAt === null || layerId === null || ruleId === null || workflowId === null) {
      throw notFound('request');
    }
    const { personId: askedById, justification } = first;
    const wanted = { layerId, ruleId, workflowId, askedById, justification, expiresAt };
    return { exceptionId: await this.exceptions.grantIn(tx, actor, wanted), expiresAt };
  }

  private async registered(tx: Tx, id: string | null): Promise<RequestEntity['connectorId']> {
    const found = isId(id) ? [...(await this.connectors.byIds(tx, [id])).values()][0] : undefined;
    if (!found) throw requestNotDone('Register the connector first, then grant the request with it.');
    return found.connectorId;
  }

  private async credentialIsSet(tx: Tx, connectorId: string): Promise<void> {
    const found = [...(await this.connectors.byIds(tx, [connectorId])).values()][0];
    if (!found) throw notFound('connector');
    if (found.missingSecrets.length === 0) return;
    throw requestNotDone(`Set ${found.missingSecrets.join(' and ')} of ${found.name} first, then grant the request.`);
  }
}
