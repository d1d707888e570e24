import { Inject, Injectable } from '@nestjs/common';
import {
  InputFaults,
  isId,
  newId,
  notFound,
  staleRevision,
  type Clock,
  type Micros,
  type TeamId,
} from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { CLOCK, Database, type Actor, type Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { BudgetLevel } from '../domain/budget.js';
import { BudgetEntity } from '../persistence/budget.entities.js';
import { BudgetBook } from './budget-book.js';
import { BudgetCounters } from './budget-counters.js';

/** What somebody wants a level to be allowed in each month. */
export interface SetBudgetRequest {
  readonly level: BudgetLevel;
  /** The team or the workflow; ignored for the organisation. */
  readonly targetId: string | null;
  readonly limitMicros: Micros;
  /** The revision that the person saw; null where they saw none. */
  readonly revision: number | null;
}

const MOST_MICROS = 1_000_000_000_000_000;

/** Sets, changes and removes budgets. What was spent and what is held counts from the first moment. */
@Injectable()
export class SetBudgetService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly counters: BudgetCounters,
    private readonly book: BudgetBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the budget's id @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, REVISION_STALE */
  async set(actor: Actor, request: SetBudgetRequest): Promise<string> {
    this.permissions.require(actor, 'budget.set');
    const { level, limitMicros } = request;
    const faults = new InputFaults();
    faults.wholeNumber('limitMicros', limitMicros, 'The budget', 0, MOST_MICROS);
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      await this.counters.exclude(tx);
      const target = await this.target(tx, actor, request);
      const before = await tx.manager.findOneBy(BudgetEntity, { ...tx.scope, level, targetId: target.id });
      if ((before?.revision ?? null) !== request.revision) throw staleRevision('budget');
      const at = this.clock.now();
      const id = before?.id ?? newId(at.getTime());
      const row = { limitMicros, revision: (before?.revision ?? 0) + 1, setById: actor.personId, setAt: at };
      if (before === null) {
        await tx.manager.insert(BudgetEntity, { id, ...tx.scope, level, targetId: target.id, ...row });
      } else await tx.manager.update(BudgetEntity, { ...tx.scope, id }, row);
      const budget = { id, level, targetId: target.id, name: target.name, limitMicros };
      await this.book.written(tx, actor, budget, before?.limitMicros ?? null, at);
      return id;
    });
  }

  /** @throws AppError FORBIDDEN, NOT_FOUND, REVISION_STALE */
  async remove(actor: Actor, budgetId: string, revision: number): Promise<void> {
    this.permissions.require(actor, 'budget.set');
    await this.database.transaction(actor.organisationId, async (tx) => {
      await this.counters.exclude(tx);
      const before = isId(budgetId) ? await tx.manager.findOneBy(BudgetEntity, { ...tx.scope, id: budgetId }) : null;
      if (before === null) throw notFound('budget');
      if (before.revision !== revision) throw staleRevision('budget');
      await tx.manager.delete(BudgetEntity, { ...tx.scope, id: before.id });
      await this.book.removed(tx, actor, before);
    });
  }

  private async target(
    tx: Tx,
    actor: Actor,
    { level, targetId }: SetBudgetRequest,
  ): Promise<{ readonly id: string; readonly name: string }> {
    if (level === 'organisation') {
      return { id: actor.organisationId, name: (await this.people.getOrganisation(tx, actor.organisationId)).name };
    }
    if (!isId(targetId)) throw notFound(level);
    if (level === 'team') return this.people.getTeam(tx, targetId as TeamId);
    const workflow = (await this.library.byIds(tx, [targetId])).get(targetId);
    if (workflow === undefined) throw notFound('workflow');
    return { id: workflow.id, name: workflow.title };
  }
}
