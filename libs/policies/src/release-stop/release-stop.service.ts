import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, isId, notFound } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, Outbox, type Tx } from '@groundswell/platform';
import { STOP_RELEASED } from '../domain/policies.events.js';
import { StopEntity } from '../persistence/stop.entity.js';
import { linksOf } from '../raise-stop/raise-stop.service.js';

/** Ends a stop. Runs that it ended stay ended: they are started anew by those who need them. */
@Injectable()
export class ReleaseStopService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Releasing what is released changes nothing.
   * @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, STOP_RELEASE_BY_ANOTHER for one's own stop of everything
   */
  async release(actor: Actor, id: string, reason: string): Promise<void> {
    const faults = new InputFaults();
    const checked = faults.text('reason', reason, { label: 'The reason', min: 3, max: 500 });
    await this.database.transaction(actor.organisationId, async (tx) => {
      const stop = await this.get(tx, id);
      const { scope, raisedById, organisationId } = stop;
      if (scope === 'organisation' && raisedById === actor.personId) throw releaseByAnother();
      this.permissions.require(actor, 'stop.release', { type: 'stop', scope, raisedById, organisationId });
      faults.throwIfAny();
      const changed = await tx.query<{ id: string }>(
        `UPDATE stops SET released_by_id = $3, released_at = $4, release_reason = $5
          WHERE organisation_id = $1 AND id = $2 AND released_at IS NULL RETURNING id`,
        [actor.organisationId, stop.id, actor.personId, this.clock.now(), checked],
      );
      if (changed.length === 0) return;
      await this.audit.record(tx, {
        actor,
        action: 'stop.released',
        subject: { type: 'stop', id: stop.id },
        details: { name: stop.targetName, scope, targetId: stop.targetId, reason: checked },
        links: linksOf(stop),
      });
      await this.outbox.publish(tx, {
        type: STOP_RELEASED,
        organisationId: actor.organisationId,
        payload: { stopId: stop.id, scope, targetId: stop.targetId },
      });
    });
  }

  private async get(tx: Tx, id: string): Promise<StopEntity> {
    const stop = isId(id) ? await tx.manager.findOneBy(StopEntity, { ...tx.scope, id, drill: false }) : null;
    if (!stop) throw notFound('stop');
    return stop;
  }
}

function releaseByAnother(): AppError {
  return new AppError(
    'forbidden',
    'STOP_RELEASE_BY_ANOTHER',
    'You stopped everything, so someone else must release it: another steward or owner.',
  );
}
