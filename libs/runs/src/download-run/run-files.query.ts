import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { runNotFound } from '../domain/runs.errors.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RunAccess } from '../show-runs/run-access.js';
import type { RunEntity } from '../persistence/run.entity.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';

export const RUN_FILE_FORMS = ['txt', 'json'] as const;
/** As words, or as data. */
export type RunFileForm = (typeof RUN_FILE_FORMS)[number];

/** Something of a run to take along. */
export interface RunFile {
  /** Letters, digits, dashes and a dot. */
  readonly name: string;
  readonly form: RunFileForm;
  readonly text: string;
}

/** What a run made, whole, for whoever may see it: its output, or what one of its tools gave. Withheld fields stay withheld. */
@Injectable()
export class RunFilesQuery {
  constructor(
    private readonly database: Database,
    private readonly access: RunAccess,
    private readonly repository: RunsRepository,
  ) {}

  /** @throws AppError NOT_FOUND for a run that this person may not see or that has no output of this form */
  async output(actor: Actor, runId: string, form: RunFileForm): Promise<RunFile> {
    const run = await this.database.transaction(actor.organisationId, (tx) =>
      this.access.getReadable(tx, actor, runId),
    );
    const text = form === 'txt' ? run.outputText : asJson(run.output);
    if (text === null) throw notFound('file');
    return { name: `${nameOf(run)}-output.${form}`, form, text };
  }

  /** @throws AppError NOT_FOUND */
  async result(actor: Actor, runId: string, stepId: string, form: RunFileForm): Promise<RunFile> {
    const { run, step } = await this.database.transaction(actor.organisationId, async (tx) => {
      const found = await this.access.getReadable(tx, actor, runId);
      const steps = isId(stepId) ? await this.repository.steps(tx, found.id) : [];
      return { run: found, step: steps.find((one) => one.id === stepId) };
    });
    if (step === undefined) throw runNotFound();
    const text = form === 'txt' ? wordsOf(step) : asJson(step.result);
    if (text === null) throw notFound('file');
    return { name: `${nameOf(run)}-step-${step.seq}.${form}`, form, text };
  }
}

function nameOf(run: RunEntity): string {
  return `run-${run.createdAt.toISOString().slice(0, 10)}-${run.id.slice(-8)}`;
}

function asJson(value: unknown): string | null {
  return value === null || value === undefined ? null : `${JSON.stringify(value, null, 2)}\n`;
}

/** The words of an answer; the words of a model where the step is its turn. */
function wordsOf(step: RunStepEntity): string | null {
  const content: unknown =
    typeof step.result === 'object' && step.result !== null && 'content' in step.result ? step.result.content : null;
  const texts = (Array.isArray(content) ? content : []).flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? [part.text] : [],
  );
  return texts.length > 0 ? texts.join('\n') : step.result === null ? step.text : null;
}
