import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock, JsonObject, OrganisationId } from '@groundswell/kernel';
import { CLOCK, Database, payloadText, Queue, type SystemActor, type Tx } from '@groundswell/platform';
import { reminderAt } from '../domain/exception.js';
import { POLICY_EXCEPTION_EXPIRING } from '../domain/policies.events.js';
import type { PolicyExceptionEntity } from '../persistence/policy-exception.entity.js';
import { PolicyExceptionsRepository } from '../persistence/policy-exceptions.repository.js';
import { ExceptionRecords } from './exception-records.service.js';

/** Looks at an exception whose end has come. */
export const END_EXCEPTION = 'policies.end-exception';
/** Looks at an exception that ends soon. */
export const REMIND_OF_EXCEPTION = 'policies.remind-of-exception';

/** The queue's clock may run ahead of ours: a job that comes too early comes again this much after its time. */
const AGAIN_MS = 1_000;

/**
 * Reminds of exceptions and ends them on their date. The end is felt at its instant in any case, since every question looks at
 * the date; the job writes it down and tells of it.
 */
@Injectable()
export class ExceptionJobs implements OnModuleInit {
  constructor(
    private readonly queue: Queue,
    private readonly database: Database,
    private readonly repository: PolicyExceptionsRepository,
    private readonly records: ExceptionRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(END_EXCEPTION, (payload) => this.endDue(payload));
    this.queue.register(REMIND_OF_EXCEPTION, (payload) => this.remind(payload));
  }

  async endDue(payload: JsonObject): Promise<void> {
    await this.look(payload, END_EXCEPTION, async (tx, actor, exception) => {
      if (this.clock.now() < exception.expiresAt) return exception.expiresAt;
      await this.records.end(tx, actor, exception, { how: 'expired', reason: null });
      return null;
    });
  }

  async remind(payload: JsonObject): Promise<void> {
    await this.look(payload, REMIND_OF_EXCEPTION, async (tx, actor, exception) => {
      const { grantedAt, expiresAt, grantedById } = exception;
      const dueAt = reminderAt(grantedAt, expiresAt);
      const now = this.clock.now();
      if (now < dueAt) return dueAt;
      if (exception.remindedAt !== null || now >= expiresAt) return null;
      await this.repository.markReminded(tx, exception, now);
      await this.records.write(tx, actor, exception, POLICY_EXCEPTION_EXPIRING, { grantedById });
      return null;
    });
  }

  private async look(
    payload: JsonObject,
    task: string,
    act: (tx: Tx, actor: SystemActor, exception: PolicyExceptionEntity) => Promise<Date | null>,
  ): Promise<void> {
    const organisationId = payloadText(payload, 'organisationId') as OrganisationId;
    const exceptionId = payloadText(payload, 'exceptionId');
    await this.database.transaction(organisationId, async (tx) => {
      const exception = await this.repository.findLocked(tx, exceptionId);
      if (!exception || exception.endedAt !== null) return;
      const again = await act(tx, { organisationId, system: 'Exception dates' }, exception);
      if (again === null) return;
      const runAt = new Date(again.getTime() + AGAIN_MS);
      await this.queue.enqueue(tx, { task, payload, runAt, key: `${task} ${exceptionId}` });
    });
  }
}
