import { describe, expect, it } from '@jest/globals';
import { joinWrites } from './joined-writes.js';

describe('joined writes', () => {
  it('are one statement that counts what each touched, with all their values in order', () => {
    const joined = joinWrites([
      { sql: `UPDATE a SET b = $2 WHERE c = $1 AND d = $2`, params: ['one', 'two'] },
      { sql: `INSERT INTO e (f) VALUES ($1)`, params: ['three'] },
      { sql: `SELECT g($1, $11)`, params: ['four', 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] },
    ]);
    expect(joined.sql).toBe(
      'WITH w0 AS (UPDATE a SET b = $2 WHERE c = $1 AND d = $2 RETURNING 1), ' +
        'w1 AS (INSERT INTO e (f) VALUES ($3) RETURNING 1), ' +
        'w2 AS (SELECT g($4, $14)) ' +
        'SELECT (SELECT count(*) FROM w0)::int AS w0, (SELECT count(*) FROM w1)::int AS w1, (SELECT count(*) FROM w2)::int AS w2',
    );
    expect(joined.params).toEqual(['one', 'two', 'three', 'four', 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });
});
