import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  newId,
  type OrganisationId,
  type PersonId,
  type RunId,
  type TimeEntryId,
  type WorkflowId,
} from '@groundswell/kernel';
import { Database, type Tx } from '@groundswell/platform';
import { startTestApp, type TestApp } from '@groundswell/testing';
import { type Month, monthOf } from '../domain/month.js';
import { lastUseful } from './rollup-sql.js';
import { RollupsService } from './rollups.service.js';
import { type TimeTotals, TimeTotalsQuery } from './time-totals.query.js';

const ZONES = ['Europe/Berlin', 'UTC', 'America/New_York', 'Pacific/Auckland'] as const;
const workflows = [newId<WorkflowId>(), newId<WorkflowId>(), newId<WorkflowId>()];

interface Line {
  readonly id: TimeEntryId;
  readonly workflowId: WorkflowId;
  readonly baseline: number;
  readonly human: number;
  readonly grade: 'measured' | 'confirmed' | 'estimated';
  readonly outcome: 'accepted' | 'edited' | 'rejected' | null;
  readonly failed: boolean;
  readonly unattended: boolean;
  readonly at: Date;
  readonly corrects: TimeEntryId | null;
}

let app: TestApp;
let database: Database;
let rollups: RollupsService;
let timeTotals: TimeTotalsQuery;

beforeAll(async () => {
  app = await startTestApp({ modules: [], providers: [RollupsService, TimeTotalsQuery] });
  database = app.get(Database);
  rollups = app.get(RollupsService);
  timeTotals = app.get(TimeTotalsQuery);
});

afterAll(() => app.close());

function saved(line: Line): number {
  return line.failed || line.outcome === 'rejected' ? 0 - line.human : line.baseline - line.human;
}

/** One statement, several lines: what a batch and a single confirmation both look like to the trigger. */
async function write(tx: Tx, lines: readonly Line[]): Promise<void> {
  const person = newId<PersonId>();
  await tx.query(
    `INSERT INTO time_entries (id, organisation_id, run_id, workflow_id, person_id, confirmed_by_id, baseline_minutes,
       human_minutes, saved_minutes, grade, outcome, failed, unattended, sampled, at, recorded_at, corrects_id)
     SELECT id, $1, run_id, workflow_id, $2::uuid, CASE WHEN grade = 'estimated' THEN NULL ELSE $2::uuid END, baseline, human, saved, grade,
            outcome, failed, unattended, sampled, at, now(), corrects
       FROM json_to_recordset($3) AS line(id uuid, run_id uuid, workflow_id uuid, baseline int, human int, saved int, grade text,
         outcome text, failed boolean, unattended boolean, sampled boolean, at timestamptz, corrects uuid)`,
    [
      tx.scope.organisationId,
      person,
      JSON.stringify(
        lines.map((line) => ({
          ...line,
          run_id: newId<RunId>(),
          workflow_id: line.workflowId,
          saved: saved(line),
          sampled: line.unattended,
        })),
      ),
    ],
  );
}

/** The fresh computation: from the lines themselves, without SQL. */
function fresh(lines: readonly Line[], zone: string): Map<string, TimeTotals & { lastUseful: number | null }> {
  const corrected = new Set(lines.map((line) => line.corrects));
  const months = new Map<string, TimeTotals & { lastUseful: number | null }>();
  for (const line of lines.filter((each) => !corrected.has(each.id))) {
    const key = `${line.workflowId} ${monthOf(line.at, zone)}`;
    const before = months.get(key) ?? { ...zero, lastUseful: null };
    const minutes = saved(line);
    const useful = line.outcome === 'accepted' || line.outcome === 'edited';
    const looked = line.grade !== 'estimated';
    months.set(key, {
      measured: before.measured + (line.grade === 'measured' ? minutes : 0),
      confirmed: before.confirmed + (line.grade === 'confirmed' ? minutes : 0),
      estimated: before.estimated + (line.grade === 'estimated' ? minutes : 0),
      estimatedUnattended: before.estimatedUnattended + (line.grade === 'estimated' && line.unattended ? minutes : 0),
      lost: before.lost + Math.max(0, -minutes),
      entries: before.entries + 1,
      accepted: before.accepted + (line.outcome === 'accepted' ? 1 : 0),
      edited: before.edited + (line.outcome === 'edited' ? 1 : 0),
      rejected: before.rejected + (line.outcome === 'rejected' ? 1 : 0),
      failed: before.failed + (line.failed ? 1 : 0),
      sampled: before.sampled + (line.unattended && looked ? 1 : 0),
      sampledUseful: before.sampledUseful + (line.unattended && useful ? 1 : 0),
      lastUseful: useful ? Math.max(before.lastUseful ?? 0, line.at.getTime()) : before.lastUseful,
    });
  }
  return months;
}

