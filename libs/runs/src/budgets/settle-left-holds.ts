import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Clock, OrganisationId, RunId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { CLOCK, Database, LOGGER, Settings, type Logger } from '@groundswell/platform';
import { getPrice } from '../domain/price-table.js';
import { AttemptAccounts } from '../ledger/attempt-accounts.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { BudgetHoldEntity } from '../persistence/budget.entities.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import { RunEntity } from '../persistence/run.entity.js';
import { BudgetGate } from './budget-gate.js';

const EVERY_MS = 5_000;
/** A worker that lives has heard of the end of its run by then, and has settled. */
const GRACE_MS = 20_000;
const AT_MOST = 100;

/**
 * Settles what runs held that ended while their worker was dead. Nobody counted what such an attempt used, so it is booked as a
 * guess, as it is for runs that are taken over.
 */
@Injectable()
export class SettleLeftHolds implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly database: Database,
    private readonly people: PeopleDirectory,
    private readonly budgets: BudgetGate,
    private readonly settings: Settings,
    private readonly modules: ModuleRef,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.workers === 0) return;
    this.timer = setInterval(() => void this.trySweep(), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @returns how many were settled */
  async sweep(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - GRACE_MS);
    const left = await this.database.system('settle what runs that ended left reserved', (tx) =>
      tx.query<{ run_id: RunId; organisation_id: OrganisationId }>(
        `SELECT h.run_id, h.organisation_id FROM budget_holds h JOIN runs r ON r.id = h.run_id
          WHERE r.ended_at < $1 ORDER BY h.held_at LIMIT ${AT_MOST}`,
        [before],
      ),
    );
    for (const { organisation_id, run_id } of left) await this.settle(organisation_id, run_id);
    return left.length;
  }

  private async settle(organisationId: OrganisationId, runId: RunId): Promise<void> {
    // The engine needs the gate, so what the sweep needs of the engine is looked up when it is needed.
    const accounts = this.modules.get(AttemptAccounts, { strict: false });
    const prices = this.modules.get(ModelPrices, { strict: false });
    await this.database.transaction(organisationId, async (tx) => {
      const hold = await tx.manager.findOneBy(BudgetHoldEntity, { ...tx.scope, runId });
      const run = await tx.manager.findOneBy(RunEntity, { ...tx.scope, id: runId });
      if (hold === null || run === null) return;
      const { usdRateMicros } = await this.people.getOrganisation(tx, organisationId);
      const price = getPrice(await prices.all(tx), run.model, hold.heldAt);
      const work = { run, price, usdRateMicros };
      const step = await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, runId, kind: 'model', status: 'intended' });
      if (step !== null) return accounts.recordLost(tx, work, step.id, hold.requestCharacters, this.clock.now());
      const taken = await this.budgets.take(tx, work, null);
      if (taken !== null) await this.budgets.charge(tx, work, taken, 0, this.clock.now());
    });
  }

  private async trySweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ err: error }, 'Settling what ended runs left reserved failed; trying again.');
    } finally {
      this.sweeping = false;
    }
  }
}
