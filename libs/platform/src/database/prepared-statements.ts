import type { Writable } from 'node:stream';
import pg from 'pg';

/** How often a text must come before it is prepared. */
const OFTEN = 20;
/** Each line to the database keeps what was prepared on it for as long as it is open, so there is an end to it. */
const PREPARED_AT_MOST = 256;
/** Texts that are counted at once; when there are more, counting begins anew. */
const COUNTED_AT_MOST = 2_000;
/** The best plan of these hangs on their values: a range or a pattern may fit few rows or most. */
const BY_VALUES = /[<>]|\b(?:between|i?like|similar|group by|limit \$)/i;
const OTHER_ARROWS = /<>|[-#]>>?/g;

/**
 * Names the statements of this process that come often, so that the database reads and plans each once a line and not every time.
 * A name stands for one text for as long as the process lives.
 */
export class PreparedStatements {
  private readonly names = new Map<string, string>();
  private counts = new Map<string, number>();

  /** @returns null for a statement that is sent as it is */
  nameOf(text: string): string | null {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= PREPARED_AT_MOST) return null;
    const count = (this.counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      if (this.counts.size >= COUNTED_AT_MOST) this.counts = new Map();
      this.counts.set(text, count);
      return null;
    }
    this.counts.delete(text);
    if (BY_VALUES.test(text.replaceAll(OTHER_ARROWS, ' '))) return null;
    const name = `often_${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}

/** Of the driver's line, which does not declare it: what it writes to. */
type Line = pg.Client & { readonly connection: { readonly stream: Writable } };

/**
 * A line to the database that prepares what comes often, and sends what is asked in the same tick as one message. It is what
 * the pool opens.
 */
export function preparingClient(statements: PreparedStatements): typeof pg.Client {
  class PreparingClient extends pg.Client {}
  PreparingClient.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    holdForTick((this as Line).connection.stream);
    const [text, values, ...rest] = args;
    const { query: send } = pg.Client.prototype as { readonly query: (this: pg.Client, ...args: unknown[]) => unknown };
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? statements.nameOf(text) : null;
    return name === null ? send.apply(this, args) : send.call(this, { name, text }, values, ...rest);
  } as typeof pg.Client.prototype.query;
  return PreparingClient;
}

/** Each system call that wakes the database costs as much as a small statement. */
function holdForTick(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
