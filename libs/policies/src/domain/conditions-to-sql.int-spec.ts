import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ability } from '@casl/ability';
import type { AbilityTuple } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '@groundswell/testing';
import { conditionsMatcher, type Conditions, type Scalar } from './conditions.js';
import { conditionsToSql, type Column } from './conditions-to-sql.js';

const COLUMNS: Record<string, Column> = {
  name: { sql: 't.name', type: 'text' },
  owner: { sql: 't.owner', type: 'uuid' },
  size: { sql: 't.size', type: 'integer' },
  total: { sql: 't.total', type: 'bigint' },
  ratio: { sql: 't.ratio', type: 'double precision' },
  open: { sql: 't.open', type: 'boolean' },
};

const UUIDS = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const TEXTS = ['a', 'A', '', 'ä', 'it’s', `'; DROP TABLE t; --`, '5', 'true'];
const NUMBERS = [0, -0, 1, -1, 2, 1.5, 0.1, 2_147_483_647, 9_007_199_254_740_991];

interface Row {
  readonly name: string | null;
  readonly owner: string | null;
  readonly size: number | null;
  readonly total: number | null;
  readonly ratio: number | null;
  readonly open: boolean | null;
}

const orNull = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { freq: 3 });
const rowArb: fc.Arbitrary<Row> = fc.record({
  name: orNull(fc.constantFrom(...TEXTS)),
  owner: orNull(fc.constantFrom(...UUIDS)),
  size: orNull(fc.constantFrom(0, 1, -1, 2, 2_147_483_647)),
  total: orNull(fc.constantFrom(0, 1, 2, 9_007_199_254_740_991)),
  ratio: orNull(fc.constantFrom(0, 0.1, 1.5, -1)),
  open: orNull(fc.boolean()),
});

// Values of every type meet columns of every type: what cannot be equal must not be an error either.
const scalarArb: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  fc.constantFrom(...TEXTS, 'nul\u0000', 'half \ud800'),
  fc.constantFrom(...UUIDS),
  fc.constantFrom(...NUMBERS),
  fc.boolean(),
);
const listArb = fc.array(scalarArb, { maxLength: 4 });
const numberArb = fc.constantFrom(...NUMBERS);
const testArb = fc.oneof(
  scalarArb,
  scalarArb.map(($eq) => ({ $eq })),
  scalarArb.map(($ne) => ({ $ne })),
  listArb.map(($in) => ({ $in })),
  listArb.map(($nin) => ({ $nin })),
  numberArb.map(($gt) => ({ $gt })),
  numberArb.map(($gte) => ({ $gte })),
  numberArb.map(($lt) => ({ $lt })),
  fc.tuple(numberArb, scalarArb).map(([$lte, $ne]) => ({ $lte, $ne })),
  fc.boolean().map(($exists) => ({ $exists })),
);
const conditionsArb: fc.Arbitrary<Conditions> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...Object.keys(COLUMNS)), testArb), {
    maxLength: 3,
    selector: ([field]) => field,
  })
  .map((entries) => Object.fromEntries(entries));
const rulesArb = fc.array(fc.record({ inverted: fc.boolean(), conditions: fc.option(conditionsArb, { freq: 8 }) }), {
  maxLength: 5,
});

describe('rules as SQL', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    await database.query(
      `CREATE TABLE t (id int, name text, owner uuid, size integer, total bigint, ratio double precision, open boolean)`,
    );
  });

  afterAll(async () => {
    await database.drop();
  });

  it('find exactly the rows that the rules allow one by one, NULLs included', async () => {
    const seen = { found: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowArb, { minLength: 1, maxLength: 25 }),
        fc.array(rulesArb, { minLength: 5, maxLength: 5 }),
        async (rows, sets) => {
          await database.query(`TRUNCATE t`);
          await database.query(
            `INSERT INTO t SELECT * FROM jsonb_to_recordset($1) AS r(id int, name text, owner uuid, size int, total bigint, ratio float8, open bool)`,
            [JSON.stringify(rows.map((row, id) => ({ id, ...row })))],
          );
          for (const set of sets) {
            const rules = set.map(({ inverted, conditions }) => ({
              action: 'read',
              subject: 'Row',
              inverted,
              ...(conditions ? { conditions } : {}),
            }));
            const ability = new Ability<AbilityTuple, Conditions>(rules, {
              conditionsMatcher,
              detectSubjectType: () => 'Row',
            });
            const { sql, params } = conditionsToSql(rulesToAST(ability, 'read', 'Row'), COLUMNS, 2);
            const found = await database.query<{ id: number }>(
              `SELECT id FROM t WHERE $1::int = 1 AND ${sql} ORDER BY id`,
              [1, ...params],
            );
            const allowed = rows.flatMap((row, id) => (ability.can('read', row) ? [id] : []));
            expect(found.map((row) => row.id)).toEqual(allowed);
            seen.found += allowed.length;
            seen.hidden += rows.length - allowed.length;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(Math.min(seen.found, seen.hidden)).toBeGreaterThan(500);
  });

  it('find nothing when nothing is allowed, and everything when there is no condition', async () => {
    await database.query(`TRUNCATE t`);
    await database.query(`INSERT INTO t (id) VALUES (1)`);
    const ids = async (rules: { action: string; subject: string }[]) => {
      const tree = rulesToAST(new Ability<AbilityTuple, Conditions>(rules, { conditionsMatcher }), 'read', 'Row');
      const { sql, params } = conditionsToSql(tree, COLUMNS);
      return database.query(`SELECT id FROM t WHERE ${sql}`, params);
    };
    expect(await ids([])).toEqual([]);
    expect(await ids([{ action: 'read', subject: 'Row' }])).toEqual([{ id: 1 }]);
  });

  it('leave a plain comparison bare where nothing negates it, so that it can use an index', () => {
    const rules = [{ action: 'read', subject: 'Row', conditions: { owner: UUIDS[0] ?? '' } }];
    const tree = rulesToAST(new Ability<AbilityTuple, Conditions>(rules, { conditionsMatcher }), 'read', 'Row');
    expect(conditionsToSql(tree, COLUMNS)).toEqual({ sql: '(t.owner = $1::uuid)', params: [UUIDS[0]] });
  });

  it('refuse a field without a column: the program forgot it', () => {
    const rules = [{ action: 'read', subject: 'Row', conditions: { colour: 'red' } }];
    const tree = rulesToAST(new Ability<AbilityTuple, Conditions>(rules, { conditionsMatcher }), 'read', 'Row');
    expect(() => conditionsToSql(tree, COLUMNS)).toThrow(/no column/);
  });
});
