import { Injectable } from '@nestjs/common';
import type { Tx } from '@groundswell/platform';
import { LIST_PRICES, type ModelPrice } from '../domain/price-table.js';
import type { ModelPriceEntity } from '../persistence/model-price.entity.js';

type OwnPrice = Pick<
  ModelPriceEntity,
  'id' | 'model' | 'validFrom' | 'note' | 'contextTokens' | 'maxOutputTokens' | 'tiers'
>;

/** The price lists of an organisation: the list prices, and its own, which take over from their dates on. */
@Injectable()
export class ModelPrices {
  /** All lists, past and future ones too: the domain picks the one that holds. */
  async all(tx: Tx): Promise<readonly ModelPrice[]> {
    const own = await tx.query<OwnPrice>(
      `SELECT id, model, valid_from AS "validFrom", note, context_tokens AS "contextTokens",
              max_output_tokens AS "maxOutputTokens", tiers
         FROM model_prices WHERE organisation_id = $1 ORDER BY valid_from`,
      [tx.scope.organisationId],
    );
    return [
      ...LIST_PRICES,
      ...own.map((price) => ({
        id: price.id,
        model: price.model,
        validFrom: price.validFrom,
        note: price.note,
        contextTokens: price.contextTokens,
        maxOutputTokens: price.maxOutputTokens,
        tiers: price.tiers.map((tier) => ({
          upToPromptTokens: tier.upToPromptTokens,
          input: BigInt(tier.input),
          output: BigInt(tier.output),
          cacheRead: BigInt(tier.cacheRead),
          cacheWrite5m: BigInt(tier.cacheWrite5m),
          cacheWrite1h: BigInt(tier.cacheWrite1h),
        })),
      })),
    ];
  }
}
