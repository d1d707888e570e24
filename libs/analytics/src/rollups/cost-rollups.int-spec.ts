import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CostEntryId, newId, type OrganisationId, type WorkflowId } from '@groundswell/kernel';
import { Database, type Tx } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';
import { monthOf } from '../domain/month.js';
import { CostTotalsQuery } from './cost-totals.query.js';
import { RollupsService } from './rollups.service.js';

const KINDS = ['build', 'model', 'connectorSetup'] as const;
const workflows = [newId<WorkflowId>(), newId<WorkflowId>(), null];

interface Line {
  readonly id: CostEntryId;
  readonly workflowId: WorkflowId | null;
  readonly kind: (typeof KINDS)[number];
  readonly micros: number;
  readonly at: Date;
  readonly corrects: CostEntryId | null;
}

let app: TestApp;
let database: Database;
let rollups: RollupsService;
let totals: CostTotalsQuery;

beforeAll(async () => {
  app = await startTestApp({ modules: [], providers: [RollupsService, CostTotalsQuery] });
  database = app.get(Database);
  rollups = app.get(RollupsService);
  totals = app.get(CostTotalsQuery);
});

afterAll(() => app.close());

async function write(tx: Tx, lines: readonly Line[]): Promise<void> {
  await tx.query(
    `INSERT INTO cost_entries (id, organisation_id, kind, workflow_id, estimated, amount_micros, at, recorded_at, corrects_id, source)
     SELECT id, $1, kind, workflow, false, micros, at, now(), corrects, id::text
       FROM json_to_recordset($2) AS line(id uuid, workflow uuid, kind text, micros bigint, at timestamptz, corrects uuid)`,
    [tx.scope.organisationId, JSON.stringify(lines.map((line) => ({ ...line, workflow: line.workflowId })))],
  );
}

const newLine = fc.record({
  workflowId: fc.constantFrom(...workflows),
  kind: fc.constantFrom(...KINDS),
  micros: fc.integer({ min: -5_000_000, max: 900_000_000 }),
  at: fc.date({ min: new Date('2026-01-30T00:00:00Z'), max: new Date('2026-04-02T00:00:00Z'), noInvalidDate: true }),
});
const acts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      lines: fc.array(newLine, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), pick: fc.nat(), line: newLine }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const), size: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('zone' as const),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Lima'),
    }),
  },
);

function summed(lines: readonly Line[], keyOf: (line: Line) => string | null): Map<string, number> {
  const corrected = new Set(lines.map((line) => line.corrects));
  const sums = new Map<string, number>();
  for (const line of lines.filter((each) => !corrected.has(each.id))) {
    const key = keyOf(line);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + line.micros);
  }
  return sums;
}

function withoutZeros(sums: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...sums].filter(([, micros]) => micros !== 0).sort());
}

describe('the cost rollup', () => {
  it('equals a fresh computation over the ledger after every single act, whatever the acts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 12 }), async (program) => {
        const organisationId = newId<OrganisationId>();
        const lines: Line[] = [];
        let zone = 'UTC';
        for (const act of program) {
          await database.transaction(organisationId, async (tx) => {
            if (act.kind === 'fold') await rollups.foldBatch(tx, act.size);
            if (act.kind === 'zone') await rollups.rebuild(tx, (zone = act.zone));
            const added: Line[] =
              act.kind === 'write'
                ? act.lines.map((line) => ({ ...line, id: newId(), corrects: null }))
                : act.kind === 'correct'
                  ? correction(lines, act.pick, act.line)
                  : [];
            if (added.length > 0) await write(tx, added);
            lines.push(...added);
            expect(withoutZeros(await totals.byMonth(tx))).toEqual(
              withoutZeros(summed(lines, (line) => monthOf(line.at, zone))),
            );
            for (const workflowId of workflows) {
              if (workflowId === null) continue;
              const shown = withoutZeros(await totals.byKindOf(tx, workflowId));
              expect(shown).toEqual(
                withoutZeros(summed(lines, (line) => (line.workflowId === workflowId ? line.kind : null))),
              );
            }
          });
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** A correction may move a line to another workflow, kind or month; the difference follows it. */
function correction(known: readonly Line[], pick: number, line: Omit<Line, 'id' | 'corrects'>): Line[] {
  const corrected = new Set(known.map((each) => each.corrects));
  const open = known.filter((each) => !corrected.has(each.id));
  const target = open[pick % Math.max(1, open.length)];
  return target ? [{ ...line, id: newId(), corrects: target.id }] : [];
}
