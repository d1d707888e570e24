import { Injectable } from '@nestjs/common';
import { ArrayOverlap, In } from 'typeorm';
import {
  type DatedRate,
  type Micros,
  notFound,
  type OrganisationId,
  type PersonId,
  type TeamId,
} from '@groundswell/kernel';
import { type Actor, type Role, type Tx } from '@groundswell/platform';
import {
  OrganisationEntity,
  OrganisationRateEntity,
  PersonEntity,
  TeamEntity,
} from '../persistence/identity.entities.js';

/** What others may know of a person. */
export interface PersonSummary {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly createdAt: Date;
}

export interface TeamSummary {
  readonly id: TeamId;
  readonly name: string;
}

/** The settings of an organisation that figures and prices rest on. */
export interface OrganisationSummary {
  readonly id: OrganisationId;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fteHoursPerYear: number;
  readonly loadedRateMicrosPerHour: number;
  readonly usdRateMicros: number;
  readonly demo: boolean;
  readonly createdAt: Date;
}

function summary(person: PersonEntity): PersonSummary {
  const { id, name, email, roles, active, createdAt } = person;
  return { id: id as PersonId, name, email, roles, active, createdAt };
}

/** Reads people, teams and the organisation for the libraries above. All within the organisation of the transaction. */
@Injectable()
export class PeopleDirectory {
  async byIds(tx: Tx, ids: readonly PersonId[]): Promise<Map<PersonId, PersonSummary>> {
    if (ids.length === 0) return new Map();
    const people = await tx.manager.findBy(PersonEntity, { ...tx.scope, id: In([...new Set(ids)]) });
    return new Map(people.map((person) => [person.id as PersonId, summary(person)]));
  }

  /** An active person of this organisation. @throws AppError NOT_FOUND */
  async getActive(tx: Tx, id: PersonId): Promise<PersonSummary> {
    const person = await tx.manager.findOneBy(PersonEntity, { id, ...tx.scope, active: true });
    if (!person) throw notFound('person');
    return summary(person);
  }

  /** Active people who hold one of these roles, by name. */
  async inRoles(tx: Tx, roles: readonly Role[]): Promise<PersonSummary[]> {
    if (roles.length === 0) return [];
    const people = await tx.manager.find(PersonEntity, {
      where: { ...tx.scope, active: true, roles: ArrayOverlap([...roles]) },
      order: { name: 'ASC', id: 'ASC' },
    });
    return people.map(summary);
  }

  /** The person as an actor: for what runs with somebody's authority while they are away. Null when inactive. */
  async findActor(tx: Tx, id: PersonId): Promise<Actor | null> {
    const { organisationId } = tx.scope;
    const [person] = await tx.query<Pick<Actor, 'name' | 'roles' | 'teamIds'>>(
      `SELECT p.name, p.roles, ARRAY(SELECT m.team_id FROM team_members m
                WHERE m.organisation_id = p.organisation_id AND m.person_id = p.id ORDER BY m.team_id) AS "teamIds"
         FROM people p WHERE p.organisation_id = $1 AND p.id = $2 AND p.active`,
      [organisationId, id],
    );
    return person === undefined ? null : { ...person, organisationId, personId: id, sessionId: null };
  }

  async teamsByIds(tx: Tx, ids: readonly TeamId[]): Promise<Map<TeamId, TeamSummary>> {
    if (ids.length === 0) return new Map();
    const teams = await tx.manager.findBy(TeamEntity, { ...tx.scope, id: In([...new Set(ids)]) });
    return new Map(teams.map((team) => [team.id as TeamId, { id: team.id as TeamId, name: team.name }]));
  }

  /** A team of this organisation. @throws AppError NOT_FOUND */
  async getTeam(tx: Tx, id: TeamId): Promise<TeamSummary> {
    const team = await tx.manager.findOneBy(TeamEntity, { id, ...tx.scope });
    if (!team) throw notFound('team');
    return { id, name: team.name };
  }

  async getOrganisation(tx: Tx, id: OrganisationId): Promise<OrganisationSummary> {
    const organisation = await tx.manager.findOneBy(OrganisationEntity, { id });
    if (!organisation) throw notFound('organisation');
    return { ...organisation, id };
  }

  /** What a US dollar is worth in the organisation's currency. Asked at every visit to a run. @throws AppError NOT_FOUND */
  async usdRate(tx: Tx): Promise<Micros> {
    const [organisation] = await tx.query<{ usd_rate_micros: string }>(
      `SELECT usd_rate_micros FROM organisations WHERE id = $1`,
      [tx.scope.organisationId],
    );
    if (organisation === undefined) throw notFound('organisation');
    return Number(organisation.usd_rate_micros);
  }

  /** Every rate that the organisation has had, oldest first. The first holds since its beginning. */
  async loadedRates(tx: Tx): Promise<DatedRate[]> {
    return tx.manager.find(OrganisationRateEntity, { where: tx.scope, order: { validFrom: 'ASC', id: 'ASC' } });
  }
}
