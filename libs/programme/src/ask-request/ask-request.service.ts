import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, isId, newId, type RunId } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, CLOCK, Database, type Tx } from '@groundswell/platform';
import { RequestJournal } from '../persistence/request-journal.js';
import type { RequestEntity } from '../persistence/request.entity.js';
import { RequestsRepository } from '../persistence/requests.repository.js';
import { RequestSubjects, type WantedSubject } from './request-subjects.service.js';

/** A question to the stewards, with why. */
export interface AskRequest extends WantedSubject {
  readonly justification: string;
  /** The run whose refusal led here. */
  readonly runId?: string | null;
}

/** The request that now carries the question. */
export interface AskedRequest {
  readonly requestId: string;
  /** Whether an open request was there already, which the person joined. */
  readonly joined: boolean;
}

/** Asks the stewards for something. The same question asked twice joins the first: it is answered once, to all who asked. */
@Injectable()
export class AskRequestService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly subjects: RequestSubjects,
    private readonly repository: RequestsRepository,
    private readonly journal: RequestJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, REQUEST_NOT_NEEDED, REQUEST_NOT_POSSIBLE */
  async ask(actor: Actor, asked: AskRequest): Promise<AskedRequest> {
    this.permissions.require(actor, 'request.raise', { type: 'request' });
    const faults = new InputFaults();
    const rule = { label: 'The reason', min: 10, max: 1_000 };
    const justification = faults.text('justification', asked.justification, rule);
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const subject = await this.subjects.resolve(tx, actor, asked);
      const at = this.clock.now();
      const request: RequestEntity = {
        ...subject,
        id: newId(at.getTime()),
        organisationId: actor.organisationId,
        state: 'open',
        revision: 1,
        runId: await this.ownRun(tx, actor, asked.runId),
        askedAt: at,
        endedAt: null,
        decidedById: null,
        answer: null,
        exceptionId: null,
        expiresAt: null,
      };
      if (await this.repository.insert(tx, request)) {
        await this.repository.join(tx, request.id, actor.personId, justification, at);
        await this.journal.raised(tx, actor, request, justification, false);
        return { requestId: request.id, joined: false };
      }
      return this.join(tx, actor, request, justification);
    });
  }

  private async join(tx: Tx, actor: Actor, asked: RequestEntity, justification: string): Promise<AskedRequest> {
    const open = await this.repository.findOpen(tx, asked.subjectKey);
    const request = open && (await this.repository.getLocked(tx, open.id));
    if (request?.state !== 'open') {
      throw new AppError('conflict', 'REQUEST_JUST_ANSWERED', 'This was answered at this moment. Look at the answer.');
    }
    const askers = await this.repository.askersOf(tx, request.id);
    const before = askers.find((asker) => asker.personId === actor.personId);
    if (before?.justification === justification) return { requestId: request.id, joined: before !== askers[0] };
    await this.repository.join(tx, request.id, actor.personId, justification, this.clock.now());
    await this.journal.raised(tx, actor, request, justification, true);
    return { requestId: request.id, joined: true };
  }

  /** A run of this person's, for the steward to look at; others are not taken along. */
  private async ownRun(tx: Tx, actor: Actor, id: string | null | undefined): Promise<RunId | null> {
    if (!isId(id)) return null;
    const [run] = await tx.query<{ id: RunId }>(
      `SELECT id FROM runs WHERE organisation_id = $1 AND id = $2 AND actor_id = $3`,
      [actor.organisationId, id, actor.personId],
    );
    return run?.id ?? null;
  }
}
