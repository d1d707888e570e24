import { Injectable } from '@nestjs/common';
import type { OrganisationId, PersonId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';

/** A person whose access ends at this moment. */
export interface Leaver {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly name: string;
}

/** @returns how many things it concerned: the audit entry says so */
export type LeaverDuty = (tx: Tx, leaver: Leaver, by: Actor) => Promise<number>;

/**
 * In this order, whatever the order in which libraries start: rows of what starts runs are locked before those of runs, and both
 * before the audit log's head, which the later ones may write to.
 */
export const LEAVER_DUTIES = [
  'schedulesPaused',
  'webhooksPaused',
  'runsStopped',
  'credentialsDestroyed',
  'requestsWithdrawn',
  'workflowsToHandOver',
] as const;
export type LeaverDutyName = (typeof LEAVER_DUTIES)[number];

/** What upper libraries do when a person leaves, in the transaction that ends the access: all of it, or nobody left. */
@Injectable()
export class LeaverDuties {
  private readonly duties = new Map<LeaverDutyName, LeaverDuty>();

  add(name: LeaverDutyName, duty: LeaverDuty): void {
    this.duties.set(name, duty);
  }

  /** @returns what was done, by its name */
  async carryOut(tx: Tx, leaver: Leaver, by: Actor): Promise<Readonly<Record<string, number>>> {
    const done: Record<string, number> = {};
    for (const name of LEAVER_DUTIES) {
      const duty = this.duties.get(name);
      if (duty) done[name] = await duty(tx, leaver, by);
    }
    return done;
  }
}
