import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isId } from '@groundswell/kernel';
import { LeaverDuties } from '@groundswell/identity';
import { Database, type EventSubscriber, Outbox, type OutboxEvent, type Tx } from '@groundswell/platform';
import { WORKFLOW_STAGE_CHANGED } from '@groundswell/workflows';
import type { Pause } from '../../domain/schedule.js';
import type { ScheduleEntity, ScheduleId } from '../../persistence/schedule.entity.js';
import { ScheduleAccess } from '../show-schedules/schedule-access.js';
import { ScheduleJournal } from './schedule-journal.js';

/**
 * Pauses schedules when what they stand on goes away: their owner, in the very transaction in which that person leaves; their
 * workflow's stage, when its news arrives. Should the news be late, the next start is refused and pauses it then.
 */
@Injectable()
export class PauseSchedules implements EventSubscriber, OnModuleInit {
  readonly subscriberName = 'schedules.workflow-stage';
  readonly eventTypes = [WORKFLOW_STAGE_CHANGED];

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly leavers: LeaverDuties,
    private readonly access: ScheduleAccess,
    private readonly journal: ScheduleJournal,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe(this);
    // Without audit entries of their own: the log's head is locked after the runs, which end next. The entry of the leaving counts.
    this.leavers.add('schedulesPaused', async (tx, { personId, name }) => {
      const reason = `${name}, on whose authority it ran, is no longer active.`;
      return (await this.pause(tx, 'owner_id', personId, { code: 'OWNER_LEFT', reason })).length;
    });
  }

  async handle({ organisationId, payload }: OutboxEvent): Promise<void> {
    const { workflowId, to } = payload;
    if (!isId(workflowId) || (to !== 'paused' && to !== 'retired')) return;
    const code = to === 'paused' ? ('WORKFLOW_PAUSED' as const) : ('WORKFLOW_RETIRED' as const);
    await this.database.transaction(organisationId, async (tx) => {
      const pause = { code, reason: `Its workflow was ${to}.` };
      for (const schedule of await this.pause(tx, 'workflow_id', workflowId, pause)) {
        const system = { organisationId, system: 'Schedules' };
        await this.journal.record(tx, system, 'schedule.paused', schedule, pause);
      }
    });
  }

  private async pause(
    tx: Tx,
    column: 'owner_id' | 'workflow_id',
    value: string,
    pause: Pause,
  ): Promise<readonly ScheduleEntity[]> {
    const rows = await tx.query<{ id: ScheduleId }>(
      `SELECT id FROM schedules WHERE organisation_id = $1 AND ${column} = $2 AND state = 'active' ORDER BY id`,
      [tx.scope.organisationId, value],
    );
    const paused: ScheduleEntity[] = [];
    for (const { id } of rows) {
      const schedule = await this.access.lock(tx, id);
      if (schedule?.state !== 'active') continue;
      await this.journal.rest(tx, schedule, pause);
      paused.push(schedule);
    }
    return paused;
  }
}
