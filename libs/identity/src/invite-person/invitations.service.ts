import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import {
  AppError,
  type Clock,
  InputFaults,
  isId,
  newId,
  notFound,
  type OrganisationId,
  type PersonId,
} from '@groundswell/kernel';
import { type Actor, CLOCK, Database, type Role, Settings, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { checkNewPassword, hashPassword } from '../domain/password.js';
import { Permissions } from '../domain/permissions.js';
import { checkEmail, checkPersonName, checkRoles } from '../domain/person-input.js';
import { newToken, tokenDigest } from '../domain/secret-token.js';
import {
  InvitationEntity,
  OrganisationEntity,
  PersonEntity,
  TeamEntity,
  TeamMemberEntity,
} from '../persistence/identity.entities.js';
import { SessionsService } from '../sessions/sessions.service.js';

export interface InviteRequest {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly teamIds: readonly string[];
}

const VALID_MS = 7 * 86_400_000;

/** Invitations by link: the link is shown once to the inviter, who passes it on. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly permissions: Permissions,
    private readonly sessions: SessionsService,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async invite(actor: Actor, request: InviteRequest): Promise<{ invitation: InvitationEntity; link: string }> {
    const faults = new InputFaults();
    const email = checkEmail(faults, 'email', request.email);
    const name = checkPersonName(faults, 'name', request.name);
    const roles = checkRoles(faults, 'roles', request.roles);
    const teamIds = [...new Set(request.teamIds)];
    if (!teamIds.every(isId)) faults.add('teamIds', 'One of the teams is unknown; choose from the list.');
    faults.throwIfAny();
    this.permissions.require(actor, 'person.invite', { type: 'person', roles });
    return this.database.transaction(actor.organisationId, async (tx) => {
      await this.checkTeams(tx, teamIds);
      if (await tx.manager.existsBy(PersonEntity, { ...tx.scope, email })) {
        throw new AppError('conflict', 'PERSON_EXISTS', 'A person with this e-mail address is already here.', {
          fields: [{ path: 'email', message: 'A person with this e-mail address is already here.' }],
        });
      }
      const now = this.clock.now();
      await tx.manager.update(
        InvitationEntity,
        { ...tx.scope, email, acceptedAt: IsNull(), revokedAt: IsNull() },
        { revokedAt: now },
      );
      const token = newToken();
      const invitation = tx.manager.create(InvitationEntity, {
        id: newId(now.getTime()),
        organisationId: actor.organisationId,
        email,
        name,
        roles,
        teamIds,
        tokenDigest: tokenDigest(token),
        invitedById: actor.personId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + VALID_MS),
        acceptedAt: null,
        revokedAt: null,
      });
      await tx.manager.insert(InvitationEntity, invitation);
      await this.audit.record(tx, {
        actor,
        action: 'person.invited',
        subject: { type: 'invitation', id: invitation.id },
        details: { email, name, roles },
      });
      return { invitation, link: new URL(`/invitation/${token}`, this.settings.publicUrl).href };
    });
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    this.permissions.require(actor, 'person.invite');
    await this.database.transaction(actor.organisationId, async (tx) => {
      const open = isId(id)
        ? await tx.manager.findOneBy(InvitationEntity, { ...tx.scope, id, acceptedAt: IsNull() })
        : null;
      if (!open) throw notFound('invitation');
      if (open.revokedAt) return;
      await tx.manager.update(InvitationEntity, { ...tx.scope, id }, { revokedAt: this.clock.now() });
      await this.audit.record(tx, {
        actor,
        action: 'person.invitation.revoked',
        subject: { type: 'invitation', id },
        details: { email: open.email },
      });
    });
  }

  /** Invitations that wait for their person. */
  async listOpen(actor: Actor): Promise<InvitationEntity[]> {
    this.permissions.require(actor, 'person.invite');
    return this.database.transaction(actor.organisationId, (tx) =>
      tx.manager.find(InvitationEntity, {
        where: { ...tx.scope, acceptedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
        order: { createdAt: 'DESC' },
      }),
    );
  }

  /** What the invited person sees before accepting; null when the link is not valid. */
  async preview(token: string): Promise<{ invitation: InvitationEntity; organisationName: string } | null> {
    return this.database.system('find the invitation', async (tx) => {
      const invitation = await this.findValid(tx, token);
      if (!invitation) return null;
      const organisation = await tx.manager.findOneByOrFail(OrganisationEntity, { id: invitation.organisationId });
      return { invitation, organisationName: organisation.name };
    });
  }

  async accept(token: string, name: string, password: string): Promise<{ actor: Actor; sessionToken: string }> {
    const faults = new InputFaults();
    const checkedName = checkPersonName(faults, 'name', name);
    checkNewPassword(faults, 'password', password);
    faults.throwIfAny();
    const found = await this.database.system('find the invitation', (tx) => this.findValid(tx, token));
    if (!found) throw spent();
    const passwordHash = await hashPassword(password);
    const organisationId = found.organisationId as OrganisationId;
    return this.database.transaction(organisationId, async (tx) => {
      const now = this.clock.now();
      const claimed = await tx.manager.update(
        InvitationEntity,
        { ...tx.scope, id: found.id, acceptedAt: IsNull(), revokedAt: IsNull() },
        { acceptedAt: now },
      );
      if (claimed.affected !== 1) throw spent();
      const personId = newId<PersonId>(now.getTime());
      await tx.manager.insert(PersonEntity, {
        id: personId,
        organisationId,
        name: checkedName,
        email: found.email,
        passwordHash,
        roles: found.roles,
        active: true,
        createdAt: now,
        deactivatedAt: null,
      });
      const teams =
        found.teamIds.length === 0 ? [] : await tx.manager.findBy(TeamEntity, { ...tx.scope, id: In(found.teamIds) });
      for (const team of teams)
        await tx.manager.insert(TeamMemberEntity, { organisationId, teamId: team.id, personId });
      const actor: Actor = {
        organisationId,
        personId,
        sessionId: null,
        name: checkedName,
        roles: found.roles,
        teamIds: teams.map((team) => team.id as Actor['teamIds'][number]),
      };
      await this.audit.record(tx, {
        actor,
        action: 'person.joined',
        subject: { type: 'person', id: personId },
        details: { email: found.email, name: checkedName, roles: found.roles },
      });
      return { actor, sessionToken: await this.sessions.open(tx, organisationId, personId) };
    });
  }

  private async findValid(tx: Tx, token: string): Promise<InvitationEntity | null> {
    return tx.manager.findOneBy(InvitationEntity, {
      tokenDigest: tokenDigest(token),
      acceptedAt: IsNull(),
      revokedAt: IsNull(),
      expiresAt: MoreThan(this.clock.now()),
    });
  }

  private async checkTeams(tx: Tx, teamIds: readonly string[]): Promise<void> {
    if (teamIds.length === 0) return;
    const known = await tx.manager.countBy(TeamEntity, { ...tx.scope, id: In([...teamIds]) });
    if (known === teamIds.length) return;
    const faults = new InputFaults();
    faults.add('teamIds', 'One of the teams is unknown; choose from the list.');
    faults.throwIfAny();
  }
}

function spent(): AppError {
  return new AppError(
    'not-found',
    'INVITATION_SPENT',
    'This invitation was used, withdrawn or is too old. Ask for a new link.',
  );
}
