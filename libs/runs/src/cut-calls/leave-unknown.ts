import type { Tx } from '@groundswell/platform';
import type { Lease } from '../engine/lease.js';
import { settleStep } from '../engine/steps.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';

/** A write that was cut off with its run: the run stays at its end, and a person may still say what became of the write. */
export async function leaveUnknown(tx: Tx, lease: Lease, step: RunStepEntity): Promise<void> {
  await settleStep(tx, lease, step, { status: 'unknown' });
}
