import { Module } from '@nestjs/common';
import { AuditModule } from '@groundswell/audit';
import { AddModelPriceService } from '../add-model-price/add-model-price.service.js';
import { AddModelPriceResolver } from '../graphql/add-model-price.resolver.js';
import { SpendingResolver } from '../graphql/spending.resolver.js';
import { SpendingQuery } from '../show-spending/spending.query.js';

/** Prices that stewards add, and what the model cost. Needs the price table from a global module. */
@Module({
  imports: [AuditModule],
  providers: [AddModelPriceService, AddModelPriceResolver, SpendingQuery, SpendingResolver],
  exports: [AddModelPriceService, SpendingQuery],
})
export class AccountingModule {}
