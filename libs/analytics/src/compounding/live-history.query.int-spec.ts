import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, type OrganisationId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database } from '@groundswell/platform';
import { RegisterWorkflowService } from '@groundswell/workflows';
import { foundOrganisation, startTestApp, type TestApp } from '@groundswell/testing';
import { SPEC_MODULES, writeTime } from '../analytics.fixture.js';
import { isLive } from '../domain/live-workflows.js';
import { monthEnd, monthRange } from '../domain/month.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { LiveHistoryQuery } from './live-history.query.js';

const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2026, 0, 1);
const months = monthRange('2026-01', '2026-06');
const now = new Date(FIRST + 165 * DAY_MS);
const marks = months.map((month) => {
  const end = monthEnd(month, ZONE);
  return { month, at: end < now ? end : now };
});

let app: TestApp;
let database: Database;
let organisationId: OrganisationId;
let builder: Actor;
let team: TeamId;

beforeAll(async () => {
  app = await startTestApp({ modules: SPEC_MODULES });
  database = app.get(Database);
  const home = await foundOrganisation(app);
  organisationId = home.id;
  team = await home.addTeam('Sales');
  builder = await home.addPerson('Bea Builder', ['builder'], [team]);
  app.clock.set(new Date(FIRST));
});

afterAll(() => app.close());

const stages = fc.constantFrom('draft', 'pilot', 'production', 'paused', 'retired');
const day = fc.integer({ min: 0, max: 164 });
const lives = fc.array(
  fc.record({
    changes: fc.array(fc.tuple(day, stages), { maxLength: 5 }),
    runs: fc.array(
      fc.record({ day, useful: fc.boolean(), takenBack: fc.boolean(), hour: fc.integer({ min: 0, max: 23 }) }),
      {
        maxLength: 8,
      },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('the live workflows of each month', () => {
  it('are those that the rule calls live, whatever the stages and runs, folded or not', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.boolean(), async (wanted, folded) => {
        const expected = new Map(months.map((month) => [month, 0]));
        const ids: WorkflowId[] = [];
        await database.transaction(organisationId, async (tx) => {
          for (const life of wanted) {
            const id = await newWorkflow();
            ids.push(id);
            const changes = life.changes.map(([offset, stage]) => ({ stage, at: new Date(FIRST + offset * DAY_MS) }));
            changes.sort((a, b) => a.at.getTime() - b.at.getTime());
            // Two changes at one instant have no order that a rule could see.
            const inOrder = changes.filter((change, index) => changes[index + 1]?.at.getTime() !== change.at.getTime());
            for (const [index, { stage, at }] of inOrder.entries()) {
              await tx.query(
                `INSERT INTO workflow_stage_changes (id, organisation_id, workflow_id, revision, to_stage, at) VALUES ($1, $2, $3, $4, $5, $6)`,
                [newId(), organisationId, id, 100 + index, stage, at],
              );
            }
            const runs = life.runs.map((run) => ({
              ...run,
              at: new Date(FIRST + run.day * DAY_MS + run.hour * 3_600_000),
            }));
            for (const run of runs) {
              const [entry] = await writeTime(tx, [
                { workflowId: id, at: run.at, outcome: run.useful || run.takenBack ? 'accepted' : 'rejected' },
              ]);
              if (run.takenBack)
                await writeTime(tx, [{ workflowId: id, at: run.at, outcome: 'rejected', corrects: entry ?? null }]);
            }
            const acceptedAt = runs.filter((run) => run.useful && !run.takenBack).map((run) => run.at);
            const began = { stage: 'draft', at: new Date(FIRST) };
            for (const { month, at } of marks) {
              const live = isLive({ stages: [began, ...inOrder], acceptedAt }, at);
              expected.set(month, (expected.get(month) ?? 0) + (live ? 1 : 0));
            }
          }
          if (folded) await app.get(RollupsService).foldBatch(tx, 10_000);
          const shown = (await app.get(LiveHistoryQuery).byRoot(tx, marks, ZONE)).filter((row) =>
            ids.includes(row.rootId),
          );
          const counted = new Map(months.map((month) => [month, 0]));
          for (const row of shown) counted.set(row.month, (counted.get(row.month) ?? 0) + row.live);
          expect(counted).toEqual(expected);
          for (const mark of marks) {
            const listed = await app.get(LiveHistoryQuery).workflowsAt(tx, mark, ZONE);
            expect(listed.filter(({ workflowId }) => ids.includes(workflowId))).toHaveLength(
              expected.get(mark.month) ?? 0,
            );
          }
        });
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  async function newWorkflow(): Promise<WorkflowId> {
    const wanted = { title: 'Sorts letters', task: 'Every morning anew', teamId: team };
    return (await app.get(RegisterWorkflowService).register(builder, wanted)).id;
  }
});
