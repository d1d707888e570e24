import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import {
  BudgetEntity,
  BudgetHoldEntity,
  BudgetMonthEntity,
  BudgetWarningEntity,
} from '../persistence/budget.entities.js';
import { BudgetsResolver } from '../graphql/budgets.resolver.js';
import { LimitReachedResolver } from '../graphql/limit-reached.resolver.js';
import { BudgetBook } from './budget-book.js';
import { BudgetCounters } from './budget-counters.js';
import { BudgetGate } from './budget-gate.js';
import { BudgetStart } from './budget-start.js';
import { BudgetWarnings } from './budget-warnings.js';
import { SetBudgetService } from './set-budget.service.js';
import { SettleLeftHolds } from './settle-left-holds.js';
import { ShowBudgetsQuery } from './show-budgets.query.js';
import { WhoMayRaiseQuery } from './who-may-raise.query.js';

/** Budgets by month. The engine reserves through the gate; the sweep needs the engine's accounts. */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([BudgetEntity, BudgetMonthEntity, BudgetHoldEntity, BudgetWarningEntity]),
  ],
  providers: [
    BudgetBook,
    BudgetCounters,
    BudgetGate,
    BudgetStart,
    BudgetWarnings,
    SetBudgetService,
    SettleLeftHolds,
    ShowBudgetsQuery,
    BudgetsResolver,
    WhoMayRaiseQuery,
    LimitReachedResolver,
  ],
  exports: [BudgetGate, BudgetStart, SetBudgetService, SettleLeftHolds],
})
export class BudgetsModule {}
