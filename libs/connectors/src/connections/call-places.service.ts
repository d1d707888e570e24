import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Database, LOGGER, type Logger } from '@groundswell/platform';
import type { LimitedConnector } from './limited-connector.js';

export interface PlaceTimes {
  /** For how long a place is held without a sign of life: as long as a process that died keeps it from others. */
  readonly heldMs: number;
  readonly renewMs: number;
  /** How long a process keeps a place that it does not use at this moment. */
  readonly idleMs: number;
  /** After this long under load it goes back, so that another process has its turn. */
  readonly turnMs: number;
  /** How often a call that waits looks for a place that another process left. */
  readonly lookMs: number;
  readonly longestWaitMs: number;
}

export const PLACE_TIMES: PlaceTimes = {
  heldMs: 30_000,
  renewMs: 10_000,
  idleMs: 1_000,
  turnMs: 5_000,
  lookMs: 200,
  longestWaitMs: 60_000,
};
const MOST_WAITING = 64;

interface Place {
  readonly number: number;
  readonly sinceMs: number;
  readonly renewal: NodeJS.Timeout;
}

interface Load {
  readonly connector: LimitedConnector;
  /** Held by this process and not used at this moment. */
  readonly idle: { readonly place: Place; readonly leaving: NodeJS.Timeout }[];
  readonly waiting: ((place: Place | null) => void)[];
}

/**
 * Lets as many calls at once through a connector as it allows, over all processes: each call takes a place, and a place is a row.
 * A process keeps the places that it uses for a moment, so that calls in a row cost no statement.
 */
@Injectable()
export class CallPlaces implements OnModuleDestroy {
  private readonly holder = randomUUID();
  private readonly loads = new Map<string, Load>();
  times: PlaceTimes = PLACE_TIMES;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleDestroy(): Promise<void> {
    const idle = [...this.loads.values()].flatMap((load) => load.idle.splice(0).map((one) => ({ load, ...one })));
    for (const { load, place, leaving } of idle) {
      clearTimeout(leaving);
      await this.giveBack(load, place);
    }
  }

  /** @throws AppError CONNECTOR_BUSY; then `work` was not begun */
  async within<T>(connector: LimitedConnector, most: number, work: () => Promise<T>): Promise<T> {
    const load = this.loadOf(connector);
    const place = await this.enter(load, most);
    try {
      return await work();
    } finally {
      this.leave(load, place);
    }
  }

  private loadOf(connector: LimitedConnector): Load {
    const known = this.loads.get(connector.connectorId);
    if (known) return known;
    const load: Load = { connector, idle: [], waiting: [] };
    this.loads.set(connector.connectorId, load);
    return load;
  }

  private async enter(load: Load, most: number): Promise<Place> {
    const idle = load.idle.pop();
    if (idle) {
      clearTimeout(idle.leaving);
      return idle.place;
    }
    const free = load.waiting.length === 0 ? await this.take(load, most) : null;
    return free ?? this.waitFor(load, most);
  }

  private async waitFor(load: Load, most: number): Promise<Place> {
    if (load.waiting.length >= MOST_WAITING) throw busy();
    const until = performance.now() + this.times.longestWaitMs;
    while (performance.now() < until) {
      // Either a call of this process hands its place on, or it is time to look whether another process left one.
      const handed = await this.handedOn(load);
      const place = handed ?? (await this.take(load, most));
      if (place !== null) return place;
    }
    throw busy();
  }

  private async handedOn(load: Load): Promise<Place | null> {
    return new Promise((resolve) => {
      const told = (place: Place | null): void => {
        clearTimeout(timer);
        resolve(place);
      };
      const timer = setTimeout(() => {
        load.waiting.splice(load.waiting.indexOf(told), 1);
        resolve(null);
      }, this.times.lookMs);
      load.waiting.push(told);
    });
  }

  private leave(load: Load, place: Place): void {
    const hadItsTurn = performance.now() - place.sinceMs > this.times.turnMs;
    const next = hadItsTurn ? undefined : load.waiting.shift();
    if (next) return next(place);
    if (hadItsTurn) {
      // Whoever waits here looks for one at once, as does whoever waits elsewhere.
      void this.giveBack(load, place).then(() => load.waiting.shift()?.(null));
      return;
    }
    const leaving = setTimeout(() => {
      const at = load.idle.findIndex((one) => one.place === place);
      if (at < 0) return;
      load.idle.splice(at, 1);
      void this.giveBack(load, place);
    }, this.times.idleMs);
    load.idle.push({ place, leaving: leaving.unref() });
  }

  private async take(load: Load, most: number): Promise<Place | null> {
    const { organisationId, connectorId } = load.connector;
    const rows = await this.database.transaction(organisationId, (tx) =>
      tx.query<{ number: number }>(
        `INSERT INTO connector_places AS p (organisation_id, connector_id, number, holder, held_until)
         SELECT $1, $2, n, $4, clock_timestamp() + make_interval(secs => $5)
           FROM generate_series(1, $3::int) n
          WHERE NOT EXISTS (SELECT 1 FROM connector_places o
                             WHERE o.connector_id = $2 AND o.number = n AND o.held_until > clock_timestamp())
          ORDER BY n LIMIT 1
         ON CONFLICT (connector_id, number) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
          WHERE p.held_until <= clock_timestamp()
         RETURNING number`,
        [organisationId, connectorId, most, this.holder, this.times.heldMs / 1000],
      ),
    );
    const [row] = rows;
    if (!row) return null;
    const { number } = row;
    const renewal = setInterval(() => void this.renew(load, number), this.times.renewMs).unref();
    return { number, sinceMs: performance.now(), renewal };
  }

  private async renew({ connector }: Load, number: number): Promise<void> {
    await this.tell(connector, 'A place at a connector was not renewed.', async (tx) =>
      tx.query(
        `UPDATE connector_places SET held_until = clock_timestamp() + make_interval(secs => $5)
          WHERE organisation_id = $1 AND connector_id = $2 AND number = $3 AND holder = $4`,
        [connector.organisationId, connector.connectorId, number, this.holder, this.times.heldMs / 1000],
      ),
    );
  }

  private async giveBack({ connector }: Load, { number, renewal }: Place): Promise<void> {
    clearInterval(renewal);
    await this.tell(connector, 'A place at a connector was not given back; it ends by itself.', async (tx) =>
      tx.query(
        `DELETE FROM connector_places WHERE organisation_id = $1 AND connector_id = $2 AND number = $3 AND holder = $4`,
        [connector.organisationId, connector.connectorId, number, this.holder],
      ),
    );
  }

  private async tell(
    { organisationId, connectorId }: LimitedConnector,
    otherwise: string,
    work: Parameters<Database['transaction']>[1],
  ): Promise<void> {
    try {
      await this.database.transaction(organisationId, work);
    } catch (error) {
      this.logger.warn({ err: error, connectorId }, otherwise);
    }
  }
}

function busy(): AppError {
  return new AppError('exhausted', 'CONNECTOR_BUSY', 'Too many calls wait for this connector. Try again in a moment.');
}
