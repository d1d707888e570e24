import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, invalidInput, MICROS_PER_UNIT, newId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { PeopleDirectory, type OrganisationSummary } from '../directory/people-directory.js';
import { checkCurrency, checkTimeZone } from '../domain/organisation-input.js';
import { Permissions } from '../domain/permissions.js';
import { CurrencyUse } from './currency-use.js';
import { OrganisationEntity, OrganisationRateEntity } from '../persistence/identity.entities.js';

export interface OrganisationChanges {
  readonly name?: string | null;
  readonly currency?: string | null;
  readonly timeZone?: string | null;
  readonly fteHoursPerYear?: number | null;
  readonly loadedRateMicrosPerHour?: number | null;
  readonly usdRateMicros?: number | null;
}

const MAX_RATE_MICROS = 100_000_000_000;

/** Changes the settings of an organisation. A new rate holds from now on: earlier work keeps the rate of its day. */
@Injectable()
export class UpdateOrganisationService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly directory: PeopleDirectory,
    private readonly audit: AuditWriter,
    private readonly currencyUse: CurrencyUse,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN or INPUT_INVALID */
  async update(actor: Actor, changes: OrganisationChanges): Promise<OrganisationSummary> {
    this.permissions.require(actor, 'organisation.update');
    const faults = new InputFaults();
    const checked: Partial<OrganisationEntity> = {};
    if (changes.name != null)
      checked.name = faults.text('name', changes.name, { label: 'The organisation’s name', max: 120 });
    if (changes.currency != null) checked.currency = checkCurrency(faults, 'currency', changes.currency);
    if (changes.timeZone != null) checked.timeZone = checkTimeZone(faults, 'timeZone', changes.timeZone);
    if (changes.fteHoursPerYear != null) {
      checked.fteHoursPerYear = faults.wholeNumber(
        'fteHoursPerYear',
        changes.fteHoursPerYear,
        'The FTE hours a year',
        100,
        4000,
      );
    }
    for (const [field, label] of [
      ['loadedRateMicrosPerHour', 'The hourly rate'],
      ['usdRateMicros', 'The dollar rate'],
    ] as const) {
      const value = changes[field];
      if (value == null) continue;
      if (value <= 0 || value > MAX_RATE_MICROS) faults.add(field, `${label} must be above 0 and below 100 000.`);
      checked[field] = value;
    }
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const before = await this.directory.getOrganisation(tx, actor.organisationId);
      await this.checkCurrencyChange(tx, before, checked);
      if (Object.keys(checked).length > 0) {
        await tx.manager.update(OrganisationEntity, { id: actor.organisationId }, checked);
        const rate = checked.loadedRateMicrosPerHour;
        if (rate !== undefined && rate !== before.loadedRateMicrosPerHour) {
          const validFrom = this.clock.now();
          await tx.manager.insert(OrganisationRateEntity, {
            id: newId(validFrom.getTime()),
            organisationId: actor.organisationId,
            loadedRateMicrosPerHour: rate,
            validFrom,
          });
        }
        await this.audit.record(tx, {
          actor,
          action: 'organisation.updated',
          subject: { type: 'organisation', id: actor.organisationId },
          details: { changes: checked as Record<string, string | number> },
        });
      }
      return { ...before, ...checked, id: before.id };
    });
  }

  /** Amounts are stored without their currency: another one would rename what was booked, not convert it. */
  private async checkCurrencyChange(
    tx: Tx,
    before: OrganisationSummary,
    checked: Partial<OrganisationEntity>,
  ): Promise<void> {
    const currency = checked.currency ?? before.currency;
    if (currency === 'USD') checked.usdRateMicros = MICROS_PER_UNIT;
    if (currency === before.currency || !(await this.currencyUse.isInUse(tx))) return;
    const message = `Costs have been booked in ${before.currency} already, so the currency stays. Amounts would change their name, not their value.`;
    throw invalidInput([{ path: 'currency', message }]);
  }
}
