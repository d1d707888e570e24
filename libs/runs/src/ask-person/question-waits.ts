import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@groundswell/kernel';
import { AuditWriter } from '@groundswell/audit';
import { CLOCK, Database } from '@groundswell/platform';
import { ANSWER_MS, questionIn } from '../domain/question.js';
import { LeaseLost } from '../domain/runs.errors.js';
import { storableText } from '../domain/storable-text.js';
import { RunTransitions } from '../engine/run-transitions.js';
import type { RunWork } from '../engine/run-work.js';
import { beginStep } from '../engine/steps.js';
import type { UsePlace } from '../engine/tool-turn.js';

/** What the timeline calls a question. */
export const QUESTION_TITLE = 'Question to the person';

/** The worker's side of questions: puts one to the person for whom the run works, and lets the run wait. */
@Injectable()
export class QuestionWaits {
  constructor(
    private readonly database: Database,
    private readonly transitions: RunTransitions,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ask(work: RunWork, place: UsePlace): Promise<void> {
    const question = questionIn(place.use.input);
    const asked = work.steps.filter((step) => step.kind === 'tool' && step.title === QUESTION_TITLE).length;
    if (question === null) return this.refuse(work, place, 'There is no question in this. Ask one in "question".');
    if (asked >= work.maxQuestions) {
      const told = `You have asked all ${work.maxQuestions} questions that you may ask. Finish with what you have, and say what remains open.`;
      return this.refuse(work, place, told);
    }
    const askedAt = this.clock.now();
    const { organisationId, workflowId, id: runId } = work.run;
    await this.database.transaction(organisationId, async (tx) => {
      const step = await beginStep(tx, work, {
        ...this.stepAt(place, askedAt),
        status: 'waiting',
        arguments: { question: storableText(question.question), choices: question.choices.map(storableText) },
      });
      const event = { type: 'answer-needed', until: new Date(askedAt.getTime() + ANSWER_MS) } as const;
      const moved = await this.transitions.apply(tx, work.run, event, { heldLease: work.lease.owner });
      if (moved.refusal !== undefined) throw new LeaseLost();
      await this.audit.record(tx, {
        actor: work.actor,
        action: 'run.question.asked',
        subject: { type: 'step', id: step.id },
        details: { characters: question.question.length, choices: question.choices.length },
        links: { workflowId, runId },
      });
    });
  }

  private async refuse(work: RunWork, place: UsePlace, told: string): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(work.run.organisationId, async (tx) => {
      await beginStep(tx, work, {
        ...this.stepAt(place, now),
        title: 'Question that was not put',
        status: 'failed',
        told,
        endedAt: now,
      });
      await this.transitions.announce(tx, work.run.id);
    });
  }

  private stepAt({ turn, useIndex }: UsePlace, startedAt: Date) {
    return { kind: 'tool' as const, title: QUESTION_TITLE, turn, useIndex, startedAt };
  }
}
