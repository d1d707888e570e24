import type { Tx } from '@groundswell/platform';

/**
 * Nobody raises a stop of this organisation until the transaction ends. To be sent before the stops are read, for an act that goes
 * on outside the transaction: a stop that is raised later knows the act and breaks it off.
 */
export async function lockOutStops(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('stops ' || $1::text, 0))`, [
    tx.scope.organisationId,
  ]);
}

/** Waits for the acts that are being written down, and lets none begin until the transaction ends. The first lock of a stop. */
export async function lockOutActs(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('stops ' || $1::text, 0))`, [tx.scope.organisationId]);
}
