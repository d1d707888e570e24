import { Injectable } from '@nestjs/common';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { CompiledLayer } from '../domain/layer.js';
import { layerChanges, type LayerChange } from '../domain/layer-difference.js';
import { Replay } from '../domain/replay.js';
import type { Vocabulary } from '../domain/sentence.js';
import { changed, type PolicyChange, type PolicyState } from '../domain/simulation.js';
import { type PastRun, type PresentWork, type RefusedStart, WorkHistory } from '../ports/work-history.js';
import { type ProposedChange, ReadPolicyChange } from './read-policy-change.service.js';
import { judges, type RolesOf, SimulationGround } from './simulation-ground.service.js';
import { SimulationTally, type SimulationCounts } from './simulation-tally.js';

/** What a change would have meant, and for a layer how it differs from what holds. */
export interface SimulationResult extends SimulationCounts {
  readonly changes: readonly LayerChange[];
}

/** How far back a simulation looks unless told. */
export const DEFAULT_DAYS = 30;
/** As many calls are judged again; older ones are left out, and the answer says so. */
const MOST_CALLS = 50_000;
const PAUSE_EVERY = 500;

/**
 * Judges the work of the last days again, and what may be done at present, as if a change of policy had been made. Both sides
 * are judged by the roles, labels and tools of today, so that what differs is the change and nothing else. Changes nothing.
 */
@Injectable()
export class SimulatePolicyQuery {
  constructor(
    private readonly database: Database,
    private readonly ground: SimulationGround,
    private readonly history: WorkHistory,
    private readonly reading: ReadPolicyChange,
  ) {}

  /** @throws AppError FORBIDDEN, INPUT_INVALID as a save would, NOT_FOUND */
  async simulate(actor: Actor, proposed: ProposedChange, days = DEFAULT_DAYS): Promise<SimulationResult> {
    const window = this.ground.window(actor, days);
    return this.database.transaction(actor.organisationId, (tx) =>
      this.replay(tx, actor, proposed, { days, ...window }),
    );
  }

  private async replay(
    tx: Tx,
    actor: Actor,
    proposed: ProposedChange,
    { days, since, now }: { readonly days: number; readonly since: Date; readonly now: Date },
  ): Promise<SimulationResult> {
    const change = await this.reading.read(tx, actor, proposed);
    const present = await this.ground.present(tx);
    const after = changed(present, change, (layer) => new CompiledLayer(layer));
    const { runs, starts, cut } = await this.history.past(tx, since, MOST_CALLS);
    const works = await this.history.present(tx);
    const all = [...runs, ...starts, ...works];
    const ancestries = await this.ground.ancestries(
      tx,
      all.map((one) => one.workflowId),
    );
    const replay = new Replay(judges(present, after, ancestries, now), present.vocabulary);
    const rolesOf = await this.ground.rolesOf(tx, all);
    const tally = new SimulationTally(since, days, cut);
    let judged = 0;
    for (const one of newestFirst(runs, starts)) {
      judged += 'calls' in one ? tallyRun(tally, replay, one, rolesOf) : tallyStart(tally, replay, one, rolesOf);
      // Other people's requests go on while a month is judged.
      if (judged >= PAUSE_EVERY) {
        judged = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    for (const work of works) tallyPresent(tally, replay, work, rolesOf);
    const minutes = await this.history.confirmedMinutes(tx, tally.affectedRunIds());
    const result = tally.result(minutes, (id) => ancestries.get(id)?.at(-1)?.title ?? 'A workflow');
    return { ...result, changes: layerChange(present, change, present.vocabulary) };
  }
}

function newestFirst(runs: readonly PastRun[], starts: readonly RefusedStart[]): (PastRun | RefusedStart)[] {
  const at = (one: PastRun | RefusedStart): number => ('calls' in one ? one.startedAt : one.at).getTime();
  return starts.length === 0 ? [...runs] : [...runs, ...starts].sort((one, other) => at(other) - at(one));
}

function layerChange(present: PolicyState, change: PolicyChange, vocabulary: Vocabulary): LayerChange[] {
  if (change.kind !== 'layer') return [];
  const { scope, targetId } = change.layer;
  const before = present.layers.find(({ layer }) => layer.scope === scope && layer.targetId === targetId);
  return layerChanges(before?.layer ?? null, change.layer, vocabulary);
}

/** @returns how many answers were looked at */
function tallyRun(tally: SimulationTally, replay: Replay, run: PastRun, rolesOf: RolesOf): number {
  const work = { ...run, actorRoles: rolesOf(run.actorId) };
  tally.countRun(run.calls.length);
  const where = { runId: run.runId, workflowId: run.workflowId, actorId: run.actorId };
  for (const answer of replay.start(work)) tally.add({ ...where, stepId: null, at: run.startedAt, answer });
  for (const call of run.calls) {
    const answer = replay.call(work, call.tool, call.labels);
    if (answer) tally.add({ ...where, stepId: call.stepId, at: call.at, answer });
  }
  return 1 + run.calls.length;
}

/** @returns how many answers were looked at */
function tallyStart(tally: SimulationTally, replay: Replay, start: RefusedStart, rolesOf: RolesOf): number {
  tally.countStart();
  const { workflowId, actorId, at, tools } = start;
  const answer = replay.refusedStart({ ...start, actorRoles: rolesOf(actorId) }, tools);
  if (answer) tally.add({ runId: null, stepId: null, workflowId, actorId, at, answer });
  return 1 + tools.length;
}

function tallyPresent(tally: SimulationTally, replay: Replay, present: PresentWork, rolesOf: RolesOf): void {
  if (present.trigger === 'schedule') tally.countSchedule();
  const work = { ...present, mode: 'live' as const, actorRoles: rolesOf(present.actorId) };
  const answers = [...replay.start(work), ...present.tools.map((tool) => replay.call(work, tool))];
  for (const answer of answers) if (answer) tally.addPresent(present.workflowId, present.trigger, answer);
}
