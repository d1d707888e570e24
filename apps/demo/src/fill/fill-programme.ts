import type { ManualClock } from '@groundswell/kernel';
import { approvableInvoices, inputPools } from './draw-inputs.js';
import type { BusinessData } from '../business/rows.js';
import type { DocumentFile } from '../documents/documents.js';
import { FACES } from '../programme/people.js';
import { SeededRandom } from '../random/seeded-random.js';
import type { StandInModel } from '../stand-in/stand-in-model.js';
import { agendaOf, type DatedAct } from '../timeline/agenda.js';
import type { Calendar } from '../timeline/calendar.js';
import type { DrawnRun } from '../timeline/draw-runs.js';
import { Cast } from './cast.js';
import type { Services } from './container.js';
import { Governance, type SystemAccess } from './governance.js';
import { LateWork } from './late-work.js';
import { Library } from './library.js';
import { moveOn } from './move-on.js';
import { Oversight } from './oversight.js';
import { RunPlayer } from './run-player.js';
import { RunWork } from './run-work.js';

export interface FillOptions {
  readonly services: Services;
  readonly clock: ManualClock;
  readonly model: StandInModel;
  readonly access: SystemAccess;
  readonly data: BusinessData;
  readonly documents: readonly Pick<DocumentFile, 'path'>[];
  readonly calendar: Calendar;
  /** Thins or thickens the runs without changing the shape of the year. */
  readonly density: number;
  /** Told of each month that begins and of how much of the year is written, from 0 to 1. */
  readonly onProgress: (month: string, share: number) => void;
}

/** What a start of the demo must know of the filled programme. */
export interface FilledProgramme {
  readonly organisationId: string;
  readonly crmConnectorId: string;
  /** Who to sign in as, by role. */
  readonly faces: Readonly<Record<string, string>>;
}

/** Runs that people have under way at the same time. */
const AT_ONCE = 8;

/** Writes the year through the product's services, act by act, with the clock standing at each. */
export async function fillProgramme(options: FillOptions): Promise<FilledProgramme> {
  const { services, clock, calendar, data, access, model } = options;
  const cast = new Cast(services);
  const workflowId = (key: string): string => library.workflowId(key);
  const governance = new Governance(services, cast, access, workflowId);
  const library = new Library(services, cast, governance, data.asOf);
  const oversight = new Oversight(services, cast, governance, clock, workflowId);
  const approvable = approvableInvoices(data);
  const pools = inputPools(
    data,
    options.documents.map((document) => document.path),
  );
  const work = new RunWork(services, cast, clock);
  const player = new RunPlayer({
    services,
    cast,
    library,
    clock,
    model,
    pools,
    work,
    // Half of them are left for visitors.
    approvable: approvable.slice(0, Math.floor(approvable.length / 2)),
    random: new SeededRandom(`inputs/${data.seed}`),
  });
  const lateWork = new LateWork({
    services,
    cast,
    library,
    player,
    work,
    clock,
    pools,
    random: new SeededRandom(`late-work/${data.seed}`),
  });

  clock.set(calendar.start);
  await cast.found();
  const agenda = agendaOf(calendar, options.density);
  let month = '';
  for (let index = 0; index < agenda.length;) {
    const act = agenda[index];
    if (act === undefined) break;
    const now = act.at.toISOString().slice(0, 7);
    if (now !== month) options.onProgress(now, index / agenda.length);
    month = now;
    const together = runsFrom(agenda, index);
    if (together.length > 0) {
      await player.play(together);
      index += together.length;
    } else {
      moveOn(clock, act.at);
      await perform(act, { cast, governance, library, player, oversight, lateWork });
      index += 1;
    }
  }
  return {
    organisationId: cast.actor(FACES.owner).organisationId,
    crmConnectorId: governance.connectorId('crm'),
    faces: Object.fromEntries(Object.entries(FACES).map(([role, person]) => [role, cast.personId(person)])),
  };
}

interface Players {
  readonly cast: Cast;
  readonly governance: Governance;
  readonly library: Library;
  readonly player: RunPlayer;
  readonly oversight: Oversight;
  readonly lateWork: LateWork;
}

async function perform(act: DatedAct, players: Players): Promise<void> {
  const { cast, governance, library, player, oversight, lateWork } = players;
  switch (act.kind) {
    case 'join':
      return cast.join(act.person);
    case 'connect':
      return governance.connect(act.connector);
    case 'layer':
      return governance.setLayer(act.layer);
    case 'begin':
      return library.begin(act.life);
    case 'write':
      return library.write(act.life);
    case 'submit':
      return library.submit(act.life.plan.key, act.life.buildMinutes);
    case 'publish': {
      const { plan, reviewer, reviewMinutes } = act.life;
      const comment =
        plan.adaptedFrom === null
          ? 'Tried it with our own cases; ready for a pilot.'
          : 'Only what differs was reviewed; fine.';
      return library.review(plan.key, reviewer, { approve: true, comment, reviewMinutes });
    }
    case 'produce':
      return library.produce(act.life);
    case 'end':
      return library.end(act.life, act.stage, act.reason);
    case 'revise':
      return library.revise(act.workflow, act.change, act.upTo);
    case 'review':
      return library.review(act.workflow, act.reviewer, act.verdict);
    case 'run':
      return player.play([act.run]);
    case 'oversee':
      return oversight.perform(act.act);
    case 'late':
      return lateWork.perform(act.act);
  }
}

/** The runs that follow each other on one day, from this place of the agenda on. */
function runsFrom(agenda: readonly DatedAct[], from: number): DrawnRun[] {
  const found: DrawnRun[] = [];
  for (const act of agenda.slice(from, from + AT_ONCE)) {
    if (act.kind !== 'run') break;
    if (found[0] !== undefined && dayOf(act.at) !== dayOf(found[0].at)) break;
    found.push(act.run);
  }
  return found;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
