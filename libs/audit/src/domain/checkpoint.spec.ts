import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.js';

const checkpoint: Checkpoint = {
  organisationId: '019a0000-0000-7000-8000-000000000001',
  kind: 'head',
  seq: 12,
  hash: 'ab'.repeat(32),
  at: '2026-11-02T09:00:00.000Z',
  keyId: '0123456789ab',
  signature: 'c2ln',
};

describe('a checkpoint’s file', () => {
  it('says again what was written', () => {
    expect(readCheckpoint(writeCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it('is not read from anything else', () => {
    const other = writeCheckpoint(checkpoint).replace('audit checkpoint 1', 'audit checkpoint 2');
    for (const text of ['', '[]', 'null', '{"signed":"{}","keyId":"a","signature":"b"}', other]) {
      expect(readCheckpoint(text)).toBeNull();
    }
    fc.assert(fc.property(fc.json(), (text) => readCheckpoint(text) === null));
  });
});
