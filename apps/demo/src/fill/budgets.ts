import type { Actor } from '@groundswell/platform';
import { SetBudgetService, SpendingQuery } from '@groundswell/runs';
import type { Services } from './container.js';

/** What a month may cost: far above what the demo's runs cost, so that visitors can run everything. */
const LIMITS = { organisation: 20_000_000, team: 5_000_000, workflow: 2_000_000 } as const;

/** Budgets of the organisation, of the team that spends most, and of the dearest workflow. */
export async function setBudgets(services: Services, steward: Actor): Promise<void> {
  const spending = services.get(SpendingQuery);
  const budgets = services.get(SetBudgetService);
  const set = (level: keyof typeof LIMITS, targetId: string | null): Promise<string> =>
    budgets.set(steward, { level, targetId, limitMicros: LIMITS[level], revision: null });
  await set('organisation', null);
  const [team] = (await spending.of(steward, 'team', null)).lines;
  if (team !== undefined) await set('team', team.id);
  const [workflow] = (await spending.of(steward, 'workflow', null)).lines;
  if (workflow !== undefined) await set('workflow', workflow.id);
}
