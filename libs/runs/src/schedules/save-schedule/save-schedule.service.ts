import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, type JsonObject, newId, staleRevision } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { checkInputs, WorkflowLibrary, type WorkflowSummary } from '@groundswell/workflows';
import { filesAmong } from '../../domain/input-content.js';
import { requireOwner } from '../change-schedule/change-schedule.service.js';
import { ScheduleJournal } from '../change-schedule/schedule-journal.js';
import type { MissedRule, OverlapRule } from '../../domain/schedule.js';
import { insertRow } from '../../persistence/insert-row.js';
import { ScheduleEntity, type ScheduleId } from '../../persistence/schedule.entity.js';
import { ScheduleAccess } from '../show-schedules/schedule-access.js';
import { readTimetable } from './read-timetable.js';

/** What a person says about a schedule. */
export interface ScheduleWish {
  readonly workflowId: string;
  readonly name: string;
  readonly inputs: JsonObject;
  readonly cron: string;
  readonly timeZone: string;
  readonly missedRule: MissedRule;
  readonly missedCap: number;
  readonly overlapRule: OverlapRule;
}

/** Which schedule is changed, and the revision of it that the person saw. */
export interface ScheduleChange {
  readonly id: string;
  readonly revision: number;
}

const MOST_PER_PERSON = 100;

/** Makes schedules and changes them. One belongs to whoever makes it, and runs on that person's authority. */
@Injectable()
export class SaveScheduleService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly library: WorkflowLibrary,
    private readonly access: ScheduleAccess,
    private readonly journal: ScheduleJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, WORKFLOW_NOT_PUBLISHED, SCHEDULES_TOO_MANY */
  async create(actor: Actor, wish: ScheduleWish): Promise<ScheduleEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const workflow = await this.library.get(tx, actor, wish.workflowId);
      const checked = await this.check(tx, actor, workflow, wish);
      await this.keepFew(tx, actor);
      const now = this.clock.now();
      const schedule = Object.assign(new ScheduleEntity(), {
        id: newId<ScheduleId>(now.getTime()),
        organisationId: actor.organisationId,
        workflowId: workflow.id,
        ownerId: actor.personId,
        ...checked,
        state: 'paused',
        pauseCode: 'PERSON',
        pauseReason: 'It is new.',
        pausedAt: now,
        refusalsInARow: 0,
        nextDueAt: null,
        wakeAt: null,
        revision: 0,
        createdAt: now,
        changedAt: now,
      });
      await insertRow(tx, 'schedules', schedule, new Set(['inputs']));
      await this.journal.setGoing(tx, schedule);
      await this.journal.record(tx, actor, 'schedule.created', schedule, facts(schedule));
      return schedule;
    });
  }

  /** @throws AppError NOT_FOUND, SCHEDULE_NOT_YOURS, SCHEDULE_ENDED, INPUT_INVALID, REVISION_STALE */
  async change(actor: Actor, { id, revision }: ScheduleChange, wish: ScheduleWish): Promise<ScheduleEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const schedule = await this.access.lockReadable(tx, actor, id);
      requireOwner(actor, schedule, 'changes');
      if (schedule.state === 'ended') {
        throw new AppError('conflict', 'SCHEDULE_ENDED', 'This schedule was ended. Make a new one.');
      }
      if (schedule.revision !== revision) throw staleRevision('schedule');
      const workflow = await this.library.get(tx, actor, schedule.workflowId);
      const { inputs, ...checked } = await this.check(tx, actor, workflow, wish);
      await tx.query(`UPDATE schedules SET inputs = $3 WHERE organisation_id = $1 AND id = $2`, [
        schedule.organisationId,
        schedule.id,
        JSON.stringify(inputs),
      ]);
      schedule.inputs = inputs;
      await this.journal.change(tx, schedule, checked);
      if (schedule.state === 'active') await this.journal.setGoing(tx, schedule);
      else await this.journal.change(tx, schedule, { revision: revision + 1, changedAt: this.clock.now() });
      await this.journal.record(tx, actor, 'schedule.changed', schedule, facts(schedule));
      return schedule;
    });
  }

  private async check(tx: Tx, actor: Actor, workflow: WorkflowSummary, wish: ScheduleWish) {
    const own = { type: 'schedule', organisationId: actor.organisationId, ownerId: actor.personId };
    this.permissions.require(actor, 'schedule.create', own);
    if (workflow.publishedVersionId === null) {
      const message = 'Only a published version runs by the clock. Publish one first.';
      throw new AppError('conflict', 'WORKFLOW_NOT_PUBLISHED', message);
    }
    this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
    const faults = new InputFaults();
    const name = faults.text('name', wish.name, { label: 'The name', max: 80 });
    faults.wholeNumber('missedCap', wish.missedCap, 'The number of runs made good', 1, 50);
    const timetable = readTimetable(wish, this.clock.now());
    for (const fault of timetable.faults) faults.add(fault.path, fault.message);
    const version = (await this.library.versionsByIds(tx, [workflow.publishedVersionId])).get(
      workflow.publishedVersionId,
    );
    const inputs = checkInputs(version?.content.inputSchema ?? {}, wish.inputs);
    if (!inputs.ok) for (const fault of inputs.faults) faults.add(fault.path, fault.message);
    // A file is given to a run, and removed when none takes it: what comes back by the clock needs the words themselves.
    else {
      for (const name of filesAmong(version?.content.inputSchema ?? {}, inputs.values).keys()) {
        faults.add(`inputs.${name}`, 'A schedule cannot keep a file. Paste the text of the document instead.');
      }
    }
    faults.throwIfAny();
    const { timeZone, missedRule, missedCap, overlapRule } = wish;
    const cron = timetable.timetable?.line.text ?? wish.cron;
    return {
      name,
      inputs: inputs.ok ? inputs.values : wish.inputs,
      cron,
      timeZone,
      missedRule,
      missedCap,
      overlapRule,
    };
  }

  private async keepFew(tx: Tx, actor: Actor): Promise<void> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM schedules WHERE organisation_id = $1 AND owner_id = $2 AND state <> 'ended'`,
      [actor.organisationId, actor.personId],
    );
    if ((row?.count ?? 0) < MOST_PER_PERSON) return;
    const message = `You have ${MOST_PER_PERSON} schedules. End one that nobody needs before you make another.`;
    throw new AppError('exhausted', 'SCHEDULES_TOO_MANY', message);
  }
}

function facts({ cron, timeZone, missedRule, overlapRule }: ScheduleEntity): JsonObject {
  return { cron, timeZone, missedRule, overlapRule };
}