/** Entries and headline minutes by month, over all workflows. */
function headlinesOf(months: ReadonlyMap<string, TimeTotals>): Record<string, readonly [number, number]> {
  const sums: Record<string, readonly [number, number]> = {};
  for (const [key, totals] of months) {
    const month = key.slice(-7);
    const [entries, minutes] = sums[month] ?? [0, 0];
    sums[month] = [entries + totals.entries, minutes + totals.measured + totals.confirmed];
  }
  return sums;
}

function headlines(months: ReadonlyMap<Month, TimeTotals>): Record<string, readonly [number, number]> {
  const counting = [...months].filter(([, totals]) => totals.entries > 0);
  return Object.fromEntries(
    counting.map(([month, totals]) => [month, [totals.entries, totals.measured + totals.confirmed] as const]),
  );
}

const zero: TimeTotals = {
  measured: 0,
  confirmed: 0,
  estimated: 0,
  estimatedUnattended: 0,
  lost: 0,
  sampled: 0,
  sampledUseful: 0,
  entries: 0,
  accepted: 0,
  edited: 0,
  rejected: 0,
  failed: 0,
};

/** What readers see: the same shape, through the queries of the pages. */
async function shown(tx: Tx, zone: string): Promise<Map<string, TimeTotals & { lastUseful: number | null }>> {
  const months = new Map<string, TimeTotals & { lastUseful: number | null }>();
  for (const workflowId of workflows) {
    for (const [month, totals] of await timeTotals.byMonthOf(tx, workflowId)) {
      if (totals.entries > 0) months.set(`${workflowId} ${month}`, { ...totals, lastUseful: null });
    }
  }
  const last = await tx.query<{ workflow_id: string; month: Month; last_useful_at: Date | null }>(
    `SELECT * FROM ${lastUseful('true')} AS last`,
    [tx.scope.organisationId, zone],
  );
  for (const row of last) {
    const key = `${row.workflow_id} ${row.month}`;
    const totals = months.get(key);
    if (totals) months.set(key, { ...totals, lastUseful: row.last_useful_at?.getTime() ?? null });
    else expect(row.last_useful_at).toBeNull();
  }
  return months;
}

const newLine: fc.Arbitrary<Omit<Line, 'id' | 'corrects'>> = fc
  .record({
    workflowId: fc.constantFrom(...workflows),
    baseline: fc.integer({ min: 0, max: 60 }),
    human: fc.integer({ min: 0, max: 90 }),
    grade: fc.constantFrom('measured' as const, 'confirmed' as const, 'estimated' as const),
    outcome: fc.constantFrom('accepted' as const, 'edited' as const, 'rejected' as const, null),
    failed: fc.boolean(),
    unattended: fc.boolean(),
    at: fc.date({ min: new Date('2026-01-30T00:00:00Z'), max: new Date('2026-04-02T00:00:00Z'), noInvalidDate: true }),
  })
  .map((line) => {
    if (line.failed) return { ...line, outcome: line.grade === 'estimated' ? null : ('rejected' as const) };
    return line.grade === 'estimated' ? { ...line, outcome: null } : line;
  });

type Act =
  | { readonly kind: 'write'; readonly lines: readonly Omit<Line, 'id' | 'corrects'>[] }
  | { readonly kind: 'correct'; readonly pick: number; readonly line: Omit<Line, 'id' | 'corrects'> }
  | { readonly kind: 'fold'; readonly size: number }
  | { readonly kind: 'zone'; readonly zone: string };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      lines: fc.array(newLine, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), pick: fc.nat(), line: newLine }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const), size: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...ZONES) }) },
);

