import { type BaselineId, type PersonId, type RunId, type TimeEntryId, type WorkflowId } from '@groundswell/kernel';
import { type DatedBaseline } from './baseline.js';
import { evidenceGrade, type EvidenceGrade } from './evidence-grade.js';
import { type HumanTimeClues, likelyHumanMinutes } from './human-minutes.js';
import { minutesSaved, type Outcome, type RunStanding } from './minutes-saved.js';
import { isSampled } from './sampling.js';

/** A run that has ended, as the time ledger sees it. */
export interface EndedRun extends RunStanding {
  readonly id: RunId;
  readonly workflowId: WorkflowId;
  readonly actorId: PersonId;
  readonly unattended: boolean;
  readonly status: 'succeeded' | 'failed' | 'stopped' | 'cancelled';
  readonly beganAt: Date;
  readonly endedAt: Date;
}

/** What one line of the time ledger says. Lines are never changed: a correction is a new line that names the old one. */
export interface TimeLine {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  /** Whose time was saved or lost: the run's actor. */
  readonly personId: PersonId;
  /** Who said so; null when nobody did. */
  readonly confirmedById: PersonId | null;
  readonly baselineId: BaselineId | null;
  readonly baselineMinutes: number;
  readonly humanMinutes: number;
  readonly measuredHumanSeconds: number | null;
  readonly savedMinutes: number;
  readonly grade: EvidenceGrade;
  readonly outcome: Outcome | null;
  readonly failed: boolean;
  readonly unattended: boolean;
  /** True for an unattended run that was drawn to be confirmed. */
  readonly sampled: boolean;
  /** When the work was done, which decides the month. A correction keeps it. */
  readonly at: Date;
  readonly corrects: TimeEntryId | null;
  readonly note: string | null;
}

/** A line that is stored. */
export interface TimeEntry extends TimeLine {
  readonly id: TimeEntryId;
  readonly recordedAt: Date;
}

/** What a person says about a run that has ended. */
export interface RunConfirmation {
  readonly by: PersonId;
  readonly outcome: Outcome;
  readonly humanMinutes: number;
  readonly measuredHumanSeconds: number | null;
  readonly note?: string | null;
}

/** Whether the run ended without a usable output. */
export function hasFailed(run: Pick<EndedRun, 'status'>): boolean {
  return run.status !== 'succeeded';
}

/** The line for a run that a person has looked at. `replaces` is the line that counted until now, if any. */
export function confirmedLine(
  run: EndedRun,
  baseline: DatedBaseline | null,
  said: RunConfirmation,
  replaces: TimeEntryId | null,
): TimeLine {
  return line(run, baseline, {
    confirmedById: said.by,
    humanMinutes: said.humanMinutes,
    measuredHumanSeconds: said.measuredHumanSeconds,
    outcome: said.outcome,
    corrects: replaces,
    note: said.note ?? null,
  });
}

/** The line for a run that nobody has looked at yet: an estimate, until somebody does. */
export function estimatedLine(
  run: EndedRun,
  baseline: DatedBaseline | null,
  clues: HumanTimeClues,
  replaces: TimeEntryId | null,
): TimeLine {
  return line(run, baseline, {
    confirmedById: null,
    humanMinutes: likelyHumanMinutes(clues),
    measuredHumanSeconds: null,
    outcome: null,
    corrects: replaces,
    note: null,
  });
}

/** The line that puts other human minutes in the place of an earlier one. Keeps its baseline, its outcome and its time. */
export function correctionOf(
  old: TimeEntry,
  correction: { readonly by: PersonId; readonly humanMinutes: number; readonly reason: string },
): TimeLine {
  const { by, humanMinutes, reason } = correction;
  return {
    ...lineOf(old),
    confirmedById: by,
    humanMinutes,
    measuredHumanSeconds: null,
    savedMinutes: minutesSaved({ ...old, humanMinutes }),
    grade: 'confirmed',
    corrects: old.id,
    note: reason,
  };
}

/** The line that takes a run out of the account, because its retry counts in its place. */
export function replacedLine(old: TimeEntry): TimeLine {
  return {
    ...lineOf(old),
    baselineId: null,
    baselineMinutes: 0,
    humanMinutes: 0,
    measuredHumanSeconds: null,
    savedMinutes: 0,
    corrects: old.id,
    note: 'It was tried again; the retry counts in its place.',
  };
}

/** Whether two lines say the same, so that the second need not be written. */
export function saysTheSame(entry: TimeLine, next: TimeLine): boolean {
  return (
    entry.outcome === next.outcome &&
    entry.humanMinutes === next.humanMinutes &&
    entry.grade === next.grade &&
    entry.savedMinutes === next.savedMinutes &&
    entry.runId === next.runId
  );
}

type Said = Pick<TimeLine, 'confirmedById' | 'humanMinutes' | 'measuredHumanSeconds' | 'outcome' | 'corrects' | 'note'>;

function line(run: EndedRun, baseline: DatedBaseline | null, said: Said): TimeLine {
  const baselineMinutes = baseline?.minutes ?? 0;
  const failed = hasFailed(run);
  return {
    ...said,
    runId: run.id,
    workflowId: run.workflowId,
    personId: run.actorId,
    baselineId: baseline?.id ?? null,
    baselineMinutes,
    savedMinutes: minutesSaved({ baselineMinutes, humanMinutes: said.humanMinutes, failed, outcome: said.outcome }),
    grade: evidenceGrade({
      confirmedByPerson: said.confirmedById !== null,
      baselineMethod: baseline?.method ?? null,
      humanMinutes: said.humanMinutes,
      measuredHumanSeconds: said.measuredHumanSeconds,
    }),
    failed,
    unattended: run.unattended,
    sampled: run.unattended && isSampled(run.id),
    at: run.endedAt,
  };
}

function lineOf(entry: TimeEntry): TimeLine {
  const { id: _id, recordedAt: _recordedAt, ...rest } = entry;
  return rest;
}
