import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { CLOCK, Database, together, type Tx } from '@groundswell/platform';
import { textOf, type ModelReply, type ModelRequest } from '../domain/conversation.js';
import { outputTokensOf } from '../domain/price-table.js';
import type { RunFailure } from '../domain/run-failure.js';
import { LeaseLost } from '../domain/runs.errors.js';
import type { Spent } from '../domain/spent.js';
import { storableText } from '../domain/storable-text.js';
import { AttemptAccounts } from '../ledger/attempt-accounts.js';
import { failureOfFault } from '../model/model-fault.js';
import type { AttemptReport } from '../model/model.port.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';
import { conversationOf } from '../prompt/conversation-of.js';
import { EnginePoints } from './engine-points.js';
import { assertHeld } from './lease.js';
import { RunTransitions } from './run-transitions.js';
import { offeredTools, stepStates, type RunWork } from './run-work.js';
import { changeStep, settleStep } from './steps.js';
import { TurnStart } from './turn-start.js';
import { Speaking } from '../stream-words/speaking.js';

/** One turn of the model: the step is stored before it is asked, each attempt is accounted, the reply is stored whole. */
@Injectable()
export class ModelTurn {
  constructor(
    private readonly database: Database,
    private readonly transitions: RunTransitions,
    private readonly accounts: AttemptAccounts,
    private readonly starts: TurnStart,
    private readonly speaking: Speaking,
    private readonly points: EnginePoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ask(work: RunWork, turn: number): Promise<void> {
    const step = await this.starts.begin(work, this.requestOf(work), turn);
    this.points.pass('turn-stored');
    await this.think(work, step, 1);
  }

  /** A turn whose worker died: what it cost nobody counted, so it is estimated; then it is asked again. */
  async askAgain(work: RunWork, step: RunStepEntity): Promise<void> {
    const request = this.requestOf(work);
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await assertHeld(tx, work.lease);
      await this.accounts.recordLost(tx, work, step.id, JSON.stringify(request).length, this.clock.now());
    });
    await this.starts.again(work, request, step);
    this.points.pass('lost-turn-accounted');
    await this.think(work, step, 2);
  }

  /** @param attempt above 1 when a worker that died asked before */
  private async think(work: RunWork, step: RunStepEntity, attempt: number): Promise<void> {
    let last: AttemptReport | null = null;
    const speech = this.speaking.begin(work.run, step.id, attempt);
    try {
      const outcome = await work.model.turn(this.requestOf(work), {
        signal: work.signal,
        onText: (words) => {
          this.points.pass('words-arriving');
          speech.say(words);
        },
        onAttempt: async (report) => {
          // The attempt that succeeds is accounted together with its reply, so that neither is stored without the other.
          if (report.fault === null) last = report;
          else {
            speech.takeBack();
            await this.accountFault(work, step, report);
          }
        },
      });
      this.points.pass('reply-received');
      if (outcome.fault !== undefined) return await this.giveUp(work, step, failureOfFault(outcome.fault));
      await this.storeReply(work, step, outcome.reply, last);
    } finally {
      speech.end();
    }
  }

  private requestOf(work: RunWork): ModelRequest {
    return {
      model: work.run.model,
      maxTokens: outputTokensOf(work.price),
      system: work.system,
      tools: offeredTools(work),
      messages: conversationOf(work.opening, stepStates(work)),
    };
  }

  private async accountFault(work: RunWork, step: RunStepEntity, report: AttemptReport): Promise<void> {
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await this.accounts.record(tx, work, step.id, report, (spent) => this.accounts.addToRun(tx, work, spent));
    });
    if (report.fault?.retryable === true && !work.signal.aborted)
      await this.starts.again(work, this.requestOf(work), step);
    this.points.pass('attempt-accounted');
  }

  private async storeReply(
    work: RunWork,
    step: RunStepEntity,
    reply: ModelReply,
    report: AttemptReport | null,
  ): Promise<void> {
    const reached = (status: 'done' | 'cancelled', spent: Spent | null) => ({
      status,
      reply: reply.blocks,
      replyEnd: reply.end,
      replyDetail: reply.endDetail,
      text: storableText(textOf(reply.blocks)),
      costPicoUsd: spent?.costPicoUsd ?? null,
      costMicros: spent?.costMicros ?? null,
      endedAt: this.clock.now(),
    });
    const goOn = async (tx: Tx, spent: Spent | null): Promise<void> => {
      const [moved] = await together([
        this.transitions.apply(tx, work.run, { type: 'turn-taken' }, { heldLease: work.lease.owner, spent }),
        changeStep(tx, step, reached('done', spent)),
      ]);
      if (moved.refusal !== undefined) throw new LeaseLost();
    };
    // The run may have been cancelled meanwhile: the reply was paid for, so it is kept, but nothing follows from it.
    const keep = async (tx: Tx, spent: Spent | null): Promise<void> => {
      if (spent !== null) await this.accounts.addToRun(tx, work, spent);
      await settleStep(tx, work.lease, step, reached('cancelled', spent));
    };
    const storing = (store: typeof keep): Promise<void> =>
      this.database.transaction(work.run.organisationId, async (tx) => {
        if (report === null) await store(tx, null);
        else await this.accounts.record(tx, work, step.id, report, (spent) => store(tx, spent));
        this.points.pass('reply-storing');
      });
    const held = await storing(goOn).then(
      () => true,
      async (error: unknown) => {
        if (!(error instanceof LeaseLost)) throw error;
        await storing(keep);
        return false;
      },
    );
    this.points.pass('reply-stored');
    if (!held) throw new LeaseLost();
  }

  private async giveUp(work: RunWork, step: RunStepEntity, failure: RunFailure): Promise<void> {
    await this.database.transaction(work.run.organisationId, async (tx) => {
      const now = this.clock.now();
      await changeStep(tx, step, { status: 'failed', text: failure.message, endedAt: now });
      const moved = await this.transitions.apply(
        tx,
        work.run,
        { type: 'broke', failure },
        { heldLease: work.lease.owner },
      );
      if (moved.refusal !== undefined) throw new LeaseLost();
      await this.starts.giveUp(tx, work);
    });
  }
}
