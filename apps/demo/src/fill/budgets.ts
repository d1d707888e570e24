import type { Actor } from '@groundswell/platform';
import { SetBudgetService, SpendingQuery, type SetBudgetRequest } from '@groundswell/runs';
import type { Services } from './container.js';

/** A ten thousandth of the currency: the runs of the demo cost little. */
const STEP_MICROS = 100;

/** How much of each is spent on the last day: two have passed their first threshold, and all leave room for visitors. */
const SHARES = { organisation: 0.52, team: 0.55, workflow: 0.35 } as const;

/** Budgets of the month in which the demo ends, measured by what that month has cost. None is used up: everything can be run. */
export async function setBudgets(services: Services, steward: Actor): Promise<void> {
  const spending = services.get(SpendingQuery);
  const budgets = services.get(SetBudgetService);
  const set = async (level: SetBudgetRequest['level'], targetId: string | null, spentMicros: number): Promise<void> => {
    const limitMicros = Math.ceil(spentMicros / SHARES[level] / STEP_MICROS) * STEP_MICROS;
    await budgets.set(steward, { level, targetId, limitMicros, revision: null });
  };
  const teams = await spending.of(steward, 'team', null);
  const workflows = await spending.of(steward, 'workflow', null);
  const [team] = teams.lines;
  const [, workflow] = workflows.lines;
  if (team === undefined || workflow === undefined) return;
  await set('organisation', null, teams.total.amountMicros);
  await set('team', team.id, team.amountMicros);
  await set('workflow', workflow.id, workflow.amountMicros);
}
