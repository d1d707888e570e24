import type { OrganisationId, RunId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { LeaseLost } from '../domain/runs.errors.js';

/** How long a worker holds a run without a sign of life, and how often it gives one. Milliseconds. */
export const LEASE = { lengthMs: 15_000, heartbeatMs: 4_000 } as const;

/** The right of one worker, for one visit, to act on a run. */
export interface Lease {
  readonly organisationId: OrganisationId;
  readonly runId: RunId;
  readonly owner: string;
}

type Param = (value: unknown) => string;

/**
 * The condition that the lease still stands, so that nothing is begun by a worker that slept through the loss of its lease. It takes
 * no lock: the audit entry of a call is locked before it, and people who cancel lock the other way round. What closes the
 * last gap is the number of the step: two workers of one run reach for the same one, and the second does not get it.
 */
export function isHeld(lease: Lease, param: Param): string {
  const { organisationId, runId, owner } = lease;
  return `EXISTS (SELECT FROM runs WHERE organisation_id = ${param(organisationId)} AND id = ${param(runId)}
            AND lease_owner = ${param(owner)} AND status = 'running')`;
}

/** For what begins without a step of its own. @throws LeaseLost */
export async function assertHeld(tx: Tx, lease: Lease): Promise<void> {
  const params: unknown[] = [];
  const condition = isHeld(lease, (value) => `$${params.push(value)}`);
  const [answer] = await tx.query<{ held: boolean }>(`SELECT ${condition} AS held`, params);
  if (answer?.held !== true) throw new LeaseLost();
}

/**
 * The condition that a result may still be stored with its step `s`: the lease stands, or the run is over and the step is as this
 * worker began it. A worker whose run was taken over keeps its hands off: another one has begun the step anew.
 */
export function maySettle(lease: Lease, step: { readonly auditEntryId: string | null }, param: Param): string {
  const { organisationId, runId, owner } = lease;
  return `EXISTS (SELECT FROM runs r WHERE r.organisation_id = ${param(organisationId)} AND r.id = ${param(runId)} AND r.id = s.run_id
            AND (r.lease_owner = ${param(owner)} OR (r.ended_at IS NOT NULL AND s.status = 'intended'
              AND s.audit_entry_id IS NOT DISTINCT FROM ${param(step.auditEntryId)}::uuid)))`;
}

/** Extends the lease. @returns whether it still stood */
export async function extendLease(tx: Tx, lease: Lease, until: Date): Promise<boolean> {
  const held = await tx.query<{ id: string }>(
    `UPDATE runs SET lease_until = $4 WHERE organisation_id = $1 AND id = $2 AND lease_owner = $3 AND status = 'running'
     RETURNING id`,
    [lease.organisationId, lease.runId, lease.owner, until],
  );
  return held.length > 0;
}

/**
 * Gives the run back before its work is done, for the next worker.
 * @param notBefore the instant from which it may be taken up again
 * @param afterFault whether it is left alone for a fault of the world, which is counted
 */
export async function releaseLease(tx: Tx, lease: Lease, notBefore: Date | null, afterFault = true): Promise<void> {
  await tx.query(
    `UPDATE runs SET lease_owner = NULL, lease_process = NULL, lease_until = $4,
            faults = CASE WHEN $4::timestamptz IS NULL THEN 0 WHEN $5 THEN faults + 1 ELSE faults END
      WHERE organisation_id = $1 AND id = $2 AND lease_owner = $3`,
    [lease.organisationId, lease.runId, lease.owner, notBefore, afterFault],
  );
}
