import { Inject, Injectable } from '@nestjs/common';
import { type Clock, notFound, type PersonId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { nextState } from '../domain/request.js';
import { RequestJournal } from '../persistence/request-journal.js';
import { RequestAskerEntity } from '../persistence/request.entity.js';
import { RequestsRepository } from '../persistence/requests.repository.js';

/** Takes one's own question back. While others ask the same, the request stays open for them. */
@Injectable()
export class WithdrawRequestService {
  constructor(
    private readonly database: Database,
    private readonly repository: RequestsRepository,
    private readonly journal: RequestJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND for a request that the person does not ask, REQUEST_ANSWERED */
  async withdraw(actor: Actor, requestId: string): Promise<void> {
    await this.database.transaction(actor.organisationId, (tx) =>
      this.withdrawIn(tx, actor, requestId, actor.personId),
    );
  }

  /** The same in the caller's transaction, also on behalf of a person who leaves. */
  async withdrawIn(tx: Tx, by: Actor, requestId: string, personId: PersonId): Promise<void> {
    const request = await this.repository.getLocked(tx, requestId);
    const askers = await this.repository.askersOf(tx, request.id);
    const own = askers.find((asker) => asker.personId === personId);
    if (!own) throw notFound('request');
    const at = this.clock.now();
    // Checked before anything is written: an answered request keeps those who asked it.
    const next = nextState(request, 'withdraw', request.revision);
    await this.leave(tx, own, at);
    if (askers.length > 1) return this.journal.left(tx, by, request);
    await this.repository.update(tx, request.id, { ...next, endedAt: at });
    return this.journal.answered(tx, by, { ...request, ...next }, [personId], {});
  }

  private async leave(tx: Tx, { requestId, personId }: RequestAskerEntity, withdrawnAt: Date): Promise<void> {
    await tx.manager.update(RequestAskerEntity, { ...tx.scope, requestId, personId }, { withdrawnAt });
  }
}
