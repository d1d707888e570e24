import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '@groundswell/kernel';
import type { Actor, Tx } from '@groundswell/platform';

export type OrganisationStarter = (tx: Tx, organisationId: OrganisationId, founder: Actor) => Promise<void>;

/** What upper libraries put into a new organisation, in the transaction that makes it: the first policy layer. */
@Injectable()
export class OrganisationStarters {
  private readonly starters: OrganisationStarter[] = [];

  add(starter: OrganisationStarter): void {
    this.starters.push(starter);
  }

  async start(tx: Tx, organisationId: OrganisationId, founder: Actor): Promise<void> {
    for (const starter of this.starters) await starter(tx, organisationId, founder);
  }
}
