import { describe, expect, it } from '@jest/globals';
import { PreparedStatements } from './prepared-statements.js';

const LOOK_UP = `SELECT id FROM runs WHERE id = $1 AND digest <> $2 AND details->>'a' = ANY($3)`;

function named(statements: PreparedStatements, text: string, times: number): (string | null)[] {
  return Array.from({ length: times }, () => statements.nameOf(text));
}

describe('statements that come often', () => {
  it('get a name once they have come often enough, and keep it', () => {
    const statements = new PreparedStatements();
    const names = named(statements, LOOK_UP, 100);
    expect(names.slice(0, 19)).toEqual(Array.from({ length: 19 }, () => null));
    expect(new Set(names.slice(19))).toEqual(new Set(['often_1']));
    expect(named(statements, `${LOOK_UP} FOR UPDATE`, 20).at(-1)).toBe('often_2');
  });

  it.each([
    'SELECT 1 FROM runs WHERE created_at >= $1',
    'SELECT 1 FROM runs WHERE created_at BETWEEN $1 AND $2',
    'SELECT 1 FROM workflows WHERE title ILIKE $1',
    'SELECT month FROM cost_deltas WHERE organisation_id = $1 GROUP BY month',
    'SELECT id FROM runs WHERE organisation_id = $1 ORDER BY id LIMIT $2',
  ])('stay as they are when the best plan hangs on the values: %s', (text) => {
    expect(named(new PreparedStatements(), text, 100).at(-1)).toBeNull();
  });

  it('are not counted for ever, and there is an end to the names', () => {
    const statements = new PreparedStatements();
    for (let number = 0; number < 300; number++) named(statements, `SELECT ${number} WHERE $1`, 20);
    expect(statements.nameOf('SELECT 255 WHERE $1')).toBe('often_256');
    expect(named(statements, 'SELECT 256 WHERE $1', 100).at(-1)).toBeNull();
  });
});
