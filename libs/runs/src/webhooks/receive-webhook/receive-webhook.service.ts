import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  type FieldFault,
  isId,
  type JsonObject,
  type JsonValue,
  type OrganisationId,
  type RunId,
} from '@groundswell/kernel';
import { AttemptLimit } from '@groundswell/identity';
import { CLOCK, Database, type Tx } from '@groundswell/platform';
import { WebhookJournal } from '../change-webhook/webhook-journal.js';
import { PASSES_BY_ITSELF, pauseAfterRefusal } from '../../domain/schedule.js';
import { storableText } from '../../domain/storable-text.js';
import { inputsFrom } from '../../domain/webhook-inputs.js';
import { judgeSignature, type SignedHeaders } from '../../domain/webhook-signature.js';
import { WebhookEntity, type WebhookId } from '../../persistence/webhook.entity.js';
import { keptRefusal } from '../../start-run/kept-refusal.js';
import type { RunRefusedAnswer } from '../../start-run/run-refusal.js';
import { StartUnattendedService } from '../../start-unattended/start-unattended.service.js';
import { type Arrival, DeliveryBook, digestOf } from './delivery-book.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** A request to the address of a webhook. */
export interface WebhookRequest {
  readonly address: string;
  readonly headers: SignedHeaders;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** What the sender is told. A stranger is told nothing, not even whether the address exists. */
export type WebhookAnswer =
  | { readonly kind: 'accepted'; readonly runId: RunId }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'not-started'; readonly code: 'MESSAGE_ID_REUSED' | 'NOT_STARTED' }
  | { readonly kind: 'too-many' };

/** What the sender of a message may know of its run. */
export interface WebhookRunStatus {
  readonly runId: RunId;
  readonly status: string;
  readonly waitingFor: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const ADDRESS = /^[A-Za-z0-9_-]{20,40}$/;
const STRANGER: WebhookAnswer = { kind: 'stranger' };
/** As many refused strangers a minute are written down; the rest leave no trace, so that nobody fills the log. */
const STRANGERS_LOGGED = 20;
const MINUTE_MS = 60_000;

/**
 * Takes what other systems send. The signature is checked before anything else is said; a message leads to one run, however
 * often and however many at once it is sent, since each webhook takes its messages one after another.
 */
@Injectable()
export class ReceiveWebhookService {
  private readonly logged = new AttemptLimit(STRANGERS_LOGGED, MINUTE_MS);

