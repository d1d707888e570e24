import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  AppError,
  type Clock,
  InputFaults,
  isId,
  newId,
  notFound,
  type PersonId,
  type TeamId,
} from '@groundswell/kernel';
import { type Actor, CLOCK, Database, Outbox, type Role, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { checkNewPassword, hashPassword, passwordFits } from '../domain/password.js';
import { Permissions } from '../domain/permissions.js';
import { checkRoles } from '../domain/person-input.js';
import { PERSON_DEACTIVATED } from '../domain/identity.events.js';
import { PersonEntity, TeamEntity, TeamMemberEntity } from '../persistence/identity.entities.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { LeaverDuties } from './leaver-duties.js';

/** Changes to people and teams. */
@Injectable()
export class ManagePeopleService {
  constructor(
    private readonly database: Database,
    private readonly permissions: Permissions,
    private readonly sessions: SessionsService,
    private readonly duties: LeaverDuties,
    private readonly audit: AuditWriter,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async createTeam(actor: Actor, name: string): Promise<TeamEntity> {
    this.permissions.require(actor, 'team.create');
    const faults = new InputFaults();
    const checked = faults.text('name', name, { label: 'The team’s name', max: 80 });
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const now = this.clock.now();
      const id = newId<TeamId>(now.getTime());
      const inserted = await tx.query<{ id: string }>(
        `INSERT INTO teams (id, organisation_id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
        [id, actor.organisationId, checked, now],
      );
      if (inserted.length === 0) {
        const message = 'A team of this name exists already; use that one or choose another name.';
        throw new AppError('conflict', 'TEAM_EXISTS', message, { fields: [{ path: 'name', message }] });
      }
      await this.audit.record(tx, {
        actor,
        action: 'team.created',
        subject: { type: 'team', id },
        details: { name: checked },
      });
      return tx.manager.findOneByOrFail(TeamEntity, { ...tx.scope, id });
    });
  }

  async setRoles(actor: Actor, personId: string, roles: readonly Role[]): Promise<PersonEntity> {
    const faults = new InputFaults();
    const checked = checkRoles(faults, 'roles', roles);
    faults.throwIfAny();
    return this.database.transaction(actor.organisationId, async (tx) => {
      const person = await this.get(tx, personId);
      this.permissions.require(actor, 'person.update', {
        type: 'person',
        id: person.id,
        roles: [...person.roles, ...checked],
      });
      if (person.roles.includes('owner') && !checked.includes('owner')) await this.keepAnOwner(tx, person);
      await tx.manager.update(PersonEntity, { ...tx.scope, id: person.id }, { roles: checked });
      await this.audit.record(tx, {
        actor,
        action: 'person.roles.changed',
        subject: { type: 'person', id: person.id },
        details: { name: person.name, before: person.roles, after: checked },
      });
      return { ...person, roles: checked };
    });
  }

  async setTeams(actor: Actor, personId: string, teamIds: readonly string[]): Promise<PersonEntity> {
    const wanted = [...new Set(teamIds)];
    return this.database.transaction(actor.organisationId, async (tx) => {
      const person = await this.get(tx, personId);
      this.permissions.require(actor, 'person.update', { type: 'person', id: person.id, roles: person.roles });
      const known = wanted.every(isId) ? await tx.manager.findBy(TeamEntity, { ...tx.scope, id: In(wanted) }) : [];
      if (known.length !== wanted.length) {
        const faults = new InputFaults();
        faults.add('teamIds', 'One of the teams is unknown; choose from the list.');
        faults.throwIfAny();
      }
      await tx.manager.delete(TeamMemberEntity, { ...tx.scope, personId: person.id });
      for (const team of known) {
        await tx.manager.insert(TeamMemberEntity, {
          organisationId: actor.organisationId,
          teamId: team.id,
          personId: person.id,
        });
      }
      await this.audit.record(tx, {
        actor,
        action: 'person.teams.changed',
        subject: { type: 'person', id: person.id },
        details: { name: person.name, teams: known.map((team) => team.name) },
      });
      return person;
    });
  }

  /**
   * Ends a person's access at once: sessions, credentials and running work with it. What they own stays, to be handed over.
   */
  async deactivate(actor: Actor, id: string): Promise<PersonEntity> {
    return this.database.transaction(actor.organisationId, async (tx) => {
      const person = await this.get(tx, id);
      this.permissions.require(actor, 'person.deactivate', { type: 'person', id: person.id, roles: person.roles });
      if (!person.active) return person;
      if (person.roles.includes('owner')) await this.keepAnOwner(tx, person);
      const deactivatedAt = this.clock.now();
      await tx.manager.update(PersonEntity, { ...tx.scope, id: person.id }, { active: false, deactivatedAt });
      const personId = person.id as PersonId;
      await this.sessions.closeAllOf(tx, personId);
      const leaver = { organisationId: actor.organisationId, personId, name: person.name };
      const done = await this.duties.carryOut(tx, leaver, actor);
      await this.audit.record(tx, {
        actor,
        action: 'person.deactivated',
        subject: { type: 'person', id: person.id },
        details: { name: person.name, email: person.email, ...done },
      });
      await this.outbox.publish(tx, {
        type: PERSON_DEACTIVATED,
        organisationId: actor.organisationId,
        payload: { personId: person.id },
      });
      return { ...person, active: false, deactivatedAt };
    });
  }

  /** Changes one's own password; every other session of the person ends. Returns the token of a new session. */
  async changePassword(actor: Actor, current: string, next: string): Promise<string> {
    const faults = new InputFaults();
    checkNewPassword(faults, 'next', next);
    faults.throwIfAny();
    const person = await this.database.transaction(actor.organisationId, (tx) => this.get(tx, actor.personId));
    if (!(await passwordFits(current, person.passwordHash))) {
      faults.add('current', 'This is not your present password.');
      faults.throwIfAny();
    }
    const passwordHash = await hashPassword(next);
    return this.database.transaction(actor.organisationId, async (tx) => {
      await tx.manager.update(PersonEntity, { ...tx.scope, id: person.id }, { passwordHash });
      await this.sessions.closeAllOf(tx, actor.personId);
      await this.audit.record(tx, {
        actor,
        action: 'person.password.changed',
        subject: { type: 'person', id: person.id },
      });
      return this.sessions.open(tx, actor.organisationId, actor.personId);
    });
  }

  private async get(tx: Tx, id: string): Promise<PersonEntity> {
    const person = isId(id) ? await tx.manager.findOneBy(PersonEntity, { ...tx.scope, id }) : null;
    if (!person) throw notFound('person');
    return person;
  }

  // Owners are locked in the order of their ids: two who remove each other at once leave one.
  private async keepAnOwner(tx: Tx, leaving: PersonEntity): Promise<void> {
    const owners = await tx.query<{ id: string }>(
      `SELECT id FROM people WHERE organisation_id = $1 AND active AND 'owner' = ANY(roles) ORDER BY id FOR UPDATE`,
      [leaving.organisationId],
    );
    if (owners.some((owner) => owner.id !== leaving.id)) return;
    throw new AppError('conflict', 'LAST_OWNER', 'This is the last owner. Make someone else an owner first.');
  }
}
