import { randomBytes } from 'node:crypto';
import type { PersonId, TeamId } from '@groundswell/kernel';
import type { Actor } from '@groundswell/platform';
import { InvitationsService, ManagePeopleService, SetUpService } from '@groundswell/identity';
import { emailOf, PEOPLE, TEAMS, type PersonKey, type TeamKey } from '../programme/people.js';
import type { Services } from './container.js';

const OWNER: PersonKey = 'carstensen';

/** Nobody signs in with it: demo people come in by link. */
const unknownPassword = (): string => randomBytes(24).toString('base64url');

/** The people of the demo as actors of the product, from the moment on at which they joined. */
export class Cast {
  private readonly actors = new Map<PersonKey, Actor>();
  private readonly teams = new Map<TeamKey, TeamId>();

  constructor(private readonly services: Services) {}

  /** Founds the organisation with its owner and its teams. */
  async found(): Promise<void> {
    const { name } = PEOPLE[OWNER];
    const request = {
      organisationName: 'Nordhafen Wohnbau',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      name,
      email: emailOf(OWNER),
      password: unknownPassword(),
    };
    const { actor } = await this.services.get(SetUpService).found(request, { onlyFirst: true });
    this.actors.set(OWNER, actor);
    for (const [key, title] of Object.entries(TEAMS) as [TeamKey, string][]) {
      const team = await this.services.get(ManagePeopleService).createTeam(actor, title);
      this.teams.set(key, team.id as TeamId);
    }
    const home = PEOPLE[OWNER].teams.map((team) => this.teamId(team));
    await this.services.get(ManagePeopleService).setTeams(actor, actor.personId, home);
    this.actors.set(OWNER, { ...actor, teamIds: home });
  }

  /** Invites a person, who accepts. */
  async join(key: PersonKey): Promise<void> {
    const { name, roles, teams } = PEOPLE[key];
    const invitations = this.services.get(InvitationsService);
    const teamIds = teams.map((team) => this.teamId(team));
    const { link } = await invitations.invite(this.actor(OWNER), {
      email: emailOf(key),
      name,
      roles: [...roles],
      teamIds,
    });
    const token = new URL(link).pathname.split('/').pop() ?? '';
    const { actor } = await invitations.accept(token, name, unknownPassword());
    this.actors.set(key, actor);
  }

  has(key: PersonKey): boolean {
    return this.actors.has(key);
  }

  actor(key: PersonKey): Actor {
    const actor = this.actors.get(key);
    if (actor === undefined) throw new RangeError(`${key} has not joined yet.`);
    return actor;
  }

  personId(key: PersonKey): PersonId {
    return this.actor(key).personId;
  }

  teamId(key: TeamKey): TeamId {
    const id = this.teams.get(key);
    if (id === undefined) throw new RangeError(`There is no team ${key} yet.`);
    return id;
  }
}
