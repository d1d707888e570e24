import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type FieldFault, isId, type JsonObject, type WorkflowId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database } from '@groundswell/platform';
import { nextDues } from '../../domain/due-times.js';
import { timetableWords } from '../../domain/timetable-words.js';
import type { RunRefusedAnswer } from '../../start-run/run-refusal.js';
import { withoutPractice } from '../../start-unattended/refused-by-name.js';
import { StartRunService } from '../../start-run/start-run.service.js';
import { readTimetable } from './read-timetable.js';

/** What is asked about before it is saved. */
export interface SchedulePreviewWish {
  readonly workflowId: string;
  readonly inputs: JsonObject;
  readonly cron: string;
  readonly timeZone: string;
}

/** When it would run, in words and in times, and what would stand against it today. */
export interface SchedulePreview {
  readonly words: string | null;
  readonly nextTimes: readonly Date[];
  readonly faults: readonly FieldFault[];
  readonly refusal: RunRefusedAnswer | null;
}

const SHOWN_TIMES = 5;

/** Says before a schedule is saved when it would run next, and whether it would be refused. Changes nothing. */
@Injectable()
export class PreviewScheduleQuery {
  constructor(
    private readonly database: Database,
    private readonly starts: StartRunService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async preview(actor: Actor, wish: SchedulePreviewWish): Promise<SchedulePreview> {
    const now = this.clock.now();
    const { timetable, faults } = readTimetable(wish, now);
    return {
      words: timetable === null ? null : timetableWords(timetable.line),
      nextTimes: timetable === null ? [] : nextDues(timetable, now, SHOWN_TIMES),
      faults,
      refusal: await this.forecast(actor, wish),
    };
  }

  private async forecast(actor: Actor, { workflowId, inputs }: SchedulePreviewWish): Promise<RunRefusedAnswer | null> {
    if (!isId(workflowId)) return null;
    return this.database.transaction(actor.organisationId, async (tx) => {
      try {
        const refused = await this.starts.forecast(tx, actor, {
          workflowId: workflowId as WorkflowId,
          versionId: null,
          inputs,
          mode: 'live',
          trigger: 'schedule',
          idempotencyKey: '-',
        });
        return refused === null ? null : withoutPractice(refused);
      } catch (error) {
        if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
        const nextStep = 'Ask an owner of the organisation for the runner role.';
        return { code: error.code, message: error.message, nextStep, explanation: null, fields: [] };
      }
    });
  }
}
