import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { isId, type OrganisationId } from '@groundswell/kernel';
import { Database, LOGGER, type Logger, Signals } from '@groundswell/platform';
import { STOPS_SIGNAL } from '../domain/policies.events.js';
import { ActiveStops } from './active-stops.service.js';

/**
 * Measures how long a stop takes to be known: each process reads the stops as a call would and writes down how long after
 * the click that was, by the clock of the database.
 */
@Injectable()
export class StopSightings implements OnModuleInit, OnModuleDestroy {
  private readonly endings: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly stops: ActiveStops,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.endings.push(this.signals.listen(STOPS_SIGNAL, (payload) => void this.see(payload)));
  }

  onModuleDestroy(): void {
    for (const end of this.endings) end();
  }

  /** @param payload the organisation's id and the stop's */
  private async see(payload: string): Promise<void> {
    const [organisationId, stopId] = payload.split(' ');
    if (!isId(organisationId) || !isId(stopId)) return;
    try {
      await this.database.transaction(organisationId as OrganisationId, async (tx) => {
        await this.stops.all(tx);
        await tx.query(
          `INSERT INTO stop_sightings (organisation_id, stop_id, process_id, took_ms)
           SELECT organisation_id, id, $3, greatest(0, round(extract(epoch FROM clock_timestamp() - clicked_at) * 1000))
             FROM stops WHERE organisation_id = $1 AND id = $2
           ON CONFLICT DO NOTHING`,
          [organisationId, stopId, this.signals.processId],
        );
      });
    } catch (error) {
      // Only the measurement is lost: the stop itself is read by every act.
      this.logger.warn({ err: error }, 'How long a stop took to be seen was not written down.');
    }
  }
}
