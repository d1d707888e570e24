import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RunId, StepId } from '@groundswell/kernel';
import { Database, LOGGER, Signals, type Logger } from '@groundswell/platform';
import { RUN_LISTENERS_SIGNAL, RUN_WORDS_SIGNAL } from '../domain/runs.events.js';
import { partsOf, type SpokenWords } from '../domain/words.js';

/** How words travel. Milliseconds and characters. */
export const WORDS_PACE = {
  /** All runs of a process send together, at most this often. */
  sendEveryMs: 100,
  /** Whoever watches says so this often, and is believed for a little more than two such times. */
  renewEveryMs: 4_000,
  believedForMs: 10_000,
  /** Past it a turn is not followed word by word any more; its reply appears when it is whole. */
  mostCharacters: 200_000,
} as const;
const MOST_WATCHED = 20_000;

interface Utterance {
  words: SpokenWords;
  /** How much of it was sent; -1 when not even its beginning was. */
  sent: number;
}

/** What the engine holds of a turn while a model speaks. */
export interface Speech {
  readonly say: (delta: string) => void;
  /** The attempt failed: what it said is no longer so. */
  readonly takeBack: () => void;
  /** The turn is over; its words, if they count, stand with its step. */
  readonly end: () => void;
}

/**
 * The worker's side of words that are under way. They live in this process alone until somebody watches, and are nowhere
 * stored: a run that nobody looks at costs the database nothing, and what a crashed worker had heard is gone with it.
 */
@Injectable()
export class Speaking implements OnModuleInit, OnModuleDestroy {
  private readonly utterances = new Map<RunId, Utterance>();
  /** Until when a run counts as watched, by `performance.now()`. */
  private readonly watchedUntil = new Map<RunId, number>();
  private timer: NodeJS.Timeout | undefined;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly signals: Signals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.stopListening = this.signals.listen(RUN_LISTENERS_SIGNAL, (payload) => {
      const [kind, ...ids] = payload.split(' ');
      for (const id of ids) this.noteWatched(id as RunId, kind === 'join');
    });
  }

  onModuleDestroy(): void {
    this.stopListening();
    clearTimeout(this.timer);
  }

  /** @param attempt above 1 when an earlier worker asked this turn already */
  begin(run: { readonly id: RunId; readonly revision: number }, stepId: StepId, attempt: number): Speech {
    const utterance: Utterance = { words: { stepId, revision: run.revision, attempt, text: '' }, sent: -1 };
    this.utterances.set(run.id, utterance);
    if (attempt > 1) this.sendSoon(run.id);
    return {
      say: (delta) => {
        const { words } = utterance;
        if (words.text.length >= WORDS_PACE.mostCharacters) return;
        utterance.words = { ...words, text: words.text + delta };
        this.sendSoon(run.id);
      },
      takeBack: () => {
        utterance.words = { ...utterance.words, attempt: utterance.words.attempt + 1, text: '' };
        utterance.sent = -1;
        this.sendSoon(run.id);
      },
      end: () => {
        if (this.utterances.get(run.id) === utterance) this.utterances.delete(run.id);
      },
    };
  }

  private noteWatched(runId: RunId, joined: boolean): void {
    if (this.watchedUntil.size >= MOST_WATCHED) this.forgetUnwatched();
    this.watchedUntil.set(runId, performance.now() + WORDS_PACE.believedForMs);
    const utterance = this.utterances.get(runId);
    if (!joined || utterance === undefined) return;
    utterance.sent = -1;
    this.sendSoon(runId);
  }

  private forgetUnwatched(): void {
    const now = performance.now();
    for (const [id, until] of this.watchedUntil) if (until < now) this.watchedUntil.delete(id);
  }

  private isWatched(runId: RunId): boolean {
    return (this.watchedUntil.get(runId) ?? 0) >= performance.now();
  }

  private sendSoon(runId: RunId): void {
    if (this.timer !== undefined || !this.isWatched(runId)) return;
    this.timer = setTimeout(() => void this.send(), WORDS_PACE.sendEveryMs);
    this.timer.unref();
  }

  /** One transaction for all runs of this process: a hundred that are watched cost what one does. */
  private async send(): Promise<void> {
    const payloads: string[] = [];
    const sent: (() => void)[] = [];
    for (const [runId, utterance] of this.utterances) {
      const { words } = utterance;
      if (words.text.length <= utterance.sent || !this.isWatched(runId)) continue;
      const before = utterance.sent;
      for (const part of partsOf(runId, words, Math.max(0, before))) payloads.push(`${runId} ${JSON.stringify(part)}`);
      sent.push(() => {
        // Taken back, or asked for again, while it was on its way: then it stays to be sent.
        if (utterance.sent === before && utterance.words.attempt === words.attempt) utterance.sent = words.text.length;
      });
    }
    try {
      if (payloads.length > 0) {
        await this.database.system('carry the words of models', (tx) =>
          this.signals.notifyAll(tx, RUN_WORDS_SIGNAL, payloads),
        );
      }
      for (const note of sent) note();
    } catch (error) {
      // They are fleeting: what is not told now is told with the next word, or stands in the step when the turn is over.
      this.logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'Words could not be passed on.');
    }
    this.timer = undefined;
    for (const [runId, { words, sent: told }] of this.utterances) if (words.text.length > told) this.sendSoon(runId);
  }
}
