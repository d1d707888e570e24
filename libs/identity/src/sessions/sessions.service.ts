import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  newId,
  type OrganisationId,
  type PersonId,
  type SessionId,
  type TeamId,
} from '@groundswell/kernel';
import { type Actor, CLOCK, Database, type Role, Settings, type Tx } from '@groundswell/platform';
import { newToken, tokenDigest } from '../domain/secret-token.js';
import { SessionEntity } from '../persistence/identity.entities.js';

interface ActorRow {
  session_id: string;
  organisation_id: string;
  person_id: string;
  name: string;
  roles: Role[];
  team_ids: string[];
}

const DAY_MS = 86_400_000;

/** Sessions: a random token in a cookie, its digest in the database. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a session for a person and returns the token for the cookie: always a new one. */
  async open(tx: Tx, organisationId: OrganisationId, personId: PersonId): Promise<string> {
    const token = newToken();
    const now = this.clock.now();
    await tx.manager.insert(SessionEntity, {
      id: newId<SessionId>(now.getTime()),
      organisationId,
      personId,
      tokenDigest: tokenDigest(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + this.settings.sessionDays * DAY_MS),
    });
    return token;
  }

  /** Who is behind a token: null when it is unknown, has ended, or its person is no longer active. */
  async resolve(token: string): Promise<Actor | null> {
    const rows = await this.database.system('find the session', (tx) =>
      tx.query<ActorRow>(
        `SELECT s.id AS session_id, s.organisation_id, p.id AS person_id, p.name, p.roles,
                coalesce(array_agg(m.team_id) FILTER (WHERE m.team_id IS NOT NULL), '{}')::text[] AS team_ids
           FROM sessions s
           JOIN people p ON p.id = s.person_id AND p.organisation_id = s.organisation_id
           LEFT JOIN team_members m ON m.person_id = p.id AND m.organisation_id = p.organisation_id
          WHERE s.token_digest = $1 AND s.expires_at > $2 AND p.active
          GROUP BY s.id, s.organisation_id, p.id, p.name, p.roles`,
        [tokenDigest(token), this.clock.now()],
      ),
    );
    const row = rows[0];
    if (!row) return null;
    return {
      organisationId: row.organisation_id as OrganisationId,
      personId: row.person_id as PersonId,
      sessionId: row.session_id as SessionId,
      name: row.name,
      roles: row.roles,
      teamIds: row.team_ids as TeamId[],
    };
  }

  async close(tx: Tx, token: string): Promise<void> {
    await tx.manager.delete(SessionEntity, { ...tx.scope, tokenDigest: tokenDigest(token) });
  }

  async closeAllOf(tx: Tx, personId: PersonId): Promise<void> {
    await tx.manager.delete(SessionEntity, { ...tx.scope, personId });
  }
}
