import type { Type } from '@nestjs/common';
import { AppError, newId, type PersonId, type RunId, type TeamId, type WorkflowId } from '@groundswell/kernel';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { ConnectorsModule } from '@groundswell/connectors';
import { IdentityModule } from '@groundswell/identity';
import { PoliciesModule } from '@groundswell/policies';
import { CostLedger, RunsModule } from '@groundswell/runs';
import { ProgrammeModule } from '@groundswell/programme';
import { SavingsModule } from '@groundswell/savings';
import {
  AdaptWorkflowService,
  RegisterWorkflowService,
  ReviewVersionService,
  SaveDraftService,
  StartDraftService,
  SubmitVersionService,
  type VersionSummary,
  WorkflowsModule,
} from '@groundswell/workflows';
import { AnalyticsModule } from './analytics.module.js';

/** What a fixture needs of a booted spec. */
export interface SpecApp {
  readonly clock: { now(): Date; set(to: Date): void };
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** The modules that a spec of this library boots: those of a server, without its faces. */
export const SPEC_MODULES = [
  IdentityModule,
  PoliciesModule,
  WorkflowsModule,
  ConnectorsModule,
  RunsModule,
  SavingsModule,
  ProgrammeModule,
  AnalyticsModule,
];

/** What a spec says about a workflow. */
export interface Wanted {
  readonly title: string;
  readonly builder: Actor;
  readonly reviewer: Actor;
  readonly teamId: TeamId;
  /** The published version that it is adapted from. */
  readonly from?: VersionSummary;
  readonly instructions?: string;
  readonly buildMinutes?: number;
  readonly reviewMinutes?: number;
}

/** Registers or adapts a workflow, publishes its first version and books the minutes of both. */
export async function publish(
  app: SpecApp,
  wanted: Wanted,
): Promise<{ workflowId: WorkflowId; version: VersionSummary }> {
  const {
    title,
    builder,
    teamId,
    from,
    instructions = `Do what is to be done: ${title} for {{inputs.case}}.`,
  } = wanted;
  const named = { title, task: 'It is done by hand so far.', teamId };
  const workflow = from
    ? await app.get(AdaptWorkflowService).adapt(builder, { ...named, versionId: from.id })
    : await app.get(RegisterWorkflowService).register(builder, named);
  const draft = await app.get(StartDraftService).start(builder, workflow.id);
  const saved = await app.get(SaveDraftService).save(builder, {
    versionId: draft.id,
    revision: draft.revision,
    instructions: from && wanted.instructions === undefined ? from.content.instructions : instructions,
    inputSchema: { type: 'object', required: ['case'], properties: { case: { type: 'string' } } },
    sampleInputs: { case: 'A-1' },
    model: 'claude-haiku-5-5',
    maxTurns: 8,
    maxCostMicros: 250_000,
    bindings: [],
    changeNote: 'What it does first.',
  });
  return { workflowId: workflow.id, version: await submitAndApprove(app, wanted, saved) };
}

/** Publishes another version of a workflow, and books its minutes. */
export async function publishAgain(app: SpecApp, wanted: Wanted, workflowId: WorkflowId): Promise<VersionSummary> {
  return submitAndApprove(app, wanted, await draftAgain(app, wanted.builder, workflowId));
}

/** Saves another draft of a published workflow, ready to be submitted. */
export async function draftAgain(app: SpecApp, builder: Actor, workflowId: WorkflowId): Promise<VersionSummary> {
  const draft = await app.get(StartDraftService).start(builder, workflowId);
  const { instructions, inputSchema, sampleInputs, model, limits } = draft.content;
  return app.get(SaveDraftService).save(builder, {
    versionId: draft.id,
    revision: draft.revision,
    instructions: `${instructions} Be brief.`,
    inputSchema,
    sampleInputs,
    model,
    ...limits,
    bindings: [],
    changeNote: 'Shorter answers.',
  });
}

async function submitAndApprove(app: SpecApp, wanted: Wanted, saved: VersionSummary): Promise<VersionSummary> {
  const { builder, reviewer, buildMinutes = 60, reviewMinutes = 10 } = wanted;
  const submitted = await app.get(SubmitVersionService).submit(builder, saved.id, buildMinutes);
  const review = { versionId: submitted.id, revision: submitted.revision, approve: true, comment: '', reviewMinutes };
  const result = await app.get(ReviewVersionService).review(reviewer, review);
  if (result.kind === 'blocked') throw new Error(result.reasons.map((reason) => reason.message).join(' '));
  const at = app.clock.now();
  const { id: versionId, workflowId } = submitted;
  await app.get(Database).transaction(builder.organisationId, async (tx) => {
    const ledger = app.get(CostLedger);
    const about = { workflowId, versionId, at };
    await ledger.append(tx, {
      ...about,
      kind: 'build',
      personId: builder.personId,
      minutes: buildMinutes,
      source: `build ${versionId}`,
    });
    await ledger.append(tx, {
      ...about,
      kind: 'review',
      personId: reviewer.personId,
      minutes: reviewMinutes,
      source: `review ${versionId}`,
    });
  });
  return result.version;
}

/** A line of the time ledger as a spec wants it. */
export interface WantedLine {
  readonly workflowId: WorkflowId;
  readonly at: Date;
  readonly baseline?: number;
  readonly human?: number;
  readonly grade?: 'measured' | 'confirmed' | 'estimated';
  readonly outcome?: 'accepted' | 'edited' | 'rejected' | null;
  readonly personId?: PersonId;
  readonly corrects?: string | null;
}

/** Writes lines of the time ledger in one statement, past the services: a year of them in a moment. Answers with their ids. */
export async function writeTime(tx: Tx, lines: readonly WantedLine[]): Promise<string[]> {
  const rows = lines.map((line) => {
    const { baseline = 30, human = 5, grade = 'confirmed', outcome = 'accepted', corrects = null } = line;
    const verdict = grade === 'estimated' ? null : outcome;
    return {
      id: newId(),
      run: newId<RunId>(),
      workflow: line.workflowId,
      person: line.personId ?? newId<PersonId>(),
      baseline,
      human,
      saved: verdict === 'rejected' ? 0 - human : baseline - human,
      grade,
      outcome: verdict,
      at: line.at,
      corrects,
    };
  });
  await tx.query(
    `INSERT INTO time_entries (id, organisation_id, run_id, workflow_id, person_id, confirmed_by_id, baseline_minutes,
       human_minutes, saved_minutes, grade, outcome, failed, unattended, sampled, at, recorded_at, corrects_id)
     SELECT id, $1, run, workflow, person, CASE WHEN grade = 'estimated' THEN NULL ELSE person END, baseline, human, saved, grade,
            outcome, false, false, false, at, at, corrects
       FROM json_to_recordset($2) AS line(id uuid, run uuid, workflow uuid, person uuid, baseline int, human int, saved int,
         grade text, outcome text, at timestamptz, corrects uuid)`,
    [tx.scope.organisationId, JSON.stringify(rows)],
  );
  return rows.map((row) => row.id);
}

/** The refusal that some work ends in; a spec whose work is allowed fails. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was allowed.');
}
