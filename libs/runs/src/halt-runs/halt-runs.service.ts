import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assertNever, isId, type RunId } from '@groundswell/kernel';
import { LeaverDuties } from '@groundswell/identity';
import type { Tx } from '@groundswell/platform';
import {
  type ActiveStop,
  type Haltable,
  type ReachedRun,
  StoppableWork,
  type StopReach,
  type StopReachRule,
  type StopScope,
} from '@groundswell/policies';
import { WorkflowLibrary } from '@groundswell/workflows';
import type { RunFailure } from '../domain/run-failure.js';
import { leftRun, stoppedRun } from '../domain/stopped-run.js';
import { RunTransitions } from '../engine/run-transitions.js';
import { RunsRepository } from '../persistence/runs.repository.js';
import { RefuseStoppedQuestions } from './refuse-stopped-questions.js';

const EXAMPLES = 20;

const OPEN = `r.status IN ('queued', 'running', 'waiting')`;
/** A run whose lost write waits for a person does nothing by itself, and only that person can say what became of it. */
const ENDABLE = `${OPEN} AND r.waiting_for IS DISTINCT FROM 'outcomeUnknown'`;

/** The open runs that a stop concerns, over `runs r`; `$2` is its target. */
function concerned(scope: StopScope): string {
  switch (scope) {
    case 'organisation':
      return 'r.organisation_id = $2';
    case 'run':
      return 'r.id = $2';
    case 'workflow':
      return 'r.workflow_id = $2';
    case 'person':
      return 'r.actor_id = $2';
    case 'lineage':
      return `EXISTS (SELECT 1 FROM workflows w WHERE w.id = r.workflow_id AND (w.id = $2 OR $2 = ANY (w.path)))`;
    case 'connector':
      return bound(`b.value ->> 'connectorId' = $2::text`);
    case 'tool':
      return bound(`EXISTS (
        SELECT 1 FROM tools one JOIN tools other ON other.connector_id = one.connector_id AND other.name = one.name
         WHERE one.id = $2 AND b.value -> 'toolIds' ? other.id::text)`);
    default:
      return assertNever(scope);
  }
}

function bound(condition: string): string {
  return `EXISTS (SELECT 1 FROM workflow_versions v, jsonb_array_elements(v.bindings) b
                   WHERE v.id = r.version_id AND ${condition})`;
}

/**
 * Ends runs from beside the worker, in the transaction of what ends them: a stop, or a person's leaving. A stop of a tool or
 * a connector ends no run: its calls are refused one by one, a question whether one may be made is taken back, and the run hears it.
 */
@Injectable()
export class HaltRunsService implements Haltable, OnModuleInit {
  constructor(
    private readonly stoppable: StoppableWork,
    private readonly repository: RunsRepository,
    private readonly transitions: RunTransitions,
    private readonly library: WorkflowLibrary,
    private readonly leavers: LeaverDuties,
    private readonly questions: RefuseStoppedQuestions,
  ) {}

  onModuleInit(): void {
    this.stoppable.registerWork(this);
    this.leavers.add('runsStopped', (tx, { personId, name }) => this.end(tx, 'person', personId, leftRun(name)));
    this.stoppable.register('run', async (tx, id) => {
      const run = isId(id) ? await this.repository.find(tx, id as RunId) : null;
      if (run === null) return null;
      const { workflowId, actorId } = run;
      const title = (await this.library.byIds(tx, [workflowId])).get(workflowId)?.title ?? 'a workflow';
      return { name: title, act: { runId: run.id, workflowId, actorId }, over: run.endedAt !== null };
    });
  }

  async reach(tx: Tx, stop: StopReachRule): Promise<StopReach> {
    const where = `r.organisation_id = $1 AND ${OPEN} AND ${concerned(stop.scope)}`;
    const params = [tx.scope.organisationId, stop.targetId];
    const [counts] = await tx.query<Omit<StopReach, 'examples'>>(
      `SELECT count(*)::int AS runs, count(DISTINCT r.workflow_id)::int AS workflows, count(DISTINCT r.actor_id)::int AS people
         FROM runs r WHERE ${where}`,
      params,
    );
    const examples = await tx.query<ReachedRun>(
      `SELECT r.id AS "runId", w.title, p.name AS "personName", r.status
         FROM runs r JOIN workflows w ON w.id = r.workflow_id JOIN people p ON p.id = r.actor_id
        WHERE ${where} ORDER BY r.created_at DESC, r.id LIMIT ${EXAMPLES}`,
      params,
    );
    return { runs: 0, workflows: 0, people: 0, ...counts, examples };
  }

  async halt(tx: Tx, stop: ActiveStop): Promise<number> {
    if (stop.scope === 'tool' || stop.scope === 'connector') {
      await this.questions.refuse(tx, stop);
      return 0;
    }
    return this.end(tx, stop.scope, stop.targetId, stoppedRun(stop));
  }

  // In the order of their ids, so that two who stop the same runs at once wait for each other and do not lock.
  private async end(tx: Tx, scope: StopScope, targetId: string, failure: RunFailure): Promise<number> {
    const due = await tx.query<{ id: RunId }>(
      `SELECT r.id FROM runs r WHERE r.organisation_id = $1 AND ${ENDABLE} AND ${concerned(scope)} ORDER BY r.id`,
      [tx.scope.organisationId, targetId],
    );
    let ended = 0;
    for (const { id } of due) {
      const run = await this.repository.findLocked(tx, id);
      if (run === null || run.waitingFor === 'outcomeUnknown') continue;
      const moved = await this.transitions.apply(tx, run, { type: 'halted', failure });
      if (moved.refusal === undefined) ended++;
    }
    return ended;
  }
}
