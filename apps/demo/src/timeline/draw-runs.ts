import { CONNECTORS } from '../programme/connectors.js';
import { PEOPLE, type PersonKey } from '../programme/people.js';
import { SeededRandom } from '../random/seeded-random.js';
import { addDays, type Calendar, monthStart, officeTime, season, workdays } from './calendar.js';
import type { WorkflowLife } from './life.js';

/** One run of the simulated year, drawn and not yet run. */
export interface DrawnRun {
  readonly workflow: string;
  readonly at: Date;
  readonly person: PersonKey;
  /** What becomes of it: an error on the way, or an output with the person's verdict. */
  readonly ending: 'failed' | 'accepted' | 'edited' | 'rejected';
  /** The seconds that the page measured between start and verdict. */
  readonly humanSeconds: number;
  /** Whether the person answered the question for the minutes, and if so left them as measured. */
  readonly answer: 'none' | 'as-measured' | 'other-minutes';
  readonly humanMinutes: number;
  /** Run by the engine, or done elsewhere and recorded by hand afterwards, which builders may do. */
  readonly how: 'engine' | 'recorded';
  /** It asks for an approval and is left waiting for it. */
  readonly leftWaiting?: boolean;
}

/** Which part of the drawn year is kept: a run through the engine takes ten times as long to write as a recorded one. */
const KEPT = { engine: 0.16, recorded: 0.66 } as const;
/** The first runs of a workflow are all kept: they make it live. */
const FIRST_RUNS = 3;
const RECORDED_SHARE = 0.92;
/** What a run writes stays written: only late ones write to the ERP, so that its books look like today's. */
const WRITING_DAYS = 45;
const WRITING_TOOLS = new Set(
  CONNECTORS.flatMap(({ key, tools }) =>
    Object.entries(tools).flatMap(([tool, labels]) => (labels.risk === 'read' ? [] : [`${key}.${tool}`])),
  ),
);
const TAKE_UP_DAYS = 55;

/** Who may run it by then: its team and its builder, and with time people of other teams who found it in the library. */
function peopleFor(life: WorkflowLife, at: Date, calendar: Calendar, random: SeededRandom): PersonKey {
  const keys = (Object.keys(PEOPLE) as PersonKey[]).filter((key) => {
    const { roles, month } = PEOPLE[key];
    return roles.some((role) => role === 'runner') && monthStart(calendar, month) < addDays(at, -10);
  });
  const own = keys.filter((key) => PEOPLE[key].teams.some((team) => team === life.plan.team));
  const runners = own.filter((key) => key !== life.plan.builder);
  const days = (at.getTime() - life.publishedAt.getTime()) / 86_400_000;
  if (runners.length === 0 || random.chance(days < 12 ? 0.4 : 0.16)) return life.plan.builder;
  return random.chance(days > 60 ? 0.12 : 0) ? random.pick(keys) : random.pick(runners);
}

function draw(life: WorkflowLife, count: number, at: Date, calendar: Calendar, random: SeededRandom): DrawnRun {
  const { use } = life.plan;
  const experience = Math.max(1, count);
  const rejected = Math.max(0.02, 1 - use.accepted - use.edited) * experience ** -0.12;
  const ending = random.chance(use.failed)
    ? 'failed'
    : random.weighted({ accepted: use.accepted * experience ** 0.03, edited: use.edited, rejected });
  const learnt = experience ** Math.log2(1 - use.learning);
  const trouble = ending === 'rejected' ? 1.3 : ending === 'edited' ? 1.15 : ending === 'failed' ? 0.6 : 0.9;
  const humanSeconds = Math.max(20, Math.round(60 * random.logNormal(use.humanMinutes * learnt * trouble, use.spread)));
  const answer = random.weighted({ none: 11, 'as-measured': 62, 'other-minutes': 27 });
  const measured = Math.floor(humanSeconds / 60 + 0.5);
  const humanMinutes =
    answer === 'other-minutes' ? Math.max(1, measured + random.pick([-2, -1, 1, 1, 2, 3])) : measured;
  const person = peopleFor(life, at, calendar, random);
  const writesTooEarly = writes(life) && at < addDays(calendar.until, -WRITING_DAYS);
  const recorded = writesTooEarly || (isBuilder(person) && ending !== 'failed' && random.chance(RECORDED_SHARE));
  return {
    workflow: life.plan.key,
    at,
    person: recorded && !isBuilder(person) ? life.plan.builder : person,
    // What failed left nothing to record but the time that it took.
    ending: recorded && ending === 'failed' ? 'rejected' : ending,
    humanSeconds,
    answer,
    humanMinutes,
    how: recorded ? 'recorded' : 'engine',
  };
}

/** Whether a workflow changes anything outside itself. */
function writes(life: Pick<WorkflowLife, 'plan'>): boolean {
  return life.plan.tools.some((tool) => WRITING_TOOLS.has(tool));
}

function isBuilder(person: PersonKey): boolean {
  return PEOPLE[person].roles.some((role) => role === 'builder');
}

/** All runs of one workflow's life. `density` thins the year without changing its shape. */
export function drawRuns(life: WorkflowLife, calendar: Calendar, density: number): DrawnRun[] {
  const random = new SeededRandom(`runs/${life.plan.key}`);
  const runs: DrawnRun[] = [];
  let count = 0;
  const alive = life.end === null && life.plan.fate.kind !== 'stalled';
  for (const day of workdays(addDays(life.publishedAt, 1), life.lastRunAt)) {
    const age = (day.getTime() - life.publishedAt.getTime()) / 86_400_000;
    const takenUp = 0.45 + 0.55 * Math.min(1, age / TAKE_UP_DAYS);
    const mean = (life.plan.use.perWeek / 5) * takenUp * season(day);
    for (let left = random.poisson(mean); left > 0; left--) {
      const at = officeTime(day, random);
      if (at >= life.lastRunAt) continue;
      const run = draw(life, count, at, calendar, random);
      count += 1;
      const kept = random.chance(KEPT[run.how] * density);
      if (kept || count <= FIRST_RUNS * density) runs.push(run);
    }
  }
  if (alive && !runs.some((run) => isUseful(run) && run.at > addDays(calendar.until, -12))) {
    // What is in use was used in the last two weeks, whatever the dice said.
    const at = officeTime(addDays(calendar.until, -4), random);
    const earliest = new Date(life.publishedAt.getTime() + 3_600_000);
    const useful = draw(life, count, at > earliest && at < calendar.until ? at : earliest, calendar, random);
    runs.push({ ...useful, ending: 'accepted', answer: 'as-measured' });
  }
  return runs.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function isUseful(run: DrawnRun): boolean {
  return (run.ending === 'accepted' || run.ending === 'edited') && run.answer !== 'none';
}
