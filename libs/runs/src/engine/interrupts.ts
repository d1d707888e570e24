import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import { Signals } from '@groundswell/platform';
import { DRAINING } from '../cut-calls/cut-signal.js';
import { RUN_INTERRUPT_SIGNAL } from '../domain/runs.events.js';

/** How long a run whose call was cut off may take to be stored. */
const LAST_WORDS_MS = 1_500;

/** The runs that this process works on, so that a person's cancel reaches them wherever it was asked. */
@Injectable()
export class Interrupts implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly working = new Map<RunId, AbortController>();
  private stopListening: () => void = () => undefined;
  private drained = false;

  constructor(private readonly signals: Signals) {}

  onModuleInit(): void {
    this.stopListening = this.signals.listen(RUN_INTERRUPT_SIGNAL, (runId) => {
      this.working.get(runId as RunId)?.abort();
    });
  }

  /** The process is about to stop: every model turn is broken off; tool calls are let finish. */
  onModuleDestroy(): void {
    this.drained = true;
    this.stopListening();
    for (const controller of this.working.values()) controller.abort(DRAINING);
  }

  /** By now every call has been cut off; what became of it is written down while the database is still there. */
  async onApplicationShutdown(): Promise<void> {
    const until = performance.now() + LAST_WORDS_MS;
    while (this.working.size > 0 && performance.now() < until) await delay(20);
  }

  /** Whether the process is stopping and no act may begin any more. */
  get draining(): boolean {
    return this.drained;
  }

  /** Registers a run for as long as this process works on it. */
  open(runId: RunId): AbortController {
    const controller = new AbortController();
    this.working.set(runId, controller);
    return controller;
  }

  close(runId: RunId, controller: AbortController): void {
    if (this.working.get(runId) === controller) this.working.delete(runId);
  }
}
