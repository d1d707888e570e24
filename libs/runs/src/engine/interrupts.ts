import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import { Signals } from '@groundswell/platform';
import { RUN_INTERRUPT_SIGNAL } from '../domain/runs.events.js';

/** The runs that this process works on, so that a person's cancel reaches them wherever it was asked. */
@Injectable()
export class Interrupts implements OnModuleInit, OnModuleDestroy {
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
    for (const controller of this.working.values()) controller.abort();
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
