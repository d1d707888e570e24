import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { OrganisationId, PersonId, TeamId } from '@groundswell/kernel';
import { Database, notSignedIn, type RequestContext, requestLoader } from '@groundswell/platform';
import { PeopleDirectory } from '../directory/people-directory.js';
import type { PersonType, TeamType } from './identity.type.js';

const PERSON = Symbol('person');
const TEAM = Symbol('team');
const TEAMS_OF = Symbol('teams of person');
const MEMBERS = Symbol('member count');

/** People and teams of a request, fetched in batches. For the resolvers of every library above. */
@Injectable()
export class IdentityLoaders {
  constructor(
    private readonly database: Database,
    private readonly directory: PeopleDirectory,
  ) {}

  person(context: RequestContext, id: string): Promise<PersonType> {
    return this.loader<string, PersonType>(context, PERSON, async (organisationId, ids) => {
      const found = await this.database.transaction(organisationId, (tx) =>
        this.directory.byIds(tx, ids as PersonId[]),
      );
      return ids.map((key) => found.get(key as PersonId) ?? new Error('This person is unknown.'));
    }).load(id);
  }

  team(context: RequestContext, id: string): Promise<TeamType> {
    return this.loader<string, TeamType>(context, TEAM, async (organisationId, ids) => {
      const found = await this.database.transaction(organisationId, (tx) =>
        this.directory.teamsByIds(tx, ids as TeamId[]),
      );
      return ids.map((key) => found.get(key as TeamId) ?? new Error('This team is unknown.'));
    }).load(id);
  }

  teamsOf(context: RequestContext, personId: string): Promise<TeamType[]> {
    return this.loader<string, TeamType[]>(context, TEAMS_OF, async (organisationId, ids) => {
      const rows = await this.database.transaction(organisationId, (tx) =>
        tx.query<{ person_id: string; id: string; name: string }>(
          `SELECT m.person_id, t.id, t.name FROM team_members m JOIN teams t ON t.id = m.team_id
            WHERE m.organisation_id = $1 AND m.person_id = ANY($2) ORDER BY t.name`,
          [organisationId, ids],
        ),
      );
      return ids.map((key) => rows.filter((row) => row.person_id === key).map(({ id, name }) => ({ id, name })));
    }).load(personId);
  }

  memberCount(context: RequestContext, teamId: string): Promise<number> {
    return this.loader<string, number>(context, MEMBERS, async (organisationId, ids) => {
      const rows = await this.database.transaction(organisationId, (tx) =>
        tx.query<{ team_id: string; members: number }>(
          `SELECT m.team_id, count(*)::int AS members FROM team_members m JOIN people p ON p.id = m.person_id AND p.active
            WHERE m.organisation_id = $1 AND m.team_id = ANY($2) GROUP BY m.team_id`,
          [organisationId, ids],
        ),
      );
      return ids.map((key) => rows.find((row) => row.team_id === key)?.members ?? 0);
    }).load(teamId);
  }

  private loader<K, V>(
    context: RequestContext,
    key: symbol,
    batch: (organisationId: OrganisationId, ids: readonly K[]) => Promise<(V | Error)[]>,
  ): DataLoader<K, V> {
    const actor = context.actor;
    if (!actor) throw notSignedIn();
    return requestLoader(context, key, () => new DataLoader<K, V>((ids) => batch(actor.organisationId, ids)));
  }
}
