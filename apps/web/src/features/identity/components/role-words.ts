import type { Role } from '@groundswell/contracts';

/** What each role may do, in the words of the people who hold it. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly label: string; readonly may: string }>> = {
  runner: { label: 'Runner', may: 'Runs published workflows, approves their writes, confirms the minutes.' },
  builder: { label: 'Builder', may: 'Registers, adapts and builds workflows; reviews what others built.' },
  steward: { label: 'Steward', may: 'Owns connectors, tools, secrets and policies; reads the audit log.' },
  leader: { label: 'Leader', may: 'Reads all figures, sets the plan, moves workflows between stages.' },
  auditor: { label: 'Auditor', may: 'Reads everything, changes nothing.' },
  owner: { label: 'Owner', may: 'All that the others may do, and people and settings.' },
};

export const ROLES: readonly Role[] = ['runner', 'builder', 'steward', 'leader', 'auditor', 'owner'];