describe('the rollups', () => {
  it('equal a fresh computation over the ledger after every single act, whatever the acts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 14 }), async (program) => {
        const organisationId = newId<OrganisationId>();
        const lines: Line[] = [];
        let zone = 'UTC';
        for (const act of program) {
          await database.transaction(organisationId, async (tx) => {
            if (act.kind === 'fold') await rollups.foldBatch(tx, act.size);
            if (act.kind === 'zone') await rollups.rebuild(tx, (zone = act.zone));
            const added = act.kind === 'write' || act.kind === 'correct' ? linesOf(act, lines) : [];
            if (added.length > 0) await write(tx, added);
            lines.push(...added);
            const expected = fresh(lines, zone);
            expect(await shown(tx, zone)).toEqual(expected);
            expect(headlines(await timeTotals.byMonth(tx))).toEqual(headlinesOf(expected));
          });
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('stay exact while several people write to one workflow and two processes fold', async () => {
    const organisationId = newId<OrganisationId>();
    const [workflowId = newId<WorkflowId>()] = workflows;
    const line = (minutes: number): Line => ({
      id: newId(),
      workflowId,
      baseline: minutes,
      human: 0,
      grade: 'confirmed',
      outcome: 'accepted',
      failed: false,
      unattended: false,
      at: new Date('2026-03-01T12:00:00Z'),
      corrects: null,
    });
    const writing = { on: true };
    const writers = Array.from({ length: 4 }, async () => {
      for (let minutes = 1; minutes <= 25; minutes++)
        await database.transaction(organisationId, (tx) => write(tx, [line(minutes)]));
    });
    const folders = Array.from({ length: 2 }, async () => {
      while (writing.on) await rollups.fold(organisationId);
    });
    const reader = (async () => {
      while (writing.on) {
        // One statement, one moment: the sum shown beside the sum of the ledger.
        const [row] = await database.transaction(organisationId, (tx) =>
          tx.query<{ shown: number; ledger: number }>(
            `SELECT (SELECT coalesce(sum(confirmed_minutes), 0)::int FROM
                       (SELECT confirmed_minutes FROM time_months WHERE organisation_id = $1
                        UNION ALL SELECT confirmed_minutes FROM time_deltas WHERE organisation_id = $1) AS parts) AS shown,
                    (SELECT coalesce(sum(saved_minutes), 0)::int FROM time_entries WHERE organisation_id = $1) AS ledger`,
            [organisationId],
          ),
        );
        expect(row?.shown).toBe(row?.ledger);
      }
    })();
    await Promise.all(writers);
    writing.on = false;
    await Promise.all([...folders, reader]);
    await rollups.fold(organisationId);
    const after = await database.transaction(organisationId, async (tx) => ({
      totals: await timeTotals.byWorkflow(tx, [workflowId]),
      left: await tx.query(`SELECT 1 FROM time_deltas WHERE organisation_id = $1`, [organisationId]),
    }));
    expect(after.totals.get(workflowId)).toMatchObject({ confirmed: (4 * 25 * 26) / 2, entries: 100 });
    expect(after.left).toEqual([]);
  }, 60_000);

  it('of one organisation are not seen by another', async () => {
    const [mine, theirs] = [newId<OrganisationId>(), newId<OrganisationId>()];
    const [workflowId = newId<WorkflowId>()] = workflows;
    await database.transaction(theirs, (tx) =>
      write(
        tx,
        linesOf(
          {
            kind: 'write',
            lines: [
              {
                workflowId,
                baseline: 9,
                human: 0,
                grade: 'confirmed',
                outcome: 'accepted',
                failed: false,
                unattended: false,
                at: new Date('2026-03-01T12:00:00Z'),
              },
            ],
          },
          [],
        ),
      ),
    );
    await database.transaction(mine, async (tx) => {
      expect(await timeTotals.byMonth(tx)).toEqual(new Map());
      expect(await tx.query(`SELECT 1 FROM time_deltas UNION ALL SELECT 1 FROM time_months`)).toEqual([]);
    });
  });
});

function linesOf(act: Extract<Act, { kind: 'write' | 'correct' }>, known: readonly Line[]): Line[] {
  if (act.kind === 'write') return act.lines.map((line) => ({ ...line, id: newId(), corrects: null }));
  const corrected = new Set(known.map((line) => line.corrects));
  const open = known.filter((line) => !corrected.has(line.id));
  const target = open[act.pick % Math.max(1, open.length)];
  if (!target) return [];
  const { workflowId, at } = target;
  return [{ ...act.line, workflowId, at, id: newId(), corrects: target.id }];
}
