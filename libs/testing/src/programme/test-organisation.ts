import { newId, type OrganisationId, type PersonId, type TeamId } from '@groundswell/kernel';
import type { Actor, Role } from '@groundswell/platform';
import { SetUpService } from '@groundswell/identity';
import type { TestApp } from '../postgres/test-app.js';

/** An organisation of a spec: founded through the real set-up, so that it starts with what a real one starts with. */
export interface TestOrganisation {
  readonly id: OrganisationId;
  readonly owner: Actor;
  addTeam(name: string): Promise<TeamId>;
  addPerson(name: string, roles: readonly Role[], teamIds?: readonly TeamId[]): Promise<Actor>;
}

let counter = 0;

/** Founds an organisation; call it twice for a *someone else's row* case. */
export async function foundOrganisation(app: TestApp, name = 'Nordwind'): Promise<TestOrganisation> {
  const { actor } = await app.get(SetUpService).found(
    {
      organisationName: name,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name: 'Olga Owner',
      email: `owner-${counter++}@example.test`,
      password: 'correct horse battery staple',
    },
    { onlyFirst: false },
  );
  const id = actor.organisationId;
  return {
    id,
    owner: actor,
    addTeam: async (teamName) => {
      const teamId = newId<TeamId>();
      await app.database.query(`INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, $3, now())`, [
        teamId,
        id,
        teamName,
      ]);
      return teamId;
    },
    addPerson: async (personName, roles, teamIds = []) => {
      const personId = newId<PersonId>();
      await app.database.query(
        `INSERT INTO people (id, organisation_id, name, email, roles, active, created_at) VALUES ($1, $2, $3, $4, $5, true, now())`,
        [personId, id, personName, `person-${counter++}@example.test`, roles],
      );
      for (const teamId of teamIds) {
        await app.database.query(`INSERT INTO team_members (organisation_id, team_id, person_id) VALUES ($1, $2, $3)`, [
          id,
          teamId,
          personId,
        ]);
      }
      return { organisationId: id, personId, sessionId: null, name: personName, roles, teamIds };
    },
  };
}
