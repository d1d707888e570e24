import { Injectable } from '@nestjs/common';
import type { PersonId } from '@groundswell/kernel';
import { PeopleDirectory } from '@groundswell/identity';
import { type Actor, Database } from '@groundswell/platform';
import { SetOwnerService, WorkflowLibrary } from '@groundswell/workflows';

/** Gives a workflow without an owner to someone who works here. Who answered for it in daily work stays, if they stay. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly database: Database,
    private readonly library: WorkflowLibrary,
    private readonly people: PeopleDirectory,
    private readonly owners: SetOwnerService,
  ) {}

  /** @throws AppError FORBIDDEN, NOT_FOUND, INPUT_INVALID */
  async handOver(actor: Actor, workflowId: string, ownerId: string): Promise<void> {
    const operatorOwnerId = await this.database.transaction(actor.organisationId, async (tx) => {
      const { operatorOwnerId: before } = await this.library.get(tx, actor, workflowId);
      if (before === null) return null;
      const stays = (await this.people.byIds(tx, [before])).get(before)?.active === true;
      return stays ? before : (ownerId as PersonId);
    });
    await this.owners.set(actor, { workflowId, ownerId, operatorOwnerId });
  }
}
