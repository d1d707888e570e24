import { Injectable } from '@nestjs/common';
import type { ConnectorLimits } from '../persistence/connector.entities.js';
import { CallPlaces } from './call-places.service.js';
import { CallRates } from './call-rates.service.js';
import type { LimitedConnector } from './limited-connector.js';

/**
 * Keeps calls through each connector within its limits, over all processes. A call past the rate is turned away, one past the
 * number at once waits for its turn.
 */
@Injectable()
export class CallQuotas {
  constructor(
    private readonly rates: CallRates,
    private readonly places: CallPlaces,
  ) {}

  /** @throws AppError CONNECTOR_RATE_LIMITED, CONNECTOR_BUSY; then `work` was not begun */
  async within<T>(
    connector: LimitedConnector,
    limits: Pick<ConnectorLimits, 'callsPerMinute' | 'maxConcurrent'>,
    work: () => Promise<T>,
  ): Promise<T> {
    await this.rates.take(connector, limits.callsPerMinute);
    return this.places.within(connector, limits.maxConcurrent, work);
  }
}
