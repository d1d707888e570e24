import { Injectable } from '@nestjs/common';
import { AppError, InputFaults, type JsonObject } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, Database, type Tx } from '@groundswell/platform';
import { WorkflowLibrary } from '@groundswell/workflows';
import { PASSES_BY_ITSELF } from '../../domain/schedule.js';
import type { ScheduleEntity } from '../../persistence/schedule.entity.js';
import { ScheduleAccess, scheduleSubject } from '../show-schedules/schedule-access.js';
import { StartRunService } from '../../start-run/start-run.service.js';
import { ScheduleJournal } from './schedule-journal.js';

/** Pauses, resumes, takes over and ends schedules. */
@Injectable()
export class ChangeScheduleService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly access: ScheduleAccess,
    private readonly journal: ScheduleJournal,
    private readonly people: PeopleDirectory,
    private readonly library: WorkflowLibrary,
    private readonly starts: StartRunService,
  ) {}

  /** By its owner or a steward. Paused twice is once. @throws AppError NOT_FOUND, FORBIDDEN, INPUT_INVALID, SCHEDULE_ENDED */
  async pause(actor: Actor, id: string, reason: string | null): Promise<ScheduleEntity> {
    const faults = new InputFaults();
    const said = faults.text('reason', reason ?? '', { label: 'The reason', min: 0, max: 500 });
    faults.throwIfAny();
    return this.with(actor, id, async (tx, schedule) => {
      this.permissions.require(actor, 'schedule.pause', scheduleSubject(schedule));
      if (schedule.state === 'paused') return;
      const words = `${actor.name} paused it${said === '' ? '.' : `: ${said}`}`;
      await this.journal.rest(tx, schedule, { code: 'PERSON', reason: words });
      await this.journal.record(tx, actor, 'schedule.paused', schedule, { code: 'PERSON', reason: words });
    });
  }

  /**
   * By its owner alone: from now on it has that person's authority again.
   * @throws AppError NOT_FOUND, SCHEDULE_NOT_YOURS, SCHEDULE_ENDED, SCHEDULE_WOULD_BE_REFUSED
   */
  async resume(actor: Actor, id: string): Promise<ScheduleEntity> {
    return this.with(actor, id, async (tx, schedule) => {
      requireOwner(actor, schedule, 'resumes');
      this.permissions.require(actor, 'schedule.create', scheduleSubject(schedule));
      if (schedule.state === 'active') return;
      await this.requireRunnable(tx, actor, schedule);
      await this.journal.setGoing(tx, schedule);
      await this.journal.record(tx, actor, 'schedule.resumed', schedule);
    });
  }

  /**
   * Gives a schedule whose owner left to someone who answers for its workflow. It stays paused: whoever took it over looks at
   * it, and resumes it on an authority of their own.
   * @throws AppError NOT_FOUND, FORBIDDEN, SCHEDULE_HAS_OWNER, SCHEDULE_ENDED
   */
  async takeOver(actor: Actor, id: string): Promise<ScheduleEntity> {
    return this.with(actor, id, async (tx, schedule) => {
      const workflow = await this.library.get(tx, actor, schedule.workflowId);
      this.permissions.require(actor, 'schedule.create', scheduleSubject({ ...schedule, ownerId: actor.personId }));
      this.permissions.require(actor, 'workflow.run', this.library.subject(workflow));
      if (schedule.ownerId === actor.personId) return;
      const answers = [workflow.ownerId, workflow.operatorOwnerId].includes(actor.personId);
      if (!answers) throw forbidden('Only who answers for the workflow takes over a schedule of it.');
      const before = (await this.people.byIds(tx, [schedule.ownerId])).get(schedule.ownerId);
      if (before?.active === true) {
        const message = `${before.name} still works here, so the schedule stays theirs. They can end it, and you make one of your own.`;
        throw new AppError('conflict', 'SCHEDULE_HAS_OWNER', message);
      }
      const reason = `${actor.name} took it over${before ? ` from ${before.name}` : ''}, and resumes it when it is right.`;
      await this.journal.rest(tx, schedule, { code: 'TAKEN_OVER', reason });
      await this.journal.change(tx, schedule, { ownerId: actor.personId });
      const details: JsonObject = { from: before?.id ?? null };
      await this.journal.record(tx, actor, 'schedule.taken-over', schedule, details);
    });
  }

  /** For good; its history stays. By its owner or a steward. @throws AppError NOT_FOUND, FORBIDDEN */
  async end(actor: Actor, id: string): Promise<ScheduleEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const schedule = await this.access.lockReadable(tx, actor, id);
      this.permissions.require(actor, 'schedule.pause', scheduleSubject(schedule));
      if (schedule.state === 'ended') return schedule;
      await this.journal.rest(tx, schedule, null);
      await this.journal.record(tx, actor, 'schedule.ended', schedule);
      return schedule;
    });
  }

  private async with(
    actor: Actor,
    id: string,
    work: (tx: Tx, schedule: ScheduleEntity) => Promise<void>,
  ): Promise<ScheduleEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const schedule = await this.access.lockReadable(tx, actor, id);
      if (schedule.state === 'ended') {
        throw new AppError('conflict', 'SCHEDULE_ENDED', 'This schedule was ended. Make a new one.');
      }
      await work(tx, schedule);
      return schedule;
    });
  }

  private async requireRunnable(tx: Tx, actor: Actor, { workflowId, inputs }: ScheduleEntity): Promise<void> {
    const request = {
      workflowId,
      versionId: null,
      inputs,
      mode: 'live',
      trigger: 'schedule',
      idempotencyKey: '-',
    } as const;
    const refusal = await this.starts.forecast(tx, actor, request);
    if (refusal === null || PASSES_BY_ITSELF.has(refusal.code)) return;
    const message = `It would be refused now: ${refusal.message} ${refusal.nextStep}`;
    throw new AppError('conflict', 'SCHEDULE_WOULD_BE_REFUSED', message, { details: { code: refusal.code } });
  }
}

/** @throws AppError SCHEDULE_NOT_YOURS */
export function requireOwner(actor: Actor, schedule: ScheduleEntity, does: string): void {
  if (schedule.ownerId === actor.personId) return;
  const message = `Its runs have its owner’s authority, so only its owner ${does} it.`;
  throw new AppError('forbidden', 'SCHEDULE_NOT_YOURS', message);
}

function forbidden(message: string): AppError {
  return new AppError('forbidden', 'FORBIDDEN', message);
}
