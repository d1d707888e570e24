import { createHash } from 'node:crypto';
import { AppError, canonicalJson, invalidInput, type PersonId, type RunId } from '@groundswell/kernel';
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
  const [submitted] = await tx.query<{ id: RunId; request_digest: string }>(
    `SELECT id, request_digest FROM runs WHERE organisation_id = $1 AND actor_id = $2 AND idempotency_key = $3`,
    [tx.scope.organisationId, actorId, key],
  );
  if (submitted === undefined) return null;
  if (submitted.request_digest === digest) return tx.manager.findOneBy(RunEntity, { ...tx.scope, id: submitted.id });
  throw new AppError(
    'conflict',
    'IDEMPOTENCY_KEY_REUSED',
    'This key belongs to another run that you submitted. Send the new one under a key of its own.',
  );
}
