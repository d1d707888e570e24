import type { ConnectorId, ManualClock } from '@groundswell/kernel';
import {
  RecordSetUpMinutesService,
  RegisterConnectorService,
  SetOwnCredentialService,
  WatchConnectorsService,
} from '@groundswell/connectors';
import { ManagePeopleService } from '@groundswell/identity';
import { Database } from '@groundswell/platform';
import {
  GrantExceptionService,
  PolicyLayersQuery,
  RaiseStopService,
  ReleaseStopService,
  RevokeExceptionService,
  SavePolicyLayerService,
  type StoredLayer,
} from '@groundswell/policies';
import {
  AskRequestService,
  type AskRequest,
  GrantRequestService,
  RefuseRequestService,
  ShowRequestsQuery,
  WithdrawRequestService,
} from '@groundswell/programme';
import { ReviewRunService, RunsToReviewQuery } from '@groundswell/runs';
import { CONNECTORS } from '../programme/connectors.js';
import {
  type AnswerPlan,
  ENDED_EXCEPTION,
  LEAVER,
  LOOKED_AT,
  MOVED_CONNECTOR,
  OWN_ACCOUNT,
  type RequestPlan,
  REVOKED_EXCEPTION,
  type RuleRef,
  STOPS,
  type WantedPlan,
} from '../programme/oversight.js';
import type { LookAtRuns, OversightAct } from '../timeline/oversight-acts.js';
import type { Cast } from './cast.js';
import type { Services } from './container.js';
import type { Governance } from './governance.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BETWEEN_ANSWERS_MS = 55 * MINUTE_MS;

/** What stewards do once a programme runs by itself: answer, except, look again, stop and let go. */
export class Oversight {
  private personalConnectorId: ConnectorId | null = null;
  private revocableId = '';

  constructor(
    private readonly services: Services,
    private readonly cast: Cast,
    private readonly governance: Governance,
    private readonly clock: ManualClock,
    private readonly workflowId: (key: string) => string,
  ) {}

  async perform(act: OversightAct): Promise<void> {
    switch (act.what) {
      case 'request':
        return this.request(act.request);
      case 'ended-exception':
        return this.endedException();
      case 'revocable-exception':
        return this.revocableException();
      case 'revoke':
        return this.services
          .get(RevokeExceptionService)
          .revoke(this.cast.actor('tunc'), this.revocableId, REVOKED_EXCEPTION.because);
      case 'sample-runs':
        return this.sampleRuns();
      case 'look-at-runs':
        return this.lookAtRuns(act);
      case 'move-connector':
        return this.governance.moveToNewVersion(crmPlan(), { ...MOVED_CONNECTOR.settings });
      case 'own-account':
        return this.connectOwnAccount();
      case 'watch-connectors':
        return this.watchConnectors();
      case 'stop-and-release':
        return this.stopAndRelease();
      case 'drill':
        await this.raise('organisation', null, STOPS.drill.reason, true);
        return;
      case 'stop-workflow':
        await this.raise('workflow', this.workflowId(STOPS.workflow.workflow), STOPS.workflow.reason, false);
        return;
      case 'leave':
        await this.services
          .get(ManagePeopleService)
          .deactivate(this.cast.actor('carstensen'), this.cast.personId(LEAVER));
        return;
    }
  }

  private async request({ wanted, askers, answer }: RequestPlan): Promise<void> {
    const asked = await this.wanted(wanted);
    let requestId = '';
    for (const { person, why } of askers) {
      const result = await this.services
        .get(AskRequestService)
        .ask(this.cast.actor(person), { ...asked, justification: why });
      requestId = result.requestId;
      this.clock.advanceMs(BETWEEN_ANSWERS_MS);
    }
    if (answer !== undefined) await this.answer(requestId, askers, answer);
  }

