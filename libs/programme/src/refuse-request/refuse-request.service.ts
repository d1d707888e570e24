import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { ownRequest } from '../domain/programme.errors.js';
import { nextState } from '../domain/request.js';
import { RequestJournal } from '../persistence/request-journal.js';
import { RequestsRepository } from '../persistence/requests.repository.js';

/** A steward's no, which always has a reason. */
@Injectable()
export class RefuseRequestService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: RequestsRepository,
    private readonly journal: RequestJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, REQUEST_OWN, NOT_FOUND, INPUT_INVALID, REQUEST_ANSWERED, REVISION_STALE */
  async refuse(actor: Actor, requestId: string, revision: number, reason: string): Promise<void> {
    this.permissions.require(actor, 'request.decide', { type: 'request' });
    const faults = new InputFaults();
    const answer = faults.text('reason', reason, { label: 'The reason', min: 3, max: 1_000 });
    faults.throwIfAny();
    await this.database.transaction(actor.organisationId, async (tx) => {
      const request = await this.repository.getLocked(tx, requestId);
      const askers = await this.repository.askersOf(tx, request.id);
      if (askers.some((asker) => asker.personId === actor.personId)) throw ownRequest();
      const next = nextState(request, 'refuse', revision);
      const change = { ...next, endedAt: this.clock.now(), decidedById: actor.personId, answer };
      await this.repository.update(tx, request.id, change);
      const personIds = askers.map((asker) => asker.personId);
      await this.journal.answered(tx, actor, { ...request, ...change }, personIds, { reason: answer });
    });
  }
}
