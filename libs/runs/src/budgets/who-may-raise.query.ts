import { Injectable } from '@nestjs/common';
import { PeopleDirectory, Permissions, type PersonSummary } from '@groundswell/identity';
import { Database, ROLES, type Actor } from '@groundswell/platform';

/** Finds the people who are told of a budget that is used up, because they can raise it. */
@Injectable()
export class WhoMayRaiseQuery {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly directory: PeopleDirectory,
  ) {}

  /** By name. Which roles these are is the rules' matter: they are asked role by role. */
  async tellable(actor: Actor): Promise<readonly PersonSummary[]> {
    const roles = ROLES.filter((role) => this.permissions.can({ ...actor, roles: [role] }, 'budget.set'));
    return this.database.transaction(actor.organisationId, (tx) => this.directory.inRoles(tx, roles));
  }
}
