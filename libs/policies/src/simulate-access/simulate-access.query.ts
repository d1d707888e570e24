import { Injectable } from '@nestjs/common';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { explain } from '../domain/explanation.js';
import { type GovernedTool, toolCallQuestion } from '../domain/governed-tool.js';
import { type ReplayedWork, startQuestions } from '../domain/replay.js';
import { judgeOf } from '../domain/simulation.js';
import type { Decision } from '../domain/stack.js';
import { NO_LABELS, type PolicyQuestion, type Stage } from '../domain/subjects.js';
import { type WantedThing, WorkHistory } from '../ports/work-history.js';
import { type RolesOf, SimulationGround } from '../simulate-policy/simulation-ground.service.js';
import { DEFAULT_DAYS } from '../simulate-policy/simulate-policy.query.js';
import { type AccessAnswer, type AccessForecast, AccessTally, answerOf } from './access-tally.js';

const RUNNABLE: ReadonlySet<Stage> = new Set<Stage>(['pilot', 'production']);

/**
 * What hangs on a tool or a connector that cannot be used yet: the calls and starts of the last days that were refused for it,
 * judged by the layers of today as if it could, and the workflows and schedules that bind it. Changes nothing.
 */
@Injectable()
export class SimulateAccessQuery {
  constructor(
    private readonly database: Database,
    private readonly ground: SimulationGround,
    private readonly history: WorkHistory,
  ) {}

  /** @throws AppError FORBIDDEN, INPUT_INVALID */
  async simulate(actor: Actor, wanted: WantedThing, days = DEFAULT_DAYS): Promise<AccessForecast> {
    const { now, since } = this.ground.window(actor, days);
    return this.database.transaction(actor.organisationId, (tx) => this.look(tx, wanted, { days, since, now }));
  }

  private async look(
    tx: Tx,
    wanted: WantedThing,
    { days, since, now }: { readonly days: number; readonly since: Date; readonly now: Date },
  ): Promise<AccessForecast> {
    const { runs, starts, cut } = await this.history.held(tx, since, wanted);
    const binding = (await this.history.present(tx))
      .map((work) => ({ ...work, tools: work.tools.filter((tool) => concerns(wanted, tool)) }))
      .filter((work) => work.tools.length > 0);
    const all = [...runs, ...starts, ...binding];
    const ids = all.map((one) => one.workflowId);
    const ancestries = await this.ground.ancestries(tx, ids);
    const rolesOf = await this.ground.rolesOf(tx, all);
    const { vocabulary, ...state } = await this.ground.present(tx);
    const judges = new Map([...ancestries].map(([id, ancestry]) => [id, judgeOf(state, ancestry, now)]));
    const ask = (workflowId: string, question: PolicyQuestion): Decision => {
      const judge = judges.get(workflowId) ?? judgeOf(state, [], now);
      return judge(question);
    };
    const tally = new AccessTally();
    for (const run of runs) {
      const { trigger } = run;
      for (const { tool, labels } of run.calls) {
        const question = toolCallQuestion(tool, { trigger, labels, actorRoles: rolesOf(run.actorId) });
        tally.call(run.workflowId, run.actorId, answerOf(ask(run.workflowId, question)));
      }
    }
    for (const start of starts) {
      const work = replayed(start, rolesOf);
      const decisions = [...startQuestions(work), ...start.tools.map((tool) => question(work, tool))].map((one) =>
        ask(start.workflowId, one),
      );
      tally.start(start.workflowId, start.actorId, startAnswer(decisions));
    }
    for (const work of binding) {
      const asked = replayed({ ...work, mode: 'live' }, rolesOf);
      const sentences = work.tools.map((tool) => {
        const { sentence, obligations } = explain(ask(work.workflowId, question(asked, tool)), vocabulary);
        return [sentence, ...obligations].join(' ');
      });
      const found = { runnable: RUNNABLE.has(work.stage), scheduled: work.trigger === 'schedule' };
      tally.present(work.workflowId, found, sentences);
    }
    const runsOf = await this.history.runsOf(tx, since, tally.workflowIds);
    const minutes = await this.history.confirmedMinutes(tx, [...runsOf.values()].flat());
    const titleOf = (id: string): string => ancestries.get(id)?.at(-1)?.title ?? 'A workflow';
    return tally.result({ days, since, cut }, runsOf, minutes, titleOf);
  }
}

function concerns({ connectorId, toolName }: WantedThing, tool: GovernedTool): boolean {
  return tool.connectorId === connectorId && (toolName === null || tool.toolName === toolName);
}

function replayed(
  work: Omit<ReplayedWork, 'actorRoles'> & { readonly actorId: string | null },
  rolesOf: RolesOf,
): ReplayedWork {
  return { ...work, actorRoles: rolesOf(work.actorId) };
}

function question({ trigger, actorRoles }: ReplayedWork, tool: GovernedTool): PolicyQuestion {
  return toolCallQuestion(tool, { trigger, actorRoles, labels: NO_LABELS });
}

/** A start needs every answer; approvals are asked when the call comes, so they keep nothing from starting. */
function startAnswer(decisions: readonly Decision[]): AccessAnswer {
  return decisions.every((decision) => decision.allowed) ? 'allowed' : 'refused';
}
