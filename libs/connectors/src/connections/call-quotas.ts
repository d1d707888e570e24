import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import type { ConnectorLimits } from '../persistence/connector.entities.js';

const MINUTE_MS = 60_000;
const MAX_WAITING = 64;

interface Load {
  /** When the calls of the last minute began, the oldest first. */
  readonly begun: number[];
  underWay: number;
  readonly waiting: (() => void)[];
}

/**
 * Keeps calls through each connector within its limits, for this server process: further processes add theirs. A call past the
 * rate is turned away, one past the number at once waits for its turn.
 */
@Injectable()
export class CallQuotas {
  private readonly loads = new Map<string, Load>();
  nowMs: () => number = () => performance.now();

  /** @throws AppError CONNECTOR_RATE_LIMITED, CONNECTOR_BUSY; then `work` was not begun */
  async within<T>(
    connectorId: string,
    limits: Pick<ConnectorLimits, 'callsPerMinute' | 'maxConcurrent'>,
    work: () => Promise<T>,
  ): Promise<T> {
    const load = this.loadOf(connectorId);
    this.count(load, limits.callsPerMinute);
    await this.enter(load, limits.maxConcurrent);
    try {
      return await work();
    } finally {
      const next = load.waiting.shift();
      if (next) next();
      else load.underWay--;
    }
  }

  private loadOf(connectorId: string): Load {
    const known = this.loads.get(connectorId);
    if (known) return known;
    const load: Load = { begun: [], underWay: 0, waiting: [] };
    this.loads.set(connectorId, load);
    return load;
  }

  private count({ begun }: Load, callsPerMinute: number): void {
    const now = this.nowMs();
    while (begun[0] !== undefined && begun[0] <= now - MINUTE_MS) begun.shift();
    if (begun.length >= callsPerMinute) {
      throw new AppError(
        'exhausted',
        'CONNECTOR_RATE_LIMITED',
        `This connector takes ${callsPerMinute} calls a minute, and they are used up. Try again in a minute.`,
      );
    }
    begun.push(now);
  }

  private async enter(load: Load, maxConcurrent: number): Promise<void> {
    if (load.underWay < maxConcurrent) {
      load.underWay++;
      return;
    }
    if (load.waiting.length >= MAX_WAITING) {
      throw new AppError(
        'exhausted',
        'CONNECTOR_BUSY',
        'Too many calls wait for this connector. Try again in a moment.',
      );
    }
    await new Promise<void>((resolve) => load.waiting.push(resolve));
  }
}
