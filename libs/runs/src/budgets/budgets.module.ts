import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@groundswell/audit';
import {
  BudgetEntity,
  BudgetHoldEntity,
  BudgetMonthEntity,
  BudgetWarningEntity,
} from '../persistence/budget.entities.js';
import { BudgetCounters } from './budget-counters.js';
import { BudgetGate } from './budget-gate.js';
import { BudgetWarnings } from './budget-warnings.js';
import { SettleLeftHolds } from './settle-left-holds.js';

/** Budgets by month. The engine reserves through the gate; the sweep needs the engine's accounts. */
@Global()
@Module({
  imports: [
    AuditModule,
    TypeOrmModule.forFeature([BudgetEntity, BudgetMonthEntity, BudgetHoldEntity, BudgetWarningEntity]),
  ],
  providers: [BudgetCounters, BudgetGate, BudgetWarnings, SettleLeftHolds],
  exports: [BudgetGate, SettleLeftHolds],
})
export class BudgetsModule {}
