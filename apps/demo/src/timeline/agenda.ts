import { BOOKINGS, CONNECTORS, type ConnectorPlan } from '../programme/connectors.js';
import { IMPROVEMENTS, OPEN_WORK, type Improvement } from '../programme/improvements.js';
import { LATE_REVISIONS } from '../programme/late-revisions.js';
import { PEOPLE, type PersonKey } from '../programme/people.js';
import { LAYERS, type LayerPlan } from '../programme/policies.js';
import type { PlanChange } from '../programme/programme.js';
import { SeededRandom } from '../random/seeded-random.js';
import { addDays, type Calendar, monthStart, officeTime } from './calendar.js';
import { type DrawnRun, drawRuns } from './draw-runs.js';
import { type WorkflowLife, workflowLives } from './life.js';
import { type LateAct, lateActs } from './late-acts.js';
import { type OversightAct, oversightActs } from './oversight-acts.js';

/** One thing that somebody does at an instant of the simulated year. */
export type Act =
  | { readonly kind: 'join'; readonly person: PersonKey }
  | { readonly kind: 'connect'; readonly connector: Omit<ConnectorPlan, 'onDay'> }
  | { readonly kind: 'layer'; readonly layer: LayerPlan }
  | { readonly kind: 'begin'; readonly life: WorkflowLife }
  | { readonly kind: 'write'; readonly life: WorkflowLife }
  | { readonly kind: 'submit'; readonly life: WorkflowLife }
  | { readonly kind: 'publish'; readonly life: WorkflowLife }
  | { readonly kind: 'produce'; readonly life: WorkflowLife }
  | { readonly kind: 'end'; readonly life: WorkflowLife; readonly stage: 'retired' | 'paused'; readonly reason: string }
  | {
      readonly kind: 'revise';
      readonly workflow: string;
      readonly change: Revision;
      readonly upTo: 'draft' | 'submitted';
    }
  | { readonly kind: 'review'; readonly workflow: string; readonly reviewer: PersonKey; readonly verdict: Verdict }
  | { readonly kind: 'run'; readonly run: DrawnRun }
  | { readonly kind: 'oversee'; readonly act: OversightAct }
  | { readonly kind: 'late'; readonly act: LateAct };

export interface Revision {
  readonly note: string;
  readonly addition: string;
  readonly buildMinutes: number;
  readonly plan?: PlanChange;
}

export interface Verdict {
  readonly approve: boolean;
  readonly comment: string;
  readonly reviewMinutes: number;
}

export type DatedAct = Act & { readonly at: Date };

const APPROVED = [
  'Clear and easy to check.',
  'Tried it with three of our cases; fine.',
  'Good. The gaps are named instead of filled.',
];

/** The whole year in order of time. */
export function agendaOf(calendar: Calendar, density: number): DatedAct[] {
  const lives = workflowLives(calendar);
  const acts = [
    ...joins(calendar),
    ...setUp(calendar, lives),
    ...lives.flatMap(doorsOf),
    ...IMPROVEMENTS.flatMap((improvement) => improvementActs(improvement, lives, calendar)),
    ...openWork(calendar),
    ...oversightActs(calendar).map((one): DatedAct => ({ kind: 'oversee', ...one })),
    ...lateRevisions(calendar),
    ...lateActs(calendar).map((one): DatedAct => ({ kind: 'late', ...one })),
    ...lives.flatMap((life) =>
      drawRuns(life, calendar, density).map((run) => ({ kind: 'run' as const, at: run.at, run })),
    ),
  ];
  return acts.filter((act) => act.at < calendar.until).sort((one, other) => one.at.getTime() - other.at.getTime());
}

function joins(calendar: Calendar): DatedAct[] {
  const random = new SeededRandom('joins');
  return (Object.keys(PEOPLE) as PersonKey[]).flatMap((person): DatedAct[] => {
    const { roles, month } = PEOPLE[person];
    // The owner founds the organisation; the first month's people are there from its first morning.
    if (roles.some((role) => role === 'owner')) return [];
    const first = monthStart(calendar, month);
    const at =
      month === 1 ? new Date(first.getTime() + 6 * 3_600_000 + random.int(1, 3_000_000)) : officeTime(first, random);
    return [{ kind: 'join', at, person }];
  });
}

