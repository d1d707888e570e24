import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults } from '@groundswell/kernel';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Compounding, compoundingOf } from '../domain/compounding.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { ProgrammeFactsQuery } from './programme-facts.query.js';

const MOST_MONTHS = 120;

/** The compounding page with the currency that its money is in. */
export interface CompoundingPage extends Compounding {
  readonly currency: string;
}

/** The figures of the whole programme, for those who oversee it. */
@Injectable()
export class CompoundingQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly directory: PeopleDirectory,
    private readonly rollups: RollupsService,
    private readonly facts: ProgrammeFactsQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN or INPUT_INVALID */
  async read(actor: Actor, months: number): Promise<CompoundingPage> {
    this.permissions.require(actor, 'figures.read', { type: 'figures', organisationId: actor.organisationId });
    const faults = new InputFaults();
    faults.wholeNumber('months', months, 'The number of months', 1, MOST_MONTHS);
    faults.throwIfAny();
    const organisation = await this.database.transaction(actor.organisationId, (tx) =>
      this.directory.getOrganisation(tx, actor.organisationId),
    );
    await this.rollups.ensureZone(actor.organisationId, organisation.timeZone);
    const facts = await this.database.transaction(actor.organisationId, (tx) =>
      this.facts.read(tx, organisation, this.clock.now(), months),
    );
    return { ...compoundingOf(facts), currency: organisation.currency };
  }
}
