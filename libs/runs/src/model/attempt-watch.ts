import { modelFault } from './model-fault.js';
import type { ModelFault, ModelPatience } from './model.port.js';

/** After the reply is complete the service closes the stream at once; one that does not is left behind. */
const LINGER_MS = 1_000;

/** Watches one attempt: breaks it off when nothing comes any more, or when it takes longer than a turn may take. */
export class AttemptWatch {
  private readonly controller = new AbortController();
  private readonly deadline: NodeJS.Timeout;
  private watchdog: NodeJS.Timeout;
  private closed = false;
  private heard = false;
  private broken: ModelFault | null = null;

  constructor(
    private readonly patience: ModelPatience,
    private readonly outer: AbortSignal,
    private readonly isComplete: () => boolean,
  ) {
    this.watchdog = setTimeout(this.stall, patience.firstByteMs);
    this.deadline = setTimeout(() => {
      this.giveUp(modelFault('too-slow', 'The reply took longer than a turn may take.'));
    }, patience.attemptMs);
    outer.addEventListener('abort', this.interrupt, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the service answered at all. */
  get answered(): boolean {
    return this.heard;
  }

  /** Why the watch broke the attempt off; null when it did not. */
  get fault(): ModelFault | null {
    return this.broken;
  }

  /** Something came. */
  readonly hear = (): void => {
    this.heard = true;
    clearTimeout(this.watchdog);
    if (!this.closed) this.watchdog = setTimeout(this.stall, this.isComplete() ? LINGER_MS : this.patience.idleMs);
  };

  close(): void {
    this.closed = true;
    clearTimeout(this.watchdog);
    clearTimeout(this.deadline);
    this.outer.removeEventListener('abort', this.interrupt);
  }

  private readonly interrupt = (): void => this.controller.abort();

  private readonly stall = (): void => {
    this.giveUp(modelFault('stalled', 'Nothing came from the service for too long.'));
  };

  private giveUp(fault: ModelFault): void {
    this.broken ??= fault;
    this.controller.abort();
  }
}
