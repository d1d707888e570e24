import { createHash } from 'node:crypto';
import { AppError, canonicalJson, invalidInput, type PersonId } from '@groundswell/kernel';
import type { Tx } from '@groundswell/platform';
import { RunEntity } from '../persistence/run.entity.js';

const MAX_KEY_LENGTH = 200;

/** One digest for all that a request asks: the same submit twice has the same one. */
export function requestDigest(request: object): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}

/** @throws AppError INPUT_INVALID for a key that cannot be one */
export function checkIdempotencyKey(key: string): void {
  if (key.trim() === '' || key.length > MAX_KEY_LENGTH || /[\u0000-\u001f\u007f]/.test(key)) {
    const message = `Give each submit a key of 1 to ${MAX_KEY_LENGTH} plain characters, and the same one when you repeat it.`;
    throw invalidInput([{ path: 'idempotencyKey', message }]);
  }
}

/**
 * The run that this very submit made before; null when it is new.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key was used for something else
 */
export async function findSubmitted(tx: Tx, actorId: PersonId, key: string, digest: string): Promise<RunEntity | null> {
  const run = await tx.manager.findOneBy(RunEntity, { ...tx.scope, actorId, idempotencyKey: key });
  if (run === null) return null;
  if (run.requestDigest === digest) return run;
  throw new AppError(
    'conflict',
    'IDEMPOTENCY_KEY_REUSED',
    'This key belongs to another run that you submitted. Send the new one under a key of its own.',
  );
}
