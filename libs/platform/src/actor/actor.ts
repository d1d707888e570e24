import type { OrganisationId, PersonId, SessionId, TeamId } from '@groundswell/kernel';

/** The roles a person may hold; several add up. */
export const ROLES = ['runner', 'builder', 'steward', 'leader', 'auditor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a person in one organisation, with what the rules ask about them. */
export interface Actor {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly teamIds: readonly TeamId[];
  readonly sessionId: SessionId | null;
}

/** What acts when no person does: a worker that takes over a run, the set-up, an expiry. */
export interface SystemActor {
  readonly organisationId: OrganisationId;
  readonly system: string;
}
