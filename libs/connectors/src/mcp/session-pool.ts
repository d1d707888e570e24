import { AppError } from '@groundswell/kernel';
import { McpFailure } from './mcp-failure.js';

/** What the pool needs of a conversation. */
export interface Poolable {
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface PoolLimits {
  readonly maxSessions: number;
  /** Calls under way in one conversation. */
  readonly maxPerSession: number;
  /** Calls that wait for one conversation; more are turned away. */
  readonly maxWaiting: number;
  readonly idleMs: number;
  readonly firstBackOffMs: number;
  readonly maxBackOffMs: number;
  /** How long calls under way may still use a conversation that nobody may enter any more. */
  readonly drainMs: number;
}

export const POOL_LIMITS: PoolLimits = {
  maxSessions: 32,
  maxPerSession: 8,
  maxWaiting: 64,
  idleMs: 120_000,
  firstBackOffMs: 500,
  maxBackOffMs: 30_000,
  drainMs: 60_000,
};

interface Slot<S> {
  readonly session: Promise<S>;
  users: number;
  /** Told when the last user leaves a conversation that is to be closed. */
  left?: () => void;
  readonly waiting: (() => void)[];
  lastUsedMs: number;
}

interface Setback {
  readonly failures: number;
  readonly untilMs: number;
  readonly error: unknown;
}

/**
 * Keeps conversations with connectors open between calls, so that a call costs neither a process nor a handshake. Idle
 * ones are closed, and one that does not start is not tried again at once.
 */
export class SessionPool<S extends Poolable> {
  private readonly slots = new Map<string, Slot<S>>();
  private readonly setbacks = new Map<string, Setback>();
  private readonly reaper: NodeJS.Timeout;
  private ended = false;

  constructor(
    private readonly limits: PoolLimits = POOL_LIMITS,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.reaper = setInterval(() => void this.reap(), Math.max(50, limits.idleMs / 4));
    this.reaper.unref();
  }

  /** Conversations that are open or opening. */
  get size(): number {
    return this.slots.size;
  }

  /**
   * Does work in the conversation of that key, which is opened if need be. The conversation stays the same throughout.
   * @throws AppError CONNECTOR_BUSY, CONNECTOR_BACKING_OFF, or what `open` and `work` throw
   */
  async use<T>(key: string, open: () => Promise<S>, work: (session: S) => Promise<T>): Promise<T> {
    return this.within(this.slots.get(key) ?? (await this.create(key, open)), work);
  }

  has(key: string): boolean {
    return this.slots.has(key);
  }

  /** Does work in the conversation of that key if it is open or opening; null when it is not. */
  useOpen<T>(key: string, work: (session: S) => Promise<T>): Promise<T> | null {
    const slot = this.slots.get(key);
    return slot ? this.within(slot, work) : null;
  }

  /**
   * Takes the conversations whose key starts so away from newcomers and closes each when its calls are done: the
   * credentials changed, and a call that is under way should not be lost to that.
   */
  async drop(prefix: string): Promise<void> {
    for (const key of [...this.setbacks.keys()]) if (key.startsWith(prefix)) this.setbacks.delete(key);
    const keys = [...this.slots.keys()].filter((key) => key.startsWith(prefix));
    await Promise.all(keys.map((key) => this.remove(key, this.limits.drainMs)));
  }

  /** Closes everything at once; nothing can be opened afterwards. */
  async end(): Promise<void> {
    this.ended = true;
    clearInterval(this.reaper);
    await Promise.all([...this.slots.keys()].map((key) => this.remove(key)));
  }

  private async within<T>(slot: Slot<S>, work: (session: S) => Promise<T>): Promise<T> {
    await this.enter(slot);
    try {
      return await work(await slot.session);
    } finally {
      slot.lastUsedMs = this.nowMs();
      // The place is handed on, so that nobody who comes later can slip in between.
      const next = slot.waiting.shift();
      if (next) next();
      else if (--slot.users === 0) slot.left?.();
    }
  }

  private async create(key: string, open: () => Promise<S>): Promise<Slot<S>> {
    if (this.ended) throw new McpFailure('closed', false);
    const setback = this.setbacks.get(key);
    if (setback && setback.untilMs > this.nowMs()) throw setback.error;
    await this.makeRoom();
    const present = this.slots.get(key);
    if (present) return present;
    const session = open();
    const slot: Slot<S> = { session, users: 0, waiting: [], lastUsedMs: this.nowMs() };
    this.slots.set(key, slot);
    const forget = () => {
      if (this.slots.get(key) === slot) this.slots.delete(key);
    };
    session.then(
      (opened) => {
        this.setbacks.delete(key);
        void opened.closed.then(forget);
      },
      (error: unknown) => {
        forget();
        this.setBack(key, error);
      },
    );
    return slot;
  }

  private setBack(key: string, error: unknown): void {
    const failures = (this.setbacks.get(key)?.failures ?? 0) + 1;
    const pauseMs = Math.min(this.limits.maxBackOffMs, this.limits.firstBackOffMs * 2 ** (failures - 1));
    this.setbacks.set(key, { failures, untilMs: this.nowMs() + pauseMs, error });
  }

  private async enter(slot: Slot<S>): Promise<void> {
    if (slot.users < this.limits.maxPerSession) {
      slot.users++;
      return;
    }
    if (slot.waiting.length >= this.limits.maxWaiting) {
      throw new AppError(
        'exhausted',
        'CONNECTOR_BUSY',
        'Too many calls wait for this connector. Try again in a moment.',
      );
    }
    await new Promise<void>((resolve) => slot.waiting.push(resolve));
  }

  private async makeRoom(): Promise<void> {
    if (this.slots.size < this.limits.maxSessions) return;
    const idle = [...this.slots].filter(([, slot]) => slot.users === 0 && slot.waiting.length === 0);
    const oldest = idle.sort(([, one], [, other]) => one.lastUsedMs - other.lastUsedMs)[0];
    if (!oldest) {
      throw new AppError('exhausted', 'CONNECTORS_BUSY', 'All connectors are busy. Try again in a moment.');
    }
    await this.remove(oldest[0]);
  }

  private async reap(): Promise<void> {
    const before = this.nowMs() - this.limits.idleMs;
    const idle = [...this.slots].filter(([, slot]) => slot.users === 0 && slot.lastUsedMs <= before);
    await Promise.all(idle.map(([key]) => this.remove(key)));
    for (const [key, setback] of this.setbacks) {
      if (setback.untilMs + this.limits.maxBackOffMs < this.nowMs()) this.setbacks.delete(key);
    }
  }

  private async remove(key: string, drainMs = 0): Promise<void> {
    const slot = this.slots.get(key);
    if (!slot) return;
    this.slots.delete(key);
    if (slot.users > 0 && drainMs > 0) {
      await new Promise<void>((resolve) => {
        slot.left = resolve;
        setTimeout(resolve, drainMs).unref();
      });
    }
    // One that failed to open has nothing to close, and its caller was told why.
    const session = await slot.session.catch(() => null);
    await session?.close();
  }
}
