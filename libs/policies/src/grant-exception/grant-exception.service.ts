import { Inject, Injectable } from '@nestjs/common';
import { type Clock, InputFaults, isId, newId, notFound, type PersonId, type WorkflowId } from '@groundswell/kernel';
import { PeopleDirectory, Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, Queue, type Tx } from '@groundswell/platform';
import { latestExpiry, LONGEST_EXCEPTION_DAYS, reminderAt, ruleDigest } from '../domain/exception.js';
import { ownException, ruleSealed } from '../domain/exceptions.errors.js';
import { POLICY_EXCEPTION_GRANTED } from '../domain/policies.events.js';
import type { PolicyRule } from '../domain/rule.js';
import { ruleSentence } from '../domain/sentence.js';
import { END_EXCEPTION, REMIND_OF_EXCEPTION } from '../end-exception/exception-jobs.js';
import { PolicyExceptionEntity } from '../persistence/policy-exception.entity.js';
import { LayerCache, type ReadyLayer } from '../stacks/layer-cache.service.js';
import { ExceptionRecords } from '../end-exception/exception-records.service.js';

/** An exception as a steward wants it granted. */
export interface GrantExceptionRequest {
  readonly layerId: string;
  readonly ruleId: string;
  readonly workflowId: string;
  /** The person who asked for it; never the one who grants it. */
  readonly askedById: string;
  readonly justification: string;
  readonly expiresAt: Date;
}

interface Named {
  readonly layer: ReadyLayer;
  readonly rule: PolicyRule;
}

/** Grants an exception: past one deny rule of one layer, for one workflow, until a date. It holds from the next call on. */
@Injectable()
export class GrantExceptionService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly people: PeopleDirectory,
    private readonly cache: LayerCache,
    private readonly records: ExceptionRecords,
    private readonly queue: Queue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the exception; the same grant twice is one
   * @throws AppError FORBIDDEN, POLICY_EXCEPTION_OWN, POLICY_RULE_SEALED, NOT_FOUND, INPUT_INVALID with every fault
   */
  async grant(actor: Actor, request: GrantExceptionRequest): Promise<string> {
    return this.database.transaction(actor.organisationId, (tx) => this.grantIn(tx, actor, request));
  }

  /** The same in the caller's transaction: a request and the exception that answers it are granted together or not at all. */
  async grantIn(tx: Tx, actor: Actor, request: GrantExceptionRequest): Promise<string> {
    const { organisationId, personId } = actor;
    this.permissions.require(actor, 'exception.grant');
    if (request.askedById === personId) throw ownException();
    const { askedById } = request;
    this.permissions.require(actor, 'exception.grant', { type: 'policy-exception', organisationId, askedById });
    const now = this.clock.now();
    const { justification, expiresAt } = this.read(request, now);
    const { layer, rule } = await this.findRule(tx, request);
    if (!isId(askedById)) throw notFound('person');
    await this.people.getActive(tx, askedById as PersonId);
    const exception = {
      id: newId(now.getTime()),
      organisationId,
      layerId: layer.id,
      ruleId: rule.id,
      ruleDigest: ruleDigest(rule),
      ruleSentence: ruleSentence(rule),
      workflowId: request.workflowId,
      justification,
      askedById,
      grantedById: personId,
      grantedAt: now,
      expiresAt,
      remindedAt: null,
      endedAt: null,
      endedHow: null,
      endedById: null,
      endReason: null,
    } satisfies PolicyExceptionEntity;
    const open = await this.records.findOpen(tx, exception);
    if (open && isSameGrant(open, exception)) return open.id;
    if (open) await this.records.end(tx, actor, open, { how: 'replaced', reason: null });
    await tx.manager.insert(PolicyExceptionEntity, exception);
    await this.records.write(tx, actor, exception, POLICY_EXCEPTION_GRANTED, { justification });
    await this.planJobs(tx, exception);
    return exception.id;
  }

  private read(
    request: GrantExceptionRequest,
    now: Date,
  ): { readonly justification: string; readonly expiresAt: Date } {
    const faults = new InputFaults();
    const justification = faults.text('justification', request.justification, { label: 'The reason', max: 1_000 });
    const { expiresAt } = request;
    if (!(expiresAt.getTime() > now.getTime())) faults.add('expiresAt', 'Choose an end that lies ahead.');
    else if (expiresAt > latestExpiry(now)) {
      faults.add('expiresAt', `An exception lasts at most ${LONGEST_EXCEPTION_DAYS} days. Choose an earlier end.`);
    }
    faults.throwIfAny();
    return { justification, expiresAt };
  }

  private async findRule(tx: Tx, request: GrantExceptionRequest): Promise<Named> {
    const { workflowId, layerId, ruleId } = request;
    const stack = isId(workflowId) ? await this.cache.findStack(tx, workflowId as WorkflowId) : null;
    if (!stack) throw notFound('workflow');
    const layer = stack.layers.find((one) => one.id === layerId);
    const faults = new InputFaults();
    if (!layer) faults.add('layerId', 'This layer does not govern the workflow. Choose one that refuses it something.');
    const rule = layer?.rules.find((one) => one.id === ruleId);
    if (layer && !rule) faults.add('ruleId', 'The layer no longer has this rule. Reload it and look again.');
    if (rule && rule.effect !== 'deny') {
      faults.add('ruleId', 'An exception passes a rule that denies. What no rule lists takes a new rule in the layer.');
    }
    faults.throwIfAny();
    if (!layer || !rule) throw notFound('rule');
    if (rule.sealed) throw ruleSealed(layer.name);
    return { layer, rule };
  }

  private async planJobs(tx: Tx, { id, organisationId, grantedAt, expiresAt }: PolicyExceptionEntity): Promise<void> {
    const payload = { organisationId, exceptionId: id };
    const runAt = reminderAt(grantedAt, expiresAt);
    await this.queue.enqueue(tx, { task: REMIND_OF_EXCEPTION, payload, runAt, key: `${REMIND_OF_EXCEPTION} ${id}` });
    await this.queue.enqueue(tx, { task: END_EXCEPTION, payload, runAt: expiresAt, key: `${END_EXCEPTION} ${id}` });
  }
}

/** A double click, or a request that is granted again after an answer that got lost. */
function isSameGrant(open: PolicyExceptionEntity, wanted: PolicyExceptionEntity): boolean {
  return (
    open.ruleDigest === wanted.ruleDigest &&
    open.askedById === wanted.askedById &&
    open.grantedById === wanted.grantedById &&
    open.justification === wanted.justification &&
    open.expiresAt.getTime() === wanted.expiresAt.getTime()
  );
}
