import { canonicalJson, type JsonObject } from '@groundswell/kernel';

/** `head`: how far the log reached. `kept-from`: the last entry that retention removed; the kept log follows it. */
export const CHECKPOINT_KINDS = ['head', 'kept-from'] as const;
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number];

/** What a checkpoint vouches for: the entry of that number had that hash. */
export interface CheckpointFacts {
  readonly organisationId: string;
  readonly kind: CheckpointKind;
  readonly seq: number;
  readonly hash: string;
  /** When it was taken: ISO 8601 in UTC with milliseconds. */
  readonly at: string;
}

/** Facts under a signature whose key lives outside the database. */
export interface Checkpoint extends CheckpointFacts {
  readonly keyId: string;
  /** Ed25519 over `checkpointText`, in base64. */
  readonly signature: string;
}

const PURPOSE = 'groundswell audit checkpoint 1';

/** The exact text that is signed. Its first words keep a signature from being used for anything else. */
export function checkpointText({ organisationId, kind, seq, hash, at }: CheckpointFacts): string {
  return canonicalJson({ purpose: PURPOSE, organisationId, kind, seq, hash, at });
}

/** A checkpoint as a file: the signed text as it is, so that anyone can check it with OpenSSL. */
export function writeCheckpoint(checkpoint: Checkpoint): string {
  const { keyId, signature } = checkpoint;
  return `${JSON.stringify({ signed: checkpointText(checkpoint), keyId, signature }, null, 2)}\n`;
}

/** Reads a checkpoint's file; null for anything else. Says nothing about its signature. */
export function readCheckpoint(text: string): Checkpoint | null {
  const outer = objectIn(text);
  const { signed, keyId, signature } = outer ?? {};
  if (typeof signed !== 'string' || typeof keyId !== 'string' || typeof signature !== 'string') return null;
  const { purpose, organisationId, kind, seq, hash, at } = objectIn(signed) ?? {};
  const known = CHECKPOINT_KINDS.find((one) => one === kind);
  if (purpose !== PURPOSE || known === undefined || typeof seq !== 'number' || !Number.isSafeInteger(seq)) return null;
  if (typeof organisationId !== 'string' || typeof hash !== 'string' || typeof at !== 'string') return null;
  const checkpoint = { organisationId, kind: known, seq, hash, at, keyId, signature };
  return checkpointText(checkpoint) === signed ? checkpoint : null;
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
