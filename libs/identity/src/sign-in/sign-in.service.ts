import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, LOGGER, type Logger } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { passwordFits } from '../domain/password.js';
import { PeopleDirectory } from '../directory/people-directory.js';
import { OrganisationEntity, PersonEntity } from '../persistence/identity.entities.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SignInLimits } from './sign-in-limits.service.js';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Chosen when the same address and password open several organisations. */
  readonly organisationId?: string | null;
}

export type SignInAnswer =
  | { readonly kind: 'signed-in'; readonly actor: Actor; readonly sessionToken: string }
  | { readonly kind: 'choose'; readonly organisations: readonly { id: string; name: string }[] };

/** Sign-in by e-mail and password. Says the same for a wrong password and for an account that does not exist. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsService,
    private readonly people: PeopleDirectory,
    private readonly limits: SignInLimits,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @throws AppError SIGN_IN_FAILED, SIGN_IN_LIMITED
   */
  async signIn(request: SignInRequest, remoteAddress: string): Promise<SignInAnswer> {
    const email = request.email.trim().normalize('NFC').toLowerCase();
    await this.count(remoteAddress, email);
    const candidates = await this.database.system('find the person who signs in', (tx) =>
      tx.manager.findBy(PersonEntity, { email, active: true }),
    );
    const fitting: PersonEntity[] = [];
    for (const person of candidates) {
      if (await passwordFits(request.password, person.passwordHash)) fitting.push(person);
    }
    if (candidates.length === 0) await passwordFits(request.password, null);
    if (fitting.length === 0) {
      // Not waited for: the answer must take as long for an address that nobody has.
      void this.recordRefused(candidates, remoteAddress);
      throw new AppError(
        'unauthenticated',
        'SIGN_IN_FAILED',
        'E-mail address and password do not fit together. Check both.',
      );
    }
    await this.limits.clear(email);
    const chosen = request.organisationId
      ? fitting.filter((person) => person.organisationId === request.organisationId)
      : fitting;
    const [person] = chosen;
    if (!person || chosen.length > 1) return { kind: 'choose', organisations: await this.organisationsOf(fitting) };
    return this.open(person);
  }

  async signOut(actor: Actor, sessionToken: string): Promise<void> {
    await this.database.transaction(actor.organisationId, async (tx) => {
      await this.sessions.close(tx, sessionToken);
      await this.audit.record(tx, {
        actor,
        action: 'person.signed-out',
        subject: { type: 'person', id: actor.personId },
      });
    });
  }

  /** Opens a session for a person whose identity is already proven. */
  async open(person: { id: string; organisationId: string }): Promise<SignInAnswer & { kind: 'signed-in' }> {
    const organisationId = person.organisationId as OrganisationId;
    return this.database.transaction(organisationId, async (tx) => {
      const actor = await this.people.findActor(tx, person.id as PersonId);
      if (!actor) throw new AppError('unauthenticated', 'SIGN_IN_FAILED', 'This person is no longer active.');
      const sessionToken = await this.sessions.open(tx, organisationId, actor.personId);
      await this.audit.record(tx, {
        actor,
        action: 'person.signed-in',
        subject: { type: 'person', id: actor.personId },
      });
      return { kind: 'signed-in', actor, sessionToken };
    });
  }

  private async recordRefused(people: readonly PersonEntity[], remoteAddress: string): Promise<void> {
    try {
      for (const { id, organisationId } of people) {
        const actor = { organisationId: organisationId as OrganisationId, system: 'Sign-in' };
        await this.database.transaction(actor.organisationId, (tx) =>
          this.audit.record(tx, {
            actor,
            action: 'person.sign-in-refused',
            subject: { type: 'person', id },
            details: { reason: 'The password did not fit.', address: remoteAddress },
          }),
        );
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'a refused sign-in was not recorded');
    }
  }

  private async count(remoteAddress: string, email: string): Promise<void> {
    const wait = await this.limits.take(remoteAddress, email, this.clock.now());
    if (wait === 0) return;
    const minutes = Math.ceil(wait / 60);
    throw new AppError('exhausted', 'SIGN_IN_LIMITED', `Too many tries. Wait ${minutes} min and try again.`, {
      details: { retryAfterSeconds: wait },
    });
  }

  private async organisationsOf(people: readonly PersonEntity[]): Promise<{ id: string; name: string }[]> {
    const ids = people.map((person) => person.organisationId);
    const rows = await this.database.system('name the organisations to choose from', (tx) =>
      tx.manager
        .createQueryBuilder(OrganisationEntity, 'organisation')
        .where('organisation.id IN (:...ids)', { ids })
        .orderBy('organisation.name')
        .getMany(),
    );
    return rows.map(({ id, name }) => ({ id, name }));
  }
}
