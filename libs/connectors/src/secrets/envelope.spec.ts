import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyIdOf, seal, unseal } from './envelope.js';

const key = { id: randomUUID(), key: randomBytes(32) };
const place = { organisationId: randomUUID(), secretId: randomUUID() };
const broken = expect.objectContaining({ code: 'SECRET_BROKEN' });

describe('a sealed secret', () => {
  it('opens where it was sealed, with the key it names, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 8 }), (secret) => {
        const sealed = seal(key, place, secret);
        expect(keyIdOf(sealed)).toBe(key.id);
        expect(unseal(key, place, sealed)).toBe(secret);
        expect(sealed.includes(Buffer.from(secret))).toBe(false);
      }),
    );
  });

  it('opens nowhere else', () => {
    const sealed = seal(key, place, 'postgres://reader:word@db/crm');
    expect(() => unseal(key, { ...place, organisationId: randomUUID() }, sealed)).toThrow(broken);
    expect(() => unseal(key, { ...place, secretId: randomUUID() }, sealed)).toThrow(broken);
    expect(() => unseal({ ...key, key: randomBytes(32) }, place, sealed)).toThrow(broken);
    expect(() => unseal({ ...key, id: randomUUID() }, place, sealed)).toThrow(broken);
  });

  it('notices every changed byte and every cut', () => {
    const sealed = seal(key, place, 'a secret');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((sealed[i] ?? 0) ^ 1, i);
      expect(() => unseal(key, place, changed)).toThrow(broken);
      expect(() => unseal(key, place, sealed.subarray(0, i))).toThrow(broken);
    }
  });

  it('is another one each time', () => {
    expect(seal(key, place, 'same').equals(seal(key, place, 'same'))).toBe(false);
  });
});
