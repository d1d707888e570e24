import { Inject, Injectable } from '@nestjs/common';
import { AppError, canonicalJson, type ConnectorId, invalidInput, type OrganisationId } from '@groundswell/kernel';
import { Database, LOGGER, type Logger } from '@groundswell/platform';
import { NO_LABELS } from '@groundswell/policies';
import { CallQuotas } from '../connections/call-quotas.js';
import { type Connection, Connections } from '../connections/connections.service.js';
import { shownDetail } from '../domain/connectors.errors.js';
import { toolOutput } from '../domain/tool-output.js';
import { McpFailure } from '../mcp/mcp-failure.js';
import type { McpAnswer, McpSession } from '../mcp/mcp-session.js';
import type { ConnectorLimits } from '../persistence/connector.entities.js';
import { ConnectorsRepository } from '../persistence/connectors.repository.js';
import { actOf, CallGate, type Moved, type Passed } from './call-gate.service.js';
import { CallsUnderWay } from './calls-under-way.service.js';
import { labelsAfter } from './call-judgement.js';
import { CALL_CUT, type EndedCall, type GovernedCallRequest, type GovernedCallResult } from './call-request.js';

const MAX_ARGUMENT_CHARACTERS = 1_000_000;
const MAX_OUTPUT_CHARACTERS = 1_000_000;
const REMEMBERED = 10_000;

/** A conversation that was used for a tool and a person. */
interface Warm {
  readonly organisationId: OrganisationId;
  readonly connectorId: ConnectorId;
  readonly limits: ConnectorLimits;
  readonly key: string;
}

/**
 * The one way to a tool: authority and policy stack, status and pin, obligations, audit and the caller's own record in one
 * transaction, then the call, then its end. There is no other; whoever enters here directly meets the same refusals.
 */
@Injectable()
export class GovernedCall {
  /** The conversation in which a tool was called last: it can be asked for its listing before anything is read. */
  private readonly lastKeys = new Map<string, Warm>();