  private async answer(requestId: string, askers: RequestPlan['askers'], answer: AnswerPlan): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const open = await this.services.get(ShowRequestsQuery).page(steward, { state: 'open', kind: null }, 100, null);
    const revision = open.items.find(({ request }) => request.id === requestId)?.request.revision ?? 0;
    switch (answer.kind) {
      case 'granted': {
        const expiresAt = new Date(this.clock.now().getTime() + answer.forDays * DAY_MS);
        return this.services
          .get(GrantRequestService)
          .grant(steward, { requestId, revision, answer: answer.answer, expiresAt });
      }
      case 'refused':
        return this.services.get(RefuseRequestService).refuse(steward, requestId, revision, answer.answer);
      case 'withdrawn':
        for (const { person } of askers) {
          await this.services.get(WithdrawRequestService).withdraw(this.cast.actor(person), requestId);
        }
    }
  }

  private async wanted(wanted: WantedPlan): Promise<Omit<AskRequest, 'justification'>> {
    switch (wanted.kind) {
      case 'connector':
        return wanted;
      case 'tool':
        return { kind: 'tool', toolId: this.governance.toolId(wanted.tool) };
      case 'exception':
        return { kind: 'exception', workflowId: this.workflowId(wanted.workflow), ...(await this.rule(wanted.rule)) };
      case 'credential':
        return { kind: 'credential', connectorId: this.ownAccountId() };
    }
  }

  /** Long enough for one afternoon; the clock then stands behind its end, so that the queue writes it down. */
  private async endedException(): Promise<void> {
    const { workflow, rule, askedBy, why, hours } = ENDED_EXCEPTION;
    await this.grant(workflow, rule, askedBy, why, hours * HOUR_MS);
    this.clock.advanceMs(hours * HOUR_MS + MINUTE_MS);
  }

  private async revocableException(): Promise<void> {
    const { workflow, rule, askedBy, why, days } = REVOKED_EXCEPTION;
    this.revocableId = await this.grant(workflow, rule, askedBy, why, days * DAY_MS);
  }

  private async grant(
    workflow: string,
    rule: RuleRef,
    askedBy: Parameters<Cast['personId']>[0],
    justification: string,
    lengthMs: number,
  ): Promise<string> {
    return this.services.get(GrantExceptionService).grant(this.cast.actor('detlefsen'), {
      ...(await this.rule(rule)),
      workflowId: this.workflowId(workflow),
      askedById: this.cast.personId(askedBy),
      justification,
      expiresAt: new Date(this.clock.now().getTime() + lengthMs),
    });
  }

  /** From now on a share of a team's runs is drawn to be looked at. */
  private async sampleRuns(): Promise<void> {
    const { id, revision, scope, targetId, name, rules, obligations } = await this.layer(LOOKED_AT.layer);
    const { percent, reason } = LOOKED_AT;
    await this.services.get(SavePolicyLayerService).save(this.cast.actor('detlefsen'), {
      id,
      revision,
      scope,
      targetId,
      name,
      rules,
      obligations: [...obligations, { kind: 'review', conditions: {}, value: { percent }, reason, sealed: false }],
    });
  }

  private async lookAtRuns({ leave, concern, secondsEach }: LookAtRuns): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const drawn = await this.services.get(RunsToReviewQuery).list(steward);
    const looked = drawn.slice(0, Math.max(0, drawn.length - leave));
    for (const [index, { runId }] of looked.entries()) {
      const isConcern = concern && index === 0;
      await this.services.get(ReviewRunService).review(steward, {
        runId,
        verdict: isConcern ? 'concern' : 'fine',
        note: isConcern ? LOOKED_AT.concern : null,
      });
      this.clock.advanceMs(secondsEach * 1000);
    }
  }

  private async connectOwnAccount(): Promise<void> {
    const steward = this.cast.actor('detlefsen');
    const { name, description, catalogueKey, dataClass, holders } = OWN_ACCOUNT;
    const { settings, keyOf } = this.governance.ownErpAccess();
    const connector = await this.services.get(RegisterConnectorService).register(steward, {
      name,
      description,
      transport: 'stdio',
      catalogueKey,
      dataClass,
      credentialMode: 'personal',
      settings,
      secrets: [{ name: 'headerValue', value: keyOf('detlefsen') }],
    });
    this.personalConnectorId = connector.id;
    await this.governance.judge(OWN_ACCOUNT, connector.id);
    await this.services
      .get(RecordSetUpMinutesService)
      .record(steward, { connectorId: connector.id }, OWN_ACCOUNT.setUpMinutes);
    for (const person of holders) {
      this.clock.advanceMs(BETWEEN_ANSWERS_MS);
      await this.services
        .get(SetOwnCredentialService)
        .set(this.cast.actor(person), connector.id, 'headerValue', keyOf(person));
    }
  }

  /** What the product does every hour; the year's clock is not the queue's. */
  private async watchConnectors(): Promise<void> {
    const { organisationId } = this.cast.actor('detlefsen');
    for (const connectorId of this.governance.connectorIds()) {
      await this.services.get(WatchConnectorsService).look(organisationId, connectorId);
    }
  }

  private async stopAndRelease(): Promise<void> {
    const { minutes, reason, released } = STOPS.connector;
    const id = await this.raise('connector', this.governance.connectorId('erp'), reason, false);
    this.clock.advanceMs(minutes * MINUTE_MS);
    await this.services.get(ReleaseStopService).release(this.cast.actor('tunc'), id, released);
  }

  private async raise(
    scope: 'organisation' | 'connector' | 'workflow',
    targetId: string | null,
    reason: string,
    drill: boolean,
  ): Promise<string> {
    return this.services.get(RaiseStopService).raise(this.cast.actor('detlefsen'), { scope, targetId, reason, drill });
  }

  private async rule({ layer, saying }: RuleRef): Promise<{ readonly layerId: string; readonly ruleId: string }> {
    const found = await this.layer(layer);
    const rule = found.rules.find((candidate) => candidate.reason.includes(saying));
    if (rule === undefined) throw new RangeError(`No rule of the layer ${layer} says “${saying}”.`);
    return { layerId: found.id, ruleId: rule.id };
  }

  private async layer(name: string): Promise<StoredLayer> {
    const { organisationId } = this.cast.actor('detlefsen');
    const layers = await this.services
      .get(Database)
      .transaction(organisationId, (tx) => this.services.get(PolicyLayersQuery).all(tx, organisationId));
    const layer = layers.find((candidate) => candidate.name === name);
    if (layer === undefined) throw new RangeError(`There is no layer ${name}.`);
    return layer;
  }

  private ownAccountId(): ConnectorId {
    if (this.personalConnectorId === null) throw new RangeError('The connector with own accounts is not there yet.');
    return this.personalConnectorId;
  }
}

function crmPlan() {
  const plan = CONNECTORS.find((connector) => connector.key === 'crm');
  if (plan === undefined) throw new RangeError('The plan has no CRM.');
  return plan;
}