function setUp(calendar: Calendar, lives: readonly WorkflowLife[]): DatedAct[] {
  const random = new SeededRandom('set-up');
  const connected = new Map<string, Date>();
  const connects = CONNECTORS.map((connector): DatedAct => {
    const at = officeTime(addDays(calendar.start, connector.onDay), random);
    connected.set(connector.key, at);
    return { kind: 'connect', at, connector };
  });
  const layers = LAYERS.map((layer): DatedAct => {
    const { target } = layer;
    const from =
      target.scope === 'connector'
        ? connected.get(target.connector)
        : target.scope === 'workflow'
          ? lives.find((life) => life.plan.key === target.workflow)?.savedAt
          : calendar.start;
    const wished = officeTime(addDays(from ?? calendar.start, layer.afterDays), random);
    // A layer of a workflow is there before its first version is reviewed, so that the reviewer sees it.
    const at = target.scope === 'workflow' && from !== undefined ? new Date(from.getTime() - 3_600_000) : wished;
    return { kind: 'layer', at, layer };
  });
  return [...connects, ...layers];
}

function doorsOf(life: WorkflowLife): DatedAct[] {
  const acts: DatedAct[] = [
    { kind: 'begin', at: life.begunAt, life },
    { kind: 'write', at: life.savedAt, life },
    { kind: 'submit', at: life.submittedAt, life },
    { kind: 'publish', at: life.publishedAt, life },
  ];
  if (life.production !== null) acts.push({ kind: 'produce', at: life.production, life });
  if (life.end !== null) acts.push({ kind: 'end', ...life.end, life });
  return acts;
}

function improvementActs(improvement: Improvement, lives: readonly WorkflowLife[], calendar: Calendar): DatedAct[] {
  const life = lives.find((candidate) => candidate.plan.key === improvement.workflow);
  if (life === undefined) return [];
  const random = new SeededRandom(`improve/${improvement.workflow}/${improvement.afterDays}`);
  const { workflow, note, addition, buildMinutes, rejectedBecause } = improvement;
  const attempt = (day: number, verdict: Verdict, minutes: number): DatedAct[] => {
    const submitted = officeTime(addDays(life.publishedAt, day), random);
    const reviewed = officeTime(addDays(submitted, 1), random);
    if (reviewed >= calendar.until) return [];
    const change = { note, addition, buildMinutes: minutes };
    return [
      { kind: 'revise', at: submitted, workflow, change, upTo: 'submitted' },
      { kind: 'review', at: reviewed, workflow, reviewer: life.reviewer, verdict },
    ];
  };
  const comment = random.pick(APPROVED);
  const approved = { approve: true, comment, reviewMinutes: random.int(8, 22) };
  if (rejectedBecause === undefined) return attempt(improvement.afterDays, approved, buildMinutes);
  const rejected = { approve: false, comment: rejectedBecause, reviewMinutes: random.int(12, 25) };
  return [
    ...attempt(improvement.afterDays, rejected, buildMinutes),
    ...attempt(improvement.afterDays + 7, approved, Math.round(buildMinutes / 2)),
  ];
}

/** The last weeks' versions, with what the product could not do before, and the connector that one of them needs. */
function lateRevisions(calendar: Calendar): DatedAct[] {
  const random = new SeededRandom('late-revisions');
  const connect: DatedAct = {
    kind: 'connect',
    at: officeTime(addDays(calendar.until, -BOOKINGS.daysAgo), random),
    connector: BOOKINGS,
  };
  const versions = LATE_REVISIONS.flatMap(({ workflow, daysAgo, reviewer, change }): DatedAct[] => {
    const submitted = officeTime(addDays(calendar.until, -daysAgo), random);
    const reviewed = officeTime(addDays(submitted, 1), random);
    const verdict = { approve: true, comment: random.pick(APPROVED), reviewMinutes: random.int(8, 22) };
    return [
      { kind: 'revise', at: submitted, workflow, change, upTo: 'submitted' },
      { kind: 'review', at: reviewed, workflow, reviewer, verdict },
    ];
  });
  return [connect, ...versions];
}

function openWork(calendar: Calendar): DatedAct[] {
  const random = new SeededRandom('open-work');
  const { submitted, drafts, unconfirmed, waiting } = OPEN_WORK;
  const today = new Date(calendar.until.getTime() - 2 * 3_600_000);
  const left = (workflow: string, person: PersonKey, leftWaiting: boolean): DatedAct => ({
    kind: 'run',
    at: today,
    run: {
      workflow,
      person,
      at: today,
      ending: 'accepted',
      humanSeconds: 150,
      humanMinutes: 3,
      answer: 'none',
      how: 'engine',
      leftWaiting,
    },
  });
  const lately = officeTime(addDays(calendar.until, -6), random);
  return [
    ...drafts.map((draft): DatedAct => ({
      kind: 'revise',
      at: lately,
      workflow: draft.workflow,
      change: { ...draft, buildMinutes: 0 },
      upTo: 'draft',
    })),
    { kind: 'revise', at: lately, workflow: submitted.workflow, change: submitted, upTo: 'submitted' },
    ...unconfirmed.map(({ workflow, person }) => left(workflow, person, false)),
    ...waiting.map(({ workflow, person }) => left(workflow, person, true)),
  ];
}