  constructor(
    private readonly database: Database,
    private readonly secrets: WebhookSecrets,
    private readonly deliveries: DeliveryBook,
    private readonly unattended: StartUnattendedService,
    private readonly journal: WebhookJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async receive(request: WebhookRequest): Promise<WebhookAnswer> {
    const found = await this.findPlace(request.address);
    if (found === null) {
      judgeSignature([], request.headers, request.body, this.clock.now());
      return STRANGER;
    }
    return this.database.transaction(found.organisationId, async (tx) => {
      const verdict = judgeSignature(
        await this.secrets.open(tx, found.id),
        request.headers,
        request.body,
        this.clock.now(),
      );
      const arrival = { messageId: verdict.messageId, body: request.body, remoteAddress: request.remoteAddress };
      if (verdict.fault !== undefined) {
        await this.logStranger(tx, found.id, arrival, verdict.fault);
        return STRANGER;
      }
      const webhook = await this.journal.lock(tx, found.id);
      if (webhook === null || webhook.state === 'ended') return STRANGER;
      return this.take(tx, webhook, arrival);
    });
  }

  /** The run of a message, for its sender: signed like a message, over the path instead of a body. Null tells a stranger nothing. */
  async status(request: WebhookRequest, runId: string): Promise<WebhookRunStatus | null> {
    const found = await this.findPlace(request.address);
    if (found === null || !isId(runId)) {
      judgeSignature([], request.headers, request.body, this.clock.now());
      return null;
    }
    return this.database.transaction(found.organisationId, async (tx) => {
      const secrets = await this.secrets.open(tx, found.id);
      if (judgeSignature(secrets, request.headers, request.body, this.clock.now()).fault !== undefined) return null;
      const [run] = await tx.query<WebhookRunStatus>(
        `SELECT r.id AS "runId", r.status, r.waiting_for AS "waitingFor", r.created_at AS "createdAt", r.ended_at AS "endedAt"
           FROM webhook_deliveries d JOIN runs r ON r.id = d.run_id AND r.organisation_id = d.organisation_id
          WHERE d.organisation_id = $1 AND d.webhook_id = $2 AND d.run_id = $3`,
        [found.organisationId, found.id, runId],
      );
      return run ?? null;
    });
  }

  private async take(tx: Tx, webhook: WebhookEntity, arrival: Arrival): Promise<WebhookAnswer> {
    const before = await this.deliveries.findAccepted(tx, webhook.id, arrival);
    if (before !== null && before.sameBody) return { kind: 'accepted', runId: before.runId };
    const refuse = async (answer: WebhookAnswer, code: string, reason: string): Promise<WebhookAnswer> => {
      await this.deliveries.refused(tx, webhook, arrival, code, reason);
      return answer;
    };
    const notStarted: WebhookAnswer = { kind: 'not-started', code: 'NOT_STARTED' };
    if (before !== null) {
      const reason = 'A message of this id was accepted before, with another body.';
      return refuse({ kind: 'not-started', code: 'MESSAGE_ID_REUSED' }, 'MESSAGE_ID_REUSED', reason);
    }
    if (webhook.state === 'paused') return refuse(notStarted, 'PAUSED', webhook.pauseReason ?? 'It is paused.');
    if ((await this.deliveries.acceptedLastMinute(tx, webhook.id)) >= webhook.ratePerMinute) {
      return refuse({ kind: 'too-many' }, 'TOO_MANY', `More than ${webhook.ratePerMinute} messages within a minute.`);
    }
    const read = readInputs(arrival.body, webhook);
    if (read.faults !== undefined)
      return refuse({ kind: 'invalid', faults: read.faults }, 'BODY_INVALID', words(read.faults));
    const answer = await this.unattended.start(tx, {
      ownerId: webhook.ownerId,
      workflowId: webhook.workflowId,
      inputs: read.inputs,
      trigger: 'webhook',
      key: `webhook ${webhook.id} ${digestOf(arrival.messageId ?? '')}`,
    });
    if (answer.refused === undefined) {
      await this.deliveries.accepted(tx, webhook, arrival, answer.run.id);
      if (webhook.refusalsInARow > 0) await this.journal.change(tx, webhook, { refusalsInARow: 0 });
      return { kind: 'accepted', runId: answer.run.id };
    }
    const { code, message, fields } = answer.refused;
    if (code === 'INPUT_INVALID') return refuse({ kind: 'invalid', faults: fields }, code, message);
    await this.count(tx, webhook, answer.refused);
    const reason = `${message} ${answer.refused.nextStep}`;
    await this.deliveries.refused(tx, webhook, arrival, code, reason, keptRefusal(answer.refused));
    return notStarted;
  }

  private async count(tx: Tx, webhook: WebhookEntity, { code, message }: RunRefusedAnswer): Promise<void> {
    if (PASSES_BY_ITSELF.has(code)) return;
    const refusalsInARow = webhook.refusalsInARow + 1;
    await this.journal.change(tx, webhook, { refusalsInARow });
    const pause = pauseAfterRefusal(code, message, refusalsInARow);
    if (pause === null) return;
    await this.journal.rest(tx, webhook, pause);
    const system = { organisationId: webhook.organisationId, system: 'Webhooks' };
    await this.journal.record(tx, system, 'webhook.paused', webhook, { ...pause });
  }

  private async logStranger(tx: Tx, id: WebhookId, arrival: Arrival, code: keyof typeof FAULT_WORDS): Promise<void> {
    if (this.logged.take(id, this.clock.now().getTime()) > 0) return;
    const webhook = await tx.manager.findOneBy(WebhookEntity, { ...tx.scope, id });
    if (webhook !== null) await this.deliveries.refused(tx, webhook, arrival, code, FAULT_WORDS[code]);
  }

  private async findPlace(address: string): Promise<{ id: WebhookId; organisationId: OrganisationId } | null> {
    if (!ADDRESS.test(address)) return null;
    const [found] = await this.database.system('find the webhook of an address', (tx) =>
      tx.query<{ id: WebhookId; organisationId: OrganisationId }>(
        `SELECT id, organisation_id AS "organisationId" FROM webhooks WHERE address = $1 AND state <> 'ended'`,
        [address],
      ),
    );
    return found ?? null;
  }
}

const FAULT_WORDS = {
  HEADERS_MISSING: 'The headers webhook-id, webhook-timestamp and webhook-signature are not all there.',
  TIMESTAMP_OUT_OF_RANGE: 'It was signed more than five minutes ago, or its sender’s clock is off.',
  SIGNATURE_WRONG: 'It was not signed with a secret of this webhook.',
} as const;

type ReadInputs =
  { readonly inputs: JsonObject; readonly faults?: undefined } | { readonly faults: readonly FieldFault[] };

function readInputs(body: Buffer, { mapping }: WebhookEntity): ReadInputs {
  const fault = (message: string): ReadInputs => ({ faults: [{ path: '', message }] });
  let parsed: JsonValue;
  const text = { storable: true };
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value: JsonValue) => {
      if (storableText(key) !== key || (typeof value === 'string' && storableText(value) !== value))
        text.storable = false;
      return value;
    }) as JsonValue;
  } catch {
    return fault('The body is not JSON.');
  }
  if (!text.storable)
    return fault('The body contains characters that cannot be stored: U+0000, or half of a surrogate pair.');
  const inputs = inputsFrom(parsed, mapping);
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    return fault('The body must be an object that holds the inputs.');
  }
  return { inputs: inputs as JsonObject };
}

function words(faults: readonly FieldFault[]): string {
  return faults.map((fault) => fault.message).join(' ');
}
