import { Injectable } from '@nestjs/common';
import { InputFaults } from '@groundswell/kernel';
import { Permissions } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { exceptionEnded } from '../domain/exceptions.errors.js';
import { ExceptionRecords } from '../end-exception/exception-records.service.js';
import { PolicyExceptionsRepository } from '../persistence/policy-exceptions.repository.js';

/** Takes an exception back before its date. The rule holds again from the next call on, running runs included. */
@Injectable()
export class RevokeExceptionService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly repository: PolicyExceptionsRepository,
    private readonly records: ExceptionRecords,
  ) {}

  /** The same twice is one. @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID, POLICY_EXCEPTION_ENDED */
  async revoke(actor: Actor, id: string, reason: string): Promise<void> {
    const { organisationId } = actor;
    this.permissions.require(actor, 'exception.revoke', { type: 'policy-exception', organisationId });
    const faults = new InputFaults();
    const said = faults.text('reason', reason, { label: 'The reason', max: 1_000 });
    faults.throwIfAny();
    await this.database.transaction(organisationId, async (tx) => {
      const exception = await this.repository.getLocked(tx, id);
      if (exception.endedHow === 'revoked') return;
      if (exception.endedAt !== null) throw exceptionEnded();
      await this.records.end(tx, actor, exception, { how: 'revoked', reason: said });
    });
  }
}
