import { type Checkpoint, writeCheckpoint } from '../domain/checkpoint.js';
import { verdictSentence } from '../verify/verdict-sentence.js';
import type { AuditVerdict } from '../verify/verify-audit.query.js';
import type { AuditCheckpointType, AuditVerificationType } from './audit.type.js';

export function presentVerdict(verdict: AuditVerdict): AuditVerificationType {
  return {
    ok: verdict.ok,
    entries: verdict.entries,
    firstBadSeq: verdict.ok ? null : verdict.firstBadSeq,
    provenFrom: verdict.ok ? verdict.provenFrom : null,
    checkpoints: verdict.ok ? verdict.agreed : 0,
    newestCheckpointAt: verdict.newestCheckpointAt === null ? null : new Date(verdict.newestCheckpointAt),
    message: verdictSentence(verdict),
  };
}

export function presentCheckpoint(checkpoint: Checkpoint): AuditCheckpointType {
  const { seq, kind, hash, at, keyId } = checkpoint;
  return { seq, kind, hash, at: new Date(at), keyId, document: writeCheckpoint(checkpoint) };
}
