import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Database } from '@groundswell/platform';
import type { LimitedConnector } from './limited-connector.js';

/** Calls that this process has reserved of the present minute and not made yet. */
interface Reserve {
  left: number;
  readonly untilMs: number;
}

/** A process reserves this part of what a minute holds at a time; of small limits one call. */
const PARTS = 60;

const USED_BEFORE = `CASE WHEN m.minute >= excluded.minute THEN m.calls_before
                          WHEN m.minute = excluded.minute - 1 THEN m.calls ELSE 0 END`;
const USED_NOW = `CASE WHEN m.minute >= excluded.minute THEN m.calls ELSE 0 END`;

/**
 * Counts the calls of a minute over all processes: the present one and what of the one before is less than a minute ago. A process
 * reserves a few at a time, so that most calls cost no statement.
 */
@Injectable()
export class CallRates {
  private readonly reserves = new Map<string, Reserve>();
  nowMs: () => number = () => performance.now();

  constructor(private readonly database: Database) {}

  /** @throws AppError CONNECTOR_RATE_LIMITED */
  async take(connector: LimitedConnector, callsPerMinute: number): Promise<void> {
    const known = this.reserves.get(connector.connectorId);
    if (known !== undefined && known.left > 0 && this.nowMs() < known.untilMs) {
      known.left--;
      return;
    }
    const wanted = Math.max(1, Math.floor(callsPerMinute / PARTS));
    for (const calls of new Set([wanted, 1])) {
      const leftMs = await this.reserve(connector, callsPerMinute, calls);
      if (leftMs === null) continue;
      this.reserves.set(connector.connectorId, { left: calls - 1, untilMs: this.nowMs() + leftMs });
      return;
    }
    throw new AppError(
      'exhausted',
      'CONNECTOR_RATE_LIMITED',
      `This connector takes ${callsPerMinute} calls a minute, and they are used up. Try again in a minute.`,
    );
  }

  /** @returns how long the present minute lasts; null when it has no room for so many */
  private async reserve(
    { organisationId, connectorId }: LimitedConnector,
    most: number,
    calls: number,
  ): Promise<number | null> {
    const rows = await this.database.transaction(organisationId, (tx) =>
      tx.query<{ leftMs: number }>(
        `INSERT INTO connector_minutes AS m (organisation_id, connector_id, minute, calls, calls_before)
         VALUES ($1, $2, floor(extract(epoch FROM clock_timestamp()) / 60), $4::int, 0)
         ON CONFLICT (connector_id) DO UPDATE SET
           minute = greatest(m.minute, excluded.minute), calls_before = ${USED_BEFORE}, calls = ${USED_NOW} + $4::int
         WHERE ${USED_NOW} + $4::int + floor((${USED_BEFORE})
               * greatest(0, 1 - (extract(epoch FROM clock_timestamp()) / 60 - excluded.minute))) <= $3::int
         RETURNING ((60 - mod(extract(epoch FROM clock_timestamp()), 60)) * 1000)::float AS "leftMs"`,
        [organisationId, connectorId, most, calls],
      ),
    );
    return rows[0]?.leftMs ?? null;
  }
}
