import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Leaver, LeaverDuties } from '@groundswell/identity';
import { type Actor, type Tx } from '@groundswell/platform';
import { WithdrawRequestService } from '../withdraw-request/withdraw-request.service.js';

/** What this library does when a person leaves: their open questions end, and their workflows wait for a new owner. */
@Injectable()
export class LeaversService implements OnModuleInit {
  constructor(
    private readonly duties: LeaverDuties,
    private readonly withdrawals: WithdrawRequestService,
  ) {}

  onModuleInit(): void {
    this.duties.add('requestsWithdrawn', (tx, leaver, by) => this.withdraw(tx, leaver, by));
    this.duties.add('workflowsToHandOver', (tx, leaver) => this.count(tx, leaver));
  }

  private async withdraw(tx: Tx, { personId }: Leaver, by: Actor): Promise<number> {
    const open = await tx.query<{ id: string }>(
      `SELECT r.id FROM requests r JOIN request_askers a ON a.request_id = r.id AND a.organisation_id = r.organisation_id
        WHERE r.organisation_id = $1 AND r.state = 'open' AND a.person_id = $2 AND a.withdrawn_at IS NULL ORDER BY r.id`,
      [tx.scope.organisationId, personId],
    );
    for (const { id } of open) await this.withdrawals.withdrawIn(tx, by, id, personId);
    return open.length;
  }

  private async count(tx: Tx, { personId }: Leaver): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM workflows WHERE organisation_id = $1 AND owner_id = $2 AND stage <> 'retired'`,
      [tx.scope.organisationId, personId],
    );
    return row?.count ?? 0;
  }
}
