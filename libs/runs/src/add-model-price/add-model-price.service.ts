import { Inject, Injectable } from '@nestjs/common';
import { AppError, invalidInput, newId, type Clock } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { readNewPrice, type NewPriceInput } from '../domain/new-price.js';

/** Adds a price list of a model from a day on. What was spent before keeps its price: lists are added, never changed. */
@Injectable()
export class AddModelPriceService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the list @throws AppError FORBIDDEN, INPUT_INVALID, MODEL_PRICE_EXISTS */
  async add(actor: Actor, input: NewPriceInput): Promise<string> {
    this.permissions.require(actor, 'model-price.add');
    const { model, note, tiers } = readNewPrice(input);
    return this.database.transaction(actor.organisationId, async (tx) => {
      const now = this.clock.now();
      const validFrom = await this.beginningOf(tx, input.fromDay, now);
      const id = newId(now.getTime());
      const { contextTokens, maxOutputTokens } = input;
      const inserted = await tx.query<{ id: string }>(
        `INSERT INTO model_prices (id, organisation_id, model, valid_from, tiers, context_tokens, max_output_tokens, note,
           created_by_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
        [
          id,
          actor.organisationId,
          model,
          validFrom,
          JSON.stringify(tiers, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
          contextTokens,
          maxOutputTokens,
          note,
          actor.personId,
          now,
        ],
      );
      if (inserted.length === 0) throw exists(model, input.fromDay);
      await this.audit.record(tx, {
        actor,
        action: 'model-price.added',
        subject: { type: 'model-price', id },
        details: {
          model,
          validFrom: validFrom.toISOString(),
          tiers: [...input.tiers.map((tier) => ({ ...tier }))],
          note,
        },
      });
      return id;
    });
  }

  private async beginningOf(tx: Tx, day: string, now: Date): Promise<Date> {
    const [found] = await tx.query<{ from: Date; today: boolean; past: boolean }>(
      `SELECT $2::timestamp AT TIME ZONE time_zone AS from,
              $2::date = ($3::timestamptz AT TIME ZONE time_zone)::date AS today,
              $2::date < ($3::timestamptz AT TIME ZONE time_zone)::date AS past
         FROM organisations WHERE id = $1`,
      [tx.scope.organisationId, day, now],
    );
    if (found === undefined || found.past) {
      throw invalidInput([
        { path: 'fromDay', message: 'Prices of the past stay as they were. Choose today or later.' },
      ]);
    }
    return found.today ? now : found.from;
  }
}

function exists(model: string, day: string): AppError {
  return new AppError(
    'conflict',
    'MODEL_PRICE_EXISTS',
    `There is a price list of ${model} from ${day} on already. Choose another day.`,
  );
}
