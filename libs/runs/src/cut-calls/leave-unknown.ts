import type { Tx } from '@groundswell/platform';
import { type Lease, maySettle } from '../engine/lease.js';
import { changeStep } from '../engine/steps.js';
import type { RunStepEntity } from '../persistence/run-step.entity.js';

/** A write that was cut off with its run: the run stays at its end, and a person may still say what became of the write. */
export async function leaveUnknown(tx: Tx, lease: Lease, step: RunStepEntity): Promise<void> {
  if (await maySettle(tx, lease, step)) await changeStep(tx, step, { status: 'unknown' });
}
