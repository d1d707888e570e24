import type { Signals } from '@groundswell/platform';

/** A channel of signals, and which of its payloads are about what is watched. */
export interface WatchedChannel {
  readonly channel: string;
  readonly concerns: (payload: string) => boolean;
}

/**
 * What is looked at now, and again after each signal that concerns it, until the reader stops or may no longer see it. Signals that
 * come while nobody looks, or within the rest after a look, are answered by one look. Written out rather than as a generator: one
 * that waits for a signal could not be stopped.
 */
export class Watched<T> implements AsyncIterableIterator<T> {
  /** Changes since the last look; the first look is due at once. */
  private due = true;
  private ended = false;
  private notBefore = 0;
  private wake: () => void = () => undefined;
  private readonly stops: readonly (() => void)[];

  /**
   * @param look null when there is nothing to be seen any more
   * @param restMs the shortest time between two looks
   */
  constructor(
    signals: Signals,
    channels: readonly WatchedChannel[],
    private readonly look: () => Promise<T | null>,
    private readonly restMs = 0,
  ) {
    const moved = (): void => {
      if (this.due) return;
      this.due = true;
      this.wake();
    };
    this.stops = [
      ...channels.map(({ channel, concerns }) =>
        signals.listen(channel, (payload) => {
          if (concerns(payload)) moved();
        }),
      ),
      signals.listen('reconnected', moved),
    ];
  }

  async next(): Promise<IteratorResult<T>> {
    for (;;) {
      if (this.ended) return { done: true, value: undefined };
      const waitMs = this.due ? this.notBefore - performance.now() : null;
      if (waitMs !== null && waitMs <= 0) break;
      await this.pause(waitMs);
    }
    this.due = false;
    const value = await this.look();
    this.notBefore = performance.now() + this.restMs;
    return value === null ? this.return() : { done: false, value };
  }

  async return(): Promise<IteratorResult<T>> {
    this.ended = true;
    for (const stop of this.stops) stop();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Until somebody wakes it, or for some milliseconds. */
  private pause(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
