import { Injectable } from '@nestjs/common';
import type { RunId, StepId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { Database, type Actor } from '@groundswell/platform';
import { runNotFound } from '../domain/runs.errors.js';
import { untold, type WordsCursor } from '../domain/words.js';
import { RunAccess } from '../show-runs/run-access.js';
import { Listening } from './listening.js';

/** News of what a model says in the turn that is under way. */
export interface WordsNews {
  readonly stepId: StepId;
  readonly attempt: number;
  /** Where in what was said this belongs; 0 takes the place of all before. */
  readonly from: number;
  readonly text: string;
}

/** Whoever lost the right to see a run hears no more of it after this time. */
const ASK_AGAIN_MS = 5_000;

/** Lets those who may see a run hear its model while it speaks. */
@Injectable()
export class WatchWordsService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleDirectory,
    private readonly access: RunAccess,
    private readonly listening: Listening,
  ) {}

  /** What was said so far in this turn, and then word by word. @throws AppError NOT_FOUND */
  async watch<T>(actor: Actor, runId: string, shape: (news: WordsNews) => T): Promise<AsyncIterableIterator<T>> {
    const id = await this.readable(actor, runId);
    if (id === null) throw runNotFound();
    const mayStill = async (): Promise<boolean> => (await this.readable(actor, runId)) !== null;
    return new WordsWatch(this.listening, id, mayStill, shape);
  }

  private async readable(actor: Actor, runId: string): Promise<RunId | null> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const present = await this.people.findActor(tx, actor.personId);
      const run = present === null ? null : await this.access.findReadable(tx, present, runId);
      return run?.id ?? null;
    });
  }
}

/** Remembers only how far its reader was told: one that reads slowly gets more at once, and holds nothing up. */
class WordsWatch<T> implements AsyncIterableIterator<T> {
  private cursor: WordsCursor | null = null;
  private ended = false;
  private wake: () => void = () => undefined;
  private askAt = performance.now() + ASK_AGAIN_MS;
  private readonly followed: ReturnType<Listening['follow']>;

  constructor(
    listening: Listening,
    runId: RunId,
    private readonly mayStill: () => Promise<boolean>,
    private readonly shape: (news: WordsNews) => T,
  ) {
    this.followed = listening.follow(runId, () => this.wake());
  }

  async next(): Promise<IteratorResult<T>> {
    for (;;) {
      const words = this.followed.words();
      const part = untold(this.cursor, words);
      if (this.ended) return { done: true, value: undefined };
      if (part !== null && words !== null) {
        if (!(await this.isStillAllowed())) return this.return();
        const { stepId, revision, attempt, text } = words;
        this.cursor = { revision, attempt, told: text.length };
        return { done: false, value: this.shape({ stepId, attempt, ...part }) };
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<T>> {
    this.ended = true;
    this.followed.stop();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private async isStillAllowed(): Promise<boolean> {
    if (performance.now() < this.askAt) return true;
    this.askAt = performance.now() + ASK_AGAIN_MS;
    return this.mayStill();
  }
}
