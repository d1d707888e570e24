import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, type PersonId, type WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Role, type Tx } from '@groundswell/platform';
import { CompiledLayer } from '../domain/layer.js';
import { Replay, type Judges } from '../domain/replay.js';
import { changed, judgeOf, type PolicyChange, type PolicyState } from '../domain/simulation.js';
import type { Ancestor } from '../domain/stack.js';
import type { Vocabulary } from '../domain/sentence.js';
import { layerChanges, type LayerChange } from '../domain/layer-difference.js';
import { type PastRun, type PresentWork, WorkHistory } from '../ports/work-history.js';
import { LayerCache } from '../stacks/layer-cache.service.js';
import { type ProposedChange, ReadPolicyChange } from './read-policy-change.service.js';
import { SimulationTally, type SimulationCounts } from './simulation-tally.js';

/** What a change would have meant, and for a layer how it differs from what holds. */
export interface SimulationResult extends SimulationCounts {
  readonly changes: readonly LayerChange[];
}

/** How far back a simulation looks unless told. */
export const DEFAULT_DAYS = 30;
const MOST_DAYS = 365;
/** As many calls are judged again; older ones are left out, and the answer says so. */
const MOST_CALLS = 50_000;
const PAUSE_EVERY = 500;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Who runs what is published, as long as nobody in particular does. */
const ANYONE: readonly Role[] = ['runner'];

/**
 * Judges the work of the last days again, and what may be done at present, as if a change of policy had been made. Both sides
 * are judged by the roles, labels and tools of today, so that what differs is the change and nothing else. Changes nothing.
 */
@Injectable()
export class SimulatePolicyQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly cache: LayerCache,
    private readonly history: WorkHistory,
    private readonly people: PeopleDirectory,
    private readonly reading: ReadPolicyChange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, INPUT_INVALID as a save would, NOT_FOUND */
  async simulate(actor: Actor, proposed: ProposedChange, days = DEFAULT_DAYS): Promise<SimulationResult> {
    this.permissions.require(actor, 'policy.simulate', { type: 'policy-layer', organisationId: actor.organisationId });
    const faults = new InputFaults();
    faults.wholeNumber('days', days, 'The number of days', 1, MOST_DAYS);
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, (tx) => this.replay(tx, actor, proposed, days));
  }

  private async replay(tx: Tx, actor: Actor, proposed: ProposedChange, days: number): Promise<SimulationResult> {
    const change = await this.reading.read(tx, actor, proposed);
    const present = await this.cache.present(tx);
    const after = changed(present, change, (layer) => new CompiledLayer(layer));
    const now = this.clock.now();
    const since = new Date(now.getTime() - days * DAY_MS);
    const { runs, cut } = await this.history.past(tx, since, MOST_CALLS);
    const works = await this.history.present(tx);
    const workflowIds = [...runs, ...works].map((one) => one.workflowId);
    const ancestries = await this.ancestries(tx, workflowIds);
    const replay = new Replay(judges(present, after, ancestries, now), present.vocabulary);
    const rolesOf = await this.rolesOf(tx, [...runs, ...works]);
    const tally = new SimulationTally(since, days, cut);
    let judged = 0;
    for (const run of runs) {
      tallyRun(tally, replay, run, rolesOf);
      judged += 1 + run.calls.length;
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

  private async ancestries(tx: Tx, ids: readonly string[]) {
    const found = new Map<string, readonly Ancestor[]>();
    for (const id of new Set(ids)) {
      found.set(id, (await this.cache.findStack(tx, id as WorkflowId))?.ancestry ?? []);
    }
    return found;
  }

  private async rolesOf(tx: Tx, works: readonly { readonly actorId: string | null }[]) {
    const ids = [...new Set(works.map((work) => work.actorId).filter((id) => id !== null))] as PersonId[];
    const people = await this.people.byIds(tx, ids);
    return (actorId: string | null): readonly Role[] =>
      actorId === null ? ANYONE : (people.get(actorId as PersonId)?.roles ?? []);
  }
}

function layerChange(present: PolicyState, change: PolicyChange, vocabulary: Vocabulary): LayerChange[] {
  if (change.kind !== 'layer') return [];
  const { scope, targetId } = change.layer;
  const before = present.layers.find(({ layer }) => layer.scope === scope && layer.targetId === targetId);
  return layerChanges(before?.layer ?? null, change.layer, vocabulary);
}

type RolesOf = (actorId: string | null) => readonly Role[];

function judges(
  before: PolicyState,
  after: PolicyState,
  ancestries: ReadonlyMap<string, readonly Ancestor[]>,
  at: Date,
): (workflowId: string) => Judges {
  const known = new Map<string, Judges>();
  return (workflowId) => {
    const ancestry = ancestries.get(workflowId) ?? [];
    const found = known.get(workflowId) ?? {
      before: judgeOf(before, ancestry, at),
      after: judgeOf(after, ancestry, at),
    };
    known.set(workflowId, found);
    return found;
  };
}

function tallyRun(tally: SimulationTally, replay: Replay, run: PastRun, rolesOf: RolesOf): void {
  const work = { ...run, actorRoles: rolesOf(run.actorId) };
  tally.countRun(run.calls.length);
  const where = { runId: run.runId, workflowId: run.workflowId, actorId: run.actorId };
  for (const answer of replay.start(work)) tally.add({ ...where, stepId: null, at: run.startedAt, answer });
  for (const call of run.calls) {
    const answer = replay.call(work, call.tool, call.labels);
    if (answer) tally.add({ ...where, stepId: call.stepId, at: call.at, answer });
  }
}

function tallyPresent(tally: SimulationTally, replay: Replay, present: PresentWork, rolesOf: RolesOf): void {
  const work = { ...present, mode: 'live' as const, actorRoles: rolesOf(present.actorId) };
  const answers = [...replay.start(work), ...present.tools.map((tool) => replay.call(work, tool))];
  for (const answer of answers) if (answer) tally.addPresent(present.workflowId, answer);
}
