import { createHmac } from 'node:crypto';
import type { Id, JsonObject, ManualClock, RunId, WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { RaiseStopService, ReleaseStopService } from '@groundswell/policies';
import {
  ChangeScheduleService,
  FireScheduleService,
  ReceiveWebhookService,
  SaveScheduleService,
  SaveWebhookService,
} from '@groundswell/runs';
import { WorkflowLibrary } from '@groundswell/workflows';
import { type MessagePlan, type SchedulePlan, STOPPED_AT_DUE, WEBHOOKS } from '../programme/unattended.js';
import type { SeededRandom } from '../random/seeded-random.js';
import type { LateAct } from '../timeline/late-acts.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';
import { type InputPools, drawInputs } from './draw-inputs.js';
import type { Library } from './library.js';
import type { RunPlayer } from './run-player.js';
import type { RunWork } from './run-work.js';
import { turnsFor } from './script-for.js';

const MINUTE_MS = 60_000;
const STOPPED_FOR_MS = 55 * MINUTE_MS;

export interface UnattendedParts {
  readonly services: Services;
  readonly cast: Cast;
  readonly library: Library;
  readonly player: RunPlayer;
  readonly work: RunWork;
  readonly clock: ManualClock;
  readonly pools: InputPools;
  readonly random: SeededRandom;
}

interface MadeSchedule {
  readonly id: Id<'schedule'>;
  readonly owner: Actor;
  readonly inputs: JsonObject;
}

interface MadeWebhook {
  readonly owner: Actor;
  readonly address: string;
  readonly secret: string;
}

/** What starts by itself: schedules as they fall due, and the messages of other systems. */
export class Unattended {
  private readonly schedules = new Map<string, MadeSchedule>();
  private readonly webhooks = new Map<string, MadeWebhook>();
  private messages = 0;

  constructor(private readonly parts: UnattendedParts) {}

  async perform(act: Extract<LateAct, { what: 'make-schedule' | 'fall-due' | 'rest' | 'make-webhooks' | 'message' }>) {
    switch (act.what) {
      case 'make-schedule':
        return this.makeSchedule(act.schedule);
      case 'fall-due':
        return act.how === 'run' ? this.fallDue(act.schedule) : this.fallDueWhileStopped(act.schedule);
      case 'rest': {
        const { id, owner } = this.schedule(act.schedule.key);
        await this.parts.services.get(ChangeScheduleService).pause(owner, id, act.because);
        return;
      }
      case 'make-webhooks':
        return this.makeWebhooks();
      case 'message':
        return this.send(act.message);
    }
  }

  private async makeSchedule(plan: SchedulePlan): Promise<void> {
    const { services } = this.parts;
    const { workflowId, owner, sample } = await this.placeOf(plan.workflow);
    const { name, cron, missedRule, overlapRule } = plan;
    const { id } = await services.get(SaveScheduleService).create(owner, {
      name,
      cron,
      missedRule,
      overlapRule,
      workflowId,
      inputs: sample,
      timeZone: 'Europe/Berlin',
      missedCap: 3,
    });
    this.schedules.set(plan.key, { id, owner, inputs: sample });
  }

  private async fallDue(plan: SchedulePlan): Promise<void> {
    const { services, library, player, work } = this.parts;
    const { id, owner, inputs } = this.schedule(plan.key);
    const release = player.rehearse(plan.workflow, inputs, turnsFor(library.planOf(plan.workflow), inputs));
    await services.get(FireScheduleService).fire(owner.organisationId, id);
    const runId = await this.lastRun(owner, id);
    if (runId !== null) await work.finish([{ runId, actor: owner }]);
    release();
  }

  /** A steward stopped the workflow an hour before, and lets it go when its time is over. */
  private async fallDueWhileStopped(plan: SchedulePlan): Promise<void> {
    const { services, cast, library, clock } = this.parts;
    const steward = cast.actor('tunc');
    const { id, owner } = this.schedule(plan.key);
    const { reason, released } = STOPPED_AT_DUE;
    const stop = { scope: 'workflow', targetId: library.workflowId(plan.workflow), reason, drill: false } as const;
    const stopId = await services.get(RaiseStopService).raise(steward, stop);
    await services.get(FireScheduleService).fire(owner.organisationId, id);
    clock.advanceMs(STOPPED_FOR_MS);
    await services.get(ReleaseStopService).release(steward, stopId, released);
  }

  /** The run of the time that fell due last: a worker of the queue may have begun it before us. */
  private async lastRun(owner: Actor, id: Id<'schedule'>): Promise<RunId | null> {
    const [last] = await this.parts.services.get(Database).transaction(owner.organisationId, (tx) =>
      tx.query<{ runId: RunId | null }>(
        `SELECT run_id AS "runId" FROM schedule_firings WHERE organisation_id = $1 AND schedule_id = $2
          ORDER BY due_at DESC LIMIT 1`,
        [owner.organisationId, id],
      ),
    );
    return last?.runId ?? null;
  }

  private async makeWebhooks(): Promise<void> {
    for (const { key, workflow, name } of WEBHOOKS) {
      const { workflowId, owner } = await this.placeOf(workflow);
      const { webhook, secret } = await this.parts.services
        .get(SaveWebhookService)
        .create(owner, { workflowId, name, mapping: null, ratePerMinute: 60 });
      this.webhooks.set(key, { owner, address: webhook.address, secret });
    }
  }

  /** What another system sends: signed as it would be, and answered as it would be. */
  private async send({ to, fault }: MessagePlan): Promise<void> {
    const { services, library, player, work, clock, pools, random } = this.parts;
    const webhook = this.webhooks.get(to);
    const plan = WEBHOOKS.find((one) => one.key === to);
    if (webhook === undefined || plan === undefined) throw new RangeError(`There is no webhook ${to} yet.`);
    const inputs = drawInputs(library.planOf(plan.workflow), pools, clock.now(), random);
    const body = Buffer.from(JSON.stringify(fault === 'field missing' ? { scanned: 'page 1 of 2' } : inputs));
    this.messages += 1;
    const id = `msg_${to}_${String(this.messages).padStart(4, '0')}`;
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const key = Buffer.from(webhook.secret.slice('whsec_'.length), 'base64');
    const signed = createHmac('sha256', fault === 'wrong secret' ? 'the secret of last year' : key);
    const signature = signed.update(`${id}.${timestamp}.`).update(body).digest('base64');
    const release = player.rehearse(plan.workflow, inputs, turnsFor(library.planOf(plan.workflow), inputs));
    const answer = await services.get(ReceiveWebhookService).receive({
      address: webhook.address,
      headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
      body,
      remoteAddress: '10.20.4.17',
    });
    if (answer.kind === 'accepted') await work.finish([{ runId: answer.runId, actor: webhook.owner }]);
    release();
  }

  private schedule(key: string): MadeSchedule {
    const made = this.schedules.get(key);
    if (made === undefined) throw new RangeError(`There is no schedule ${key} yet.`);
    return made;
  }

  private async placeOf(key: string): Promise<{ workflowId: WorkflowId; owner: Actor; sample: JsonObject }> {
    const { services, cast, library: shelves } = this.parts;
    const workflowId = shelves.workflowId(key);
    return services.get(Database).transaction(cast.actor('detlefsen').organisationId, async (tx) => {
      const library = services.get(WorkflowLibrary);
      const workflow = (await library.byIds(tx, [workflowId])).get(workflowId);
      const versionId = workflow?.publishedVersionId ?? null;
      const version = versionId === null ? undefined : (await library.versionsByIds(tx, [versionId])).get(versionId);
      const owner = workflow === undefined ? null : await services.get(PeopleDirectory).findActor(tx, workflow.ownerId);
      if (version === undefined || owner === null) throw new RangeError(`Nobody can run ${key} by itself.`);
      return { workflowId, owner, sample: version.content.sampleInputs };
    });
  }
}
