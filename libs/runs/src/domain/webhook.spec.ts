import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inputsFrom, mappingFaults } from './webhook-inputs.js';
import { judgeSignature, secretText, signatureOf, TOLERANCE_MS } from './webhook-signature.js';

const now = new Date('2026-11-02T09:00:00Z');
const timestamp = String(now.getTime() / 1000);
const secret = secretText(Buffer.alloc(32, 7));
const other = secretText(Buffer.alloc(32, 8));

function headers(body: string, with_ = secret, at = timestamp, id = 'msg_1') {
  return { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatureOf(with_, id, at, body) };
}

describe('the signature of a message', () => {
  it('is the one of the Standard Webhooks', () => {
    // The example of their specification.
    const example = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(signatureOf(example, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('is right for the message that was signed, under the old secret and the new one', () => {
    expect(judgeSignature([other, secret], headers('{}'), '{}', now)).toEqual({ messageId: 'msg_1' });
    const two = `v1,AAAA ${signatureOf(secret, 'msg_1', timestamp, '{}')} v1a,BBBB`;
    expect(judgeSignature([secret], { ...headers('{}'), 'webhook-signature': two }, '{}', now).fault).toBeUndefined();
  });

  it('is wrong as soon as anything else was sent than was signed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (signed, sent) => {
        const { fault } = judgeSignature([secret], headers(signed), sent, now);
        expect(fault).toBe(signed === sent ? undefined : 'SIGNATURE_WRONG');
      }),
    );
    expect(judgeSignature([other], headers('{}'), '{}', now).fault).toBe('SIGNATURE_WRONG');
    expect(judgeSignature([], headers('{}'), '{}', now).fault).toBe('SIGNATURE_WRONG');
    const moved = { ...headers('{}'), 'webhook-id': 'msg_2' };
    expect(judgeSignature([secret], moved, '{}', now).fault).toBe('SIGNATURE_WRONG');
  });

  it('is taken for five minutes, by a clock that is off either way', () => {
    for (const offMs of [-TOLERANCE_MS - 1000, TOLERANCE_MS + 1000]) {
      const at = String((now.getTime() + offMs) / 1000);
      expect(judgeSignature([secret], headers('{}', secret, at), '{}', now).fault).toBe('TIMESTAMP_OUT_OF_RANGE');
    }
    for (const offMs of [-TOLERANCE_MS, TOLERANCE_MS]) {
      const at = String((now.getTime() + offMs) / 1000);
      expect(judgeSignature([secret], headers('{}', secret, at), '{}', now).fault).toBeUndefined();
    }
  });

  it.each([
    [{}],
    [{ ...headers('{}'), 'webhook-id': '' }],
    [{ ...headers('{}'), 'webhook-id': 'with space' }],
    [{ ...headers('{}'), 'webhook-timestamp': 'now' }],
    [{ ...headers('{}'), 'webhook-timestamp': '-1' }],
    [{ ...headers('{}'), 'webhook-signature': ['v1,x'] }],
  ])('needs its headers (%#)', (given) => {
    expect(judgeSignature([secret], given, '{}', now).fault).toBe('HEADERS_MISSING');
  });
});

describe('the inputs of a body', () => {
  const body = { order: { lines: [{ 'sku/a': 'x1' }], customer: { name: 'Ada' } }, __proto__: null };

  it('are the body itself without a mapping, and stand where the mapping says with one', () => {
    expect(inputsFrom({ customer: 'Ada' }, null)).toEqual({ customer: 'Ada' });
    const mapping = {
      customer: '/order/customer/name',
      sku: '/order/lines/0/sku~1a',
      absent: '/order/nothing/here',
      all: '',
    };
    expect(inputsFrom(body, mapping)).toEqual({ customer: 'Ada', sku: 'x1', all: body });
    expect(inputsFrom(body, { a: '/constructor', b: '/order/lines/length', c: '/__proto__/x' })).toEqual({});
  });

  it('are refused where the mapping is not one', () => {
    expect(mappingFaults({ customer: '/a/b' }, ['customer'])).toEqual([]);
    expect(mappingFaults({ customer: 'a.b', other: '/x' }, ['customer']).map((fault) => fault.path)).toEqual([
      'mapping.customer',
      'mapping.other',
    ]);
  });
});