  constructor(
    private readonly database: Database,
    private readonly gate: CallGate,
    private readonly repository: ConnectorsRepository,
    private readonly connections: Connections,
    private readonly quotas: CallQuotas,
    private readonly underWay: CallsUnderWay,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @throws AppError FORBIDDEN for who may call no tools, NOT_FOUND for a tool or workflow of nobody or of strangers,
   * INPUT_INVALID for arguments that are too long, and whatever keeps the audit entry or `beforeCall` from being stored:
   * then nothing was called
   */
  async call(request: GovernedCallRequest): Promise<GovernedCallResult> {
    if (canonicalJson(request.arguments).length > MAX_ARGUMENT_CHARACTERS) {
      throw invalidInput([{ path: 'arguments', message: 'The arguments of this call are too long.' }]);
    }
    const warm = await this.inOpenConversation(request);
    if (warm) return warm;
    if (request.signal?.aborted === true) return CUT_BEFORE;
    const { organisationId } = request.actor;
    const connection = await this.attempt(() => this.prepare(request));
    if ('kind' in connection) return connection;
    const result = await this.attempt(() =>
      this.quotas.within({ organisationId, connectorId: connection.connectorId }, connection.limits, () =>
        this.connections.use(request.actor, connection, (session) => this.inSession(request, session, connection.key)),
      ),
    );
    if (result.kind !== 'moved') return result;
    return {
      kind: 'unreached',
      code: 'CONNECTOR_CHANGED',
      message: 'The connector was changed at this moment. Try again.',
    };
  }

  /** The short way: asks the conversation at once, and reads and judges everything in one transaction after it. */
  private async inOpenConversation(request: GovernedCallRequest): Promise<GovernedCallResult | null> {
    const last = this.lastKeys.get(placeOf(request));
    if (last?.organisationId !== request.actor.organisationId || !this.connections.isOpen(last.key)) return null;
    const work = () => this.connections.useOpen(last.key, (session) => this.inSession(request, session, last.key));
    const result = await this.attempt(() => this.quotas.within(last, last.limits, work));
    if (result === null) return null;
    // What was open may have ended unnoticed, or is of yesterday's credentials: once more, the long way.
    const again = result.kind === 'moved' || (result.kind === 'unreached' && OF_YESTERDAY.has(result.code));
    return again ? null : result;
  }

  /** Judges before a server is started or reached: who may not call does not make us start anything. */
  private async prepare(request: GovernedCallRequest): Promise<Connection | GovernedCallResult> {
    const { organisationId } = request.actor;
    return this.database.transaction(organisationId, async (tx) => {
      const admitted = await this.gate.admit(tx, request);
      if ('refusal' in admitted) return admitted.refusal;
      const { connectorId, connectorVersionId } = admitted.tool;
      const { actor } = request;
      const connector = await this.repository.getFor(tx, actor.personId, connectorId, connectorVersionId);
      return this.connections.prepare(tx, actor, connector);
    });
  }

  private async inSession(
    request: GovernedCallRequest,
    session: McpSession,
    key: string,
  ): Promise<GovernedCallResult | Moved> {
    const { organisationId } = request.actor;
    const definitions = await session.tools();
    const scrub = session.scrub.bind(session);
    const gate = await this.database.transaction(organisationId, (tx) =>
      this.gate.pass(tx, request, { key, definitions, scrub }),
    );
    if (gate.kind !== 'passed') return gate;
    this.remember(request, key, gate);
    const ended = await this.made(request, session, gate);
    await this.conclude(request, gate, ended);
    return ended;
  }

  private async made(request: GovernedCallRequest, session: McpSession, passed: Passed): Promise<EndedCall> {
    const { explanation, auditEntryId, tool } = passed;
    const labels = labelsAfter(request.labels ?? NO_LABELS, tool);
    const startedMs = performance.now();
    const ended = () => ({
      auditEntryId,
      explanation,
      labels,
      durationMs: Math.round(performance.now() - startedMs),
    });
    const watched = this.underWay.watch(request.actor.organisationId, actOf(request, tool), request.signal);
    try {
      const { timeoutMs = tool.limits.timeoutMs } = request;
      const answer = await session.call(passed.definition, request.arguments, { timeoutMs, signal: watched.signal });
      return { ...ended(), kind: 'answered', output: this.output(answer, passed) };
    } catch (error) {
      if (!(error instanceof McpFailure)) throw error;
      if (!error.answered) return { ...ended(), kind: 'unanswered', code: error.code, message: error.message };
      const text = `${error.message} ${shownDetail(error.detail) ?? ''}`.trim();
      const answer = { content: [{ type: 'text', text }], structuredContent: null, isError: true };
      return { ...ended(), kind: 'answered', output: this.output(answer, passed) };
    } finally {
      watched.end();
    }
  }

  private output(answer: McpAnswer, passed: Passed) {
    return toolOutput(answer, passed.explanation.duties.redactedFields, MAX_OUTPUT_CHARACTERS);
  }

  private async conclude(request: GovernedCallRequest, passed: Passed, ended: EndedCall): Promise<void> {
    const { afterCall } = request;
    if (ended.kind === 'answered' && !afterCall) return;
    await this.database.transaction(request.actor.organisationId, async (tx) => {
      if (ended.kind === 'unanswered') await this.gate.recordUnanswered(tx, request, passed, ended.message);
      await afterCall?.(tx, ended);
    });
  }

  /** A conversation that fails before the call is an answer to the caller, not an exception. */
  private async attempt<T>(work: () => Promise<T>): Promise<T | Extract<GovernedCallResult, { kind: 'unreached' }>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof McpFailure) {
        this.logger.warn({ kind: error.kind, detail: shownDetail(error.detail) }, 'A connector could not be reached.');
        return { kind: 'unreached', code: error.code, message: error.message };
      }
      if (error instanceof AppError && CONNECTION_CODES.test(error.code)) {
        return { kind: 'unreached', code: error.code, message: error.message };
      }
      throw error;
    }
  }

  private remember(request: GovernedCallRequest, key: string, { tool }: Passed): void {
    const { organisationId } = request.actor;
    const { connectorId, limits } = tool;
    if (this.lastKeys.size >= REMEMBERED) this.lastKeys.clear();
    this.lastKeys.set(placeOf(request), { organisationId, connectorId, limits, key });
  }
}

/** Where everyone works with their own credentials, conversations are each person's. */
function placeOf({ toolId, actor }: GovernedCallRequest): string {
  return `${toolId}:${actor.personId}`;
}

/** The caller gave the call up before it was made. */
const CUT_BEFORE: GovernedCallResult = {
  kind: 'unreached',
  code: CALL_CUT,
  message: 'The call was given up before it was made.',
};
/** What befalls a conversation that was open already, and may not befall a new one. */
const OF_YESTERDAY: ReadonlySet<string> = new Set(['CONNECTOR_CLOSED', 'CONNECTOR_UNAUTHORIZED']);
/** Of errors on the way to the server, as opposed to errors of storing what is done. */
const CONNECTION_CODES = /^(CONNECTORS?|SECRET|KEY|DATA_KEY)_/;
