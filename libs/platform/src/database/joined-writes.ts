/** A statement that changes rows, with the values of its places. */
export interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Makes one statement of several. It answers with one row: how many rows each of them touched, in their order.
 * @param writes INSERT, UPDATE or DELETE without RETURNING, or SELECT of a function that writes
 */
export function joinWrites(writes: readonly Write[]): Write {
  const params: unknown[] = [];
  const parts = writes.map(({ sql, params: own }, index) => {
    const before = params.length;
    params.push(...own);
    const moved = sql.replaceAll(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
    return `w${index} AS (${moved}${/^\s*SELECT/.test(sql) ? '' : ' RETURNING 1'})`;
  });
  const counts = writes.map((_, index) => `(SELECT count(*) FROM w${index})::int AS w${index}`);
  return { sql: `WITH ${parts.join(', ')} SELECT ${counts.join(', ')}`, params };
}
