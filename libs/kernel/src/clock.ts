/** The only source of the present time in rules and services, so that a test or a simulation can stand elsewhere. */
export interface Clock {
  now(): Date;
}

/** The wall clock of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that moves only when told to: for tests and for the simulated programme of the demo. */
export class ManualClock implements Clock {
  private currentMs: number;

  constructor(start: Date) {
    this.currentMs = start.getTime();
  }

  now(): Date {
    return new Date(this.currentMs);
  }

  /** Jumps to an instant. Going back is allowed: a simulation may replay another person's day. */
  set(to: Date): void {
    this.currentMs = to.getTime();
  }

  advanceMs(ms: number): void {
    this.currentMs += ms;
  }
}
