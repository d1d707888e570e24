import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Clock, OrganisationId, RunId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { CLOCK, Database, Sweeps } from '@groundswell/platform';
import { getPrice } from '../domain/price-table.js';
import { AttemptAccounts } from '../ledger/attempt-accounts.js';
import { ModelPrices } from '../ledger/model-prices.js';
import { RunStepEntity } from '../persistence/run-step.entity.js';
import { RunEntity } from '../persistence/run.entity.js';
import { BudgetGate } from './budget-gate.js';

const EVERY_MS = 2_000;
/** A worker that lives has heard by then that somebody else ended its run, and has settled. */
const GRACE_MS = 20_000;
const AT_MOST = 100;

/** Runs that hold money for an attempt that nobody makes any more: over for a while, or without a worker that lives. */
const ABANDONED = `(r.ended_at < $1 OR (r.status = 'running' AND
  (r.lease_until <= $2 OR (r.lease_until IS NULL AND r.lease_owner IS NULL))))`;

/**
 * Settles what dead workers held, so that other runs do not wait for money that nobody will spend. Nobody counted what such an
 * attempt used, so it is booked as a guess; whoever takes the run over finds it booked.
 */
@Injectable()
export class SettleLeftHolds implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleDirectory,
    private readonly budgets: BudgetGate,
    private readonly sweeps: Sweeps,
    private readonly modules: ModuleRef,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register({
      what: 'Settling what dead workers left reserved',
      everyMs: EVERY_MS,
      sweep: () => this.sweep(),
    });
  }

  /** @returns how many were settled */
  async sweep(): Promise<number> {
    const left = await this.database.system('settle what dead workers left reserved', (tx) =>
      tx.query<{ run_id: RunId; organisation_id: OrganisationId }>(
        `SELECT h.run_id, h.organisation_id FROM budget_holds h JOIN runs r ON r.id = h.run_id
          WHERE ${ABANDONED} ORDER BY h.held_at LIMIT ${AT_MOST}`,
        this.instants(),
      ),
    );
    for (const { organisation_id, run_id } of left) await this.settle(organisation_id, run_id);
    return left.length;
  }

  private instants(): readonly Date[] {
    const now = this.clock.now();
    return [new Date(now.getTime() - GRACE_MS), now];
  }

  private async settle(organisationId: OrganisationId, runId: RunId): Promise<void> {
    // The engine needs the gate, so what the sweep needs of the engine is looked up when it is needed.
    const accounts = this.modules.get(AttemptAccounts, { strict: false });
    const prices = this.modules.get(ModelPrices, { strict: false });
    await this.database.transaction(organisationId, async (tx) => {
      const [hold] = await tx.query<{ lease_owner: string; held_at: Date; request_characters: number }>(
        `SELECT h.lease_owner, h.held_at, h.request_characters FROM budget_holds h JOIN runs r ON r.id = h.run_id
          WHERE h.organisation_id = $3 AND h.run_id = $4 AND ${ABANDONED}`,
        [...this.instants(), organisationId, runId],
      );
      const run = await tx.manager.findOneBy(RunEntity, { ...tx.scope, id: runId });
      if (hold === undefined || run === null) return;
      const usdRateMicros = await this.people.usdRate(tx);
      const price = getPrice(await prices.all(tx), run.model, hold.held_at);
      const work = { run, price, usdRateMicros };
      const now = this.clock.now();
      const step = await tx.manager.findOneBy(RunStepEntity, { ...tx.scope, runId, kind: 'model', status: 'intended' });
      // By its owner: one that somebody reserved anew meanwhile is none of ours.
      if (step !== null) return accounts.recordLost(tx, work, step.id, hold.request_characters, now, hold.lease_owner);
      await this.budgets.charge(tx, await this.budgets.take(tx, work, hold.lease_owner, now), 0, now);
    });
  }
}
