/** How many tries fit into a window; further ones wait. Counts in memory: one process, one count. */
export class AttemptLimit {
  private readonly tries = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly mostKeys = 50_000,
  ) {}

  /** Counts a try. Returns the seconds to wait when there were too many, else 0. */
  take(key: string, nowMs: number): number {
    const recent = (this.tries.get(key) ?? []).filter((at) => at > nowMs - this.windowMs);
    const oldest = recent[0];
    if (recent.length >= this.most && oldest !== undefined) {
      this.tries.set(key, recent);
      return Math.ceil((oldest + this.windowMs - nowMs) / 1000);
    }
    recent.push(nowMs);
    this.tries.delete(key);
    this.tries.set(key, recent);
    if (this.tries.size > this.mostKeys) this.forgetOldest();
    return 0;
  }

  /** Forgets the tries of a key: a sign-in that succeeded owes nothing. */
  clear(key: string): void {
    this.tries.delete(key);
  }

  // A Map keeps insertion order, and take() re-inserts: the first key is the one longest unused.
  private forgetOldest(): void {
    const first = this.tries.keys().next();
    if (!first.done) this.tries.delete(first.value);
  }
}
