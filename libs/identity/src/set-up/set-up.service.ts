import { Inject, Injectable } from '@nestjs/common';
import { AppError, type Clock, InputFaults, newId, type OrganisationId, type PersonId } from '@groundswell/kernel';
import { type Actor, CLOCK, Database, Settings, type Tx } from '@groundswell/platform';
import { AuditWriter } from '@groundswell/audit';
import { checkCurrency, checkTimeZone } from '../domain/organisation-input.js';
import { OrganisationStarters } from './organisation-starters.js';
import { checkNewPassword, hashPassword } from '../domain/password.js';
import { checkEmail, checkPersonName } from '../domain/person-input.js';
import { OrganisationEntity, OrganisationRateEntity, PersonEntity } from '../persistence/identity.entities.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SetUpToken } from './set-up-token.js';

export interface SetUpRequest {
  readonly organisationName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const DEFAULT_FTE_HOURS = 1_720;
const DEFAULT_RATE_MICROS = 60_000_000;
/** Any number: only one set-up of an installation may run at a time. */
const SET_UP_LOCK = 4_400_202;

/** Makes an organisation with its first owner. */
@Injectable()
export class SetUpService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly token: SetUpToken,
    private readonly starters: OrganisationStarters,
    private readonly sessions: SessionsService,
    private readonly audit: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether the installation still waits for its first organisation. */
  async isNeeded(): Promise<boolean> {
    return this.database.system(
      'look for an organisation',
      async (tx) => (await tx.manager.count(OrganisationEntity)) === 0,
    );
  }

  /**
   * The set-up page's act: good once, with the token from the terminal.
   * @returns the founder and the session token for the cookie
   */
  async setUp(token: string, request: SetUpRequest): Promise<{ actor: Actor; sessionToken: string }> {
    if (!this.token.fits(token)) {
      throw new AppError(
        'forbidden',
        'SET_UP_LINK_SPENT',
        'This set-up link is not valid any more. Restart the server: it prints a new one on the terminal.',
      );
    }
    const founded = await this.found(request, { onlyFirst: true });
    this.token.spend();
    return founded;
  }

  /** Makes an organisation and its founder, who holds every role. For the set-up page and for commands of the operator. */
  async found(request: SetUpRequest, options: { onlyFirst: boolean }): Promise<{ actor: Actor; sessionToken: string }> {
    const faults = new InputFaults();
    const organisationName = faults.text('organisationName', request.organisationName, {
      label: 'The organisation’s name',
      max: 120,
    });
    const currency = checkCurrency(faults, 'currency', request.currency);
    const timeZone = checkTimeZone(faults, 'timeZone', request.timeZone);
    const name = checkPersonName(faults, 'name', request.name);
    const email = checkEmail(faults, 'email', request.email);
    checkNewPassword(faults, 'password', request.password);
    faults.throwIfAny();
    const passwordHash = await hashPassword(request.password);
    return this.database.system('set up an organisation', async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock($1)`, [SET_UP_LOCK]);
      if (options.onlyFirst && (await tx.manager.count(OrganisationEntity)) > 0) {
        throw new AppError('conflict', 'SET_UP_DONE', 'This installation is set up already. Sign in instead.');
      }
      const actor = await this.insert(tx, {
        ...request,
        organisationName,
        currency,
        timeZone,
        name,
        email,
        passwordHash,
      });
      return { actor, sessionToken: await this.sessions.open(tx, actor.organisationId, actor.personId) };
    });
  }

  private async insert(tx: Tx, values: Omit<SetUpRequest, 'password'> & { passwordHash: string }): Promise<Actor> {
    const now = this.clock.now();
    const organisationId = newId<OrganisationId>(now.getTime());
    const personId = newId<PersonId>(now.getTime());
    await tx.manager.insert(OrganisationEntity, {
      id: organisationId,
      organisationId,
      name: values.organisationName,
      currency: values.currency,
      timeZone: values.timeZone,
      fteHoursPerYear: DEFAULT_FTE_HOURS,
      loadedRateMicrosPerHour: DEFAULT_RATE_MICROS,
      usdRateMicros: values.currency === 'USD' ? 1_000_000 : 920_000,
      demo: this.settings.demo,
      createdAt: now,
    });
    await tx.manager.insert(OrganisationRateEntity, {
      id: newId(now.getTime()),
      organisationId,
      loadedRateMicrosPerHour: DEFAULT_RATE_MICROS,
      validFrom: now,
    });
    const actor: Actor = {
      organisationId,
      personId,
      sessionId: null,
      name: values.name,
      roles: ['owner'],
      teamIds: [],
    };
    await tx.manager.insert(PersonEntity, {
      id: personId,
      organisationId,
      name: values.name,
      email: values.email,
      passwordHash: values.passwordHash,
      roles: ['owner'],
      active: true,
      createdAt: now,
      deactivatedAt: null,
    });
    await this.audit.record(tx, {
      actor,
      action: 'organisation.set-up',
      subject: { type: 'organisation', id: organisationId },
      details: { name: values.organisationName, currency: values.currency, timeZone: values.timeZone },
    });
    await this.starters.start(tx, organisationId, actor);
    return actor;
  }
}
