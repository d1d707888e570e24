import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '@groundswell/kernel';
import { type AuditFacts, type ChainedEntry, ChainVerifier, entryHash, genesisHash } from './audit-chain.js';

const organisationId = '019a0000-0000-7000-8000-000000000001';

function chain(details: readonly string[]): ChainedEntry[] {
  let previousHash = genesisHash(organisationId);
  return details.map((detail, index) => {
    const facts: AuditFacts = {
      organisationId,
      seq: index + 1,
      id: `entry-${index}`,
      at: new Date(index * 1000).toISOString(),
      action: 'workflow.registered',
      actorId: null,
      actorName: 'Ada',
      subjectType: 'workflow',
      subjectId: null,
      workflowId: null,
      runId: null,
      connectorId: null,
      details: { detail },
    };
    const hash = entryHash(previousHash, facts);
    const entry = { ...facts, previousHash, hash };
    previousHash = hash;
    return entry;
  });
}

function verify(entries: readonly ChainedEntry[], head: { seq: number; hash: string } | null) {
  const verifier = new ChainVerifier(organisationId);
  for (const entry of entries) verifier.add(entry);
  return verifier.verdict(head);
}

const headOf = (entries: readonly ChainedEntry[]) => {
  const last = entries.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : null;
};

describe('the audit chain', () => {
  it('accepts what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (details) => {
        const entries = chain(details);
        expect(verify(entries, headOf(entries))).toMatchObject({ ok: true, entries: details.length });
      }),
    );
  });

  it('hashes the canonical form of all facts, whoever puts the number in', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.jsonValue(), (text, seq, value) => {
        const facts = {
          organisationId,
          seq,
          id: 'entry',
          at: new Date(0).toISOString(),
          action: text,
          actorId: null,
          actorName: text,
          subjectType: 'workflow',
          subjectId: text,
          workflowId: null,
          runId: text,
          connectorId: null,
          details: { value: value as JsonValue, 'seq":': text },
        };
        const whole = createHash('sha256')
          .update(`previous\n${canonicalJson(facts)}`)
          .digest('hex');
        expect(entryHash('previous', facts)).toBe(whole);
      }),
    );
  });

  it('names the first bad entry after an edit, a deletion, a swap or a cut tail', () => {
    const tampering = fc.record({
      size: fc.integer({ min: 2, max: 15 }),
      at: fc.nat(),
      kind: fc.constantFrom('edit', 'delete', 'swap', 'cut', 'rehash'),
    });
    fc.assert(
      fc.property(tampering, ({ size, at, kind }) => {
        const entries = chain(Array.from({ length: size }, (_, index) => `detail ${index}`));
        const head = headOf(entries);
        const place = at % (size - 1);
        const tampered = [...entries];
        const victim = entries[place];
        const neighbour = entries[place + 1];
        if (!victim || !neighbour) throw new Error('The chain is long enough.');
        let firstBad = place + 1;
        if (kind === 'edit') tampered[place] = { ...victim, actorName: 'Eve' };
        if (kind === 'rehash') {
          const edited = { ...victim, actorName: 'Eve' };
          tampered[place] = { ...edited, hash: entryHash(edited.previousHash, edited) };
          firstBad = place + 2;
        }
        if (kind === 'delete') tampered.splice(place, 1);
        if (kind === 'swap') tampered.splice(place, 2, neighbour, victim);
        if (kind === 'cut') {
          tampered.splice(place + 1);
          firstBad = place + 2;
        }
        const verdict = verify(tampered, head);
        expect(verdict).toMatchObject({ ok: false, firstBadSeq: firstBad });
      }),
    );
  });

  it('does not accept the chain of another organisation', () => {
    const entries = chain(['one']);
    const verifier = new ChainVerifier('019a0000-0000-7000-8000-000000000002');
    for (const entry of entries) verifier.add(entry);
    expect(verifier.verdict(headOf(entries))).toMatchObject({ ok: false, firstBadSeq: 1 });
  });
});
