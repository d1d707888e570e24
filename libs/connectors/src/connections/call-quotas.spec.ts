import { describe, expect, it } from '@jest/globals';
import { CallQuotas } from './call-quotas.js';

const LIMITS = { callsPerMinute: 3, maxConcurrent: 2 };

function held(): { work: () => Promise<void>; end: () => void } {
  let end = () => {};
  const gate = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => gate, end: () => end() };
}

describe('the limits of a connector', () => {
  it('turn a call away that is past the rate, and let it through a minute later', async () => {
    const quotas = new CallQuotas();
    let nowMs = 0;
    quotas.nowMs = () => nowMs;
    const call = (id = 'crm') => quotas.within(id, LIMITS, () => Promise.resolve('done'));
    for (let i = 0; i < 3; i++) await call();
    await expect(call()).rejects.toMatchObject({ code: 'CONNECTOR_RATE_LIMITED' });
    await expect(call('erp')).resolves.toBe('done');
    nowMs = 60_001;
    await expect(call()).resolves.toBe('done');
  });

  it('let a call past the number at once wait for its turn', async () => {
    const quotas = new CallQuotas();
    const [one, two] = [held(), held()];
    const begun: string[] = [];
    const calls = [
      quotas.within('crm', LIMITS, one.work),
      quotas.within('crm', LIMITS, two.work),
      quotas.within('crm', LIMITS, async () => {
        begun.push('third');
      }),
    ];
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(begun).toEqual([]);
    one.end();
    await calls[2];
    expect(begun).toEqual(['third']);
    two.end();
    await Promise.all(calls);
  });

  it('give the turn back when a call fails', async () => {
    const quotas = new CallQuotas();
    const limits = { callsPerMinute: 100, maxConcurrent: 1 };
    for (let i = 0; i < 3; i++) {
      await expect(quotas.within('crm', limits, () => Promise.reject(new Error('it broke')))).rejects.toThrow(
        'it broke',
      );
    }
    await expect(quotas.within('crm', limits, () => Promise.resolve(1))).resolves.toBe(1);
  });
});
