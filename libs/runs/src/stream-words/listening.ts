import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RunId } from '@groundswell/kernel';
import { Database, LOGGER, Signals, type Logger } from '@groundswell/platform';
import { RUN_LISTENERS_SIGNAL, RUN_WORDS_SIGNAL } from '../domain/runs.events.js';
import { hearPart, type SpokenWords, type WordsPart } from '../domain/words.js';
import { WORDS_PACE } from './speaking.js';

const IDS_IN_A_SIGNAL = 200;

interface Heard {
  words: SpokenWords | null;
  readonly listeners: Set<() => void>;
}

/**
 * The side of those who watch: one memory for each run that somebody in this process watches, however many they are and
 * however slowly they read.
 */
@Injectable()
export class Listening implements OnModuleInit, OnModuleDestroy {
  private readonly runs = new Map<RunId, Heard>();
  private readonly joining = new Set<RunId>();
  private renewal: NodeJS.Timeout | undefined;
  private stops: readonly (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.stops = [
      this.signals.listen(RUN_WORDS_SIGNAL, (payload) => this.hear(payload)),
      this.signals.listen('reconnected', () => {
        for (const runId of this.runs.keys()) this.join(runId);
      }),
    ];
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
    clearInterval(this.renewal);
  }

  /** Follows the words of a run. The worker is asked to say again what it has said in this turn. */
  follow(runId: RunId, moved: () => void): { readonly words: () => SpokenWords | null; readonly stop: () => void } {
    const heard = this.runs.get(runId) ?? { words: null, listeners: new Set() };
    this.runs.set(runId, heard);
    heard.listeners.add(moved);
    this.join(runId);
    this.renewal ??= setInterval(() => this.stay(), WORDS_PACE.renewEveryMs).unref();
    return {
      words: () => heard.words,
      stop: () => {
        heard.listeners.delete(moved);
        if (heard.listeners.size === 0 && this.runs.get(runId) === heard) this.runs.delete(runId);
        if (this.runs.size > 0) return;
        clearInterval(this.renewal);
        this.renewal = undefined;
      },
    };
  }

  private hear(payload: string): void {
    const cut = payload.indexOf(' ');
    const runId = payload.slice(0, cut) as RunId;
    const heard = this.runs.get(runId);
    if (heard === undefined) return;
    const next = hearPart(heard.words, JSON.parse(payload.slice(cut + 1)) as WordsPart);
    heard.words = next.heard;
    if (next.gap) this.join(runId);
    for (const listener of heard.listeners) listener();
  }

  /** Those who join in the same moment ask together. */
  private join(runId: RunId): void {
    this.joining.add(runId);
    if (this.joining.size > 1) return;
    setImmediate(() => {
      const ids = [...this.joining];
      this.joining.clear();
      void this.tell('join', ids);
    });
  }

  private stay(): void {
    void this.tell('stay', [...this.runs.keys()]);
  }

  private async tell(kind: 'join' | 'stay', ids: readonly RunId[]): Promise<void> {
    const payloads: string[] = [];
    for (let at = 0; at < ids.length; at += IDS_IN_A_SIGNAL) {
      payloads.push(`${kind} ${ids.slice(at, at + IDS_IN_A_SIGNAL).join(' ')}`);
    }
    try {
      await this.database.system('say which runs are watched', (tx) =>
        this.signals.notifyAll(tx, RUN_LISTENERS_SIGNAL, payloads),
      );
    } catch (error) {
      this.logger.warn({ err: error }, 'Workers could not be told who watches; they are told again.');
    }
  }
}
