import type { RunEntity } from './run.entity.js';

/** A run as other libraries may know it. Who holds it and how it was submitted stays inside. */
export type RunSummary = Readonly<
  Omit<
    RunEntity,
    'leaseOwner' | 'leaseProcess' | 'leaseUntil' | 'faults' | 'idempotencyKey' | 'requestDigest' | 'versionDigest'
  >
>;
