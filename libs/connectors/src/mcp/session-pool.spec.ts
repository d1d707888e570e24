import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { POOL_LIMITS, SessionPool, type Poolable, type PoolLimits } from './session-pool.js';

class Conversation implements Poolable {
  private end: () => void = () => undefined;
  readonly closed = new Promise<void>((resolve) => {
    this.end = resolve;
  });
  open = true;

  async close(): Promise<void> {
    this.open = false;
    this.end();
    await this.closed;
  }
}

const pools: SessionPool<Conversation>[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});

function pool(limits: Partial<PoolLimits> = {}, now?: () => number): SessionPool<Conversation> {
  const made = new SessionPool<Conversation>({ ...POOL_LIMITS, ...limits }, now);
  pools.push(made);
  return made;
}

const fresh = () => jest.fn(() => Promise.resolve(new Conversation()));
const itself = (conversation: Conversation) => Promise.resolve(conversation);

describe('the pool of conversations', () => {
  it('opens one conversation per key and uses it again', async () => {
    const open = fresh();
    const one = pool();
    const [first, second, third] = await Promise.all([
      one.use('a', open, itself),
      one.use('a', open, itself),
      one.use('b', open, itself),
    ]);
    expect(open).toHaveBeenCalledTimes(2);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('opens a new one when the old one has ended', async () => {
    const one = pool();
    const first = await one.use('a', fresh(), itself);
    await first.close();
    await Promise.resolve();
    expect(await one.use('a', fresh(), itself)).not.toBe(first);
  });

  it('closes what nobody uses for a while, and nothing that somebody does', async () => {
    let now = 0;
    const one = pool({ idleMs: 200 }, () => now);
    const idle = await one.use('idle', fresh(), itself);
    let done: () => void = () => undefined;
    const busy = one.use('busy', fresh(), async (conversation) => {
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      return conversation;
    });
    now = 1_000;
    await idle.closed;
    expect(one.size).toBe(1);
    done();
    expect((await busy).open).toBe(true);
  });

  it('makes room by closing the one that was used longest ago, and refuses when all are at work', async () => {
    let now = 0;
    const one = pool({ maxSessions: 2 }, () => now++);
    const first = await one.use('a', fresh(), itself);
    await one.use('b', fresh(), itself);
    await one.use('c', fresh(), () =>
      one.use('b', fresh(), async () => {
        expect(first.open).toBe(false);
        await expect(one.use('d', fresh(), itself)).rejects.toMatchObject({ code: 'CONNECTORS_BUSY' });
      }),
    );
  });

  it('lets calls of one conversation queue up, but not without end', async () => {
    const one = pool({ maxPerSession: 1, maxWaiting: 1 });
    const releases: (() => void)[] = [];
    const hold = () => new Promise<void>((resolve) => releases.push(resolve));
    const first = one.use('a', fresh(), hold);
    const second = one.use('a', fresh(), hold);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(one.use('a', fresh(), hold)).rejects.toMatchObject({ code: 'CONNECTOR_BUSY' });
    expect(releases).toHaveLength(1);
    releases[0]?.();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    releases[1]?.();
    await second;
  });

  it('does not start at once again what has just failed to start', async () => {
    let now = 0;
    const one = pool({ firstBackOffMs: 100, maxBackOffMs: 300 }, () => now);
    const open = jest.fn(() => Promise.reject<Conversation>(new Error('It does not start.')));
    const attempt = () => expect(one.use('a', open, itself)).rejects.toThrow('It does not start.');
    const attemptsAt: number[] = [];
    for (now = 0; now <= 1_000; now += 50) {
      const before = open.mock.calls.length;
      await attempt();
      if (open.mock.calls.length > before) attemptsAt.push(now);
    }
    expect(attemptsAt).toEqual([0, 100, 300, 600, 900]);
    await one.drop('a');
    expect(await one.use('a', fresh(), itself)).toBeInstanceOf(Conversation);
  });

  it('drops the conversations of one connector and leaves the others', async () => {
    const one = pool();
    const gone = await one.use('v1:x', fresh(), itself);
    const kept = await one.use('v2:x', fresh(), itself);
    await one.drop('v1:');
    expect([gone.open, kept.open]).toEqual([false, true]);
  });

  it('lets calls under way finish in a conversation that newcomers no longer enter', async () => {
    const one = pool();
    let done: () => void = () => undefined;
    const busy = one.use('v1:x', fresh(), async (conversation) => {
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      return conversation.open;
    });
    const dropped = one.drop('v1:');
    const another = await one.use('v1:x', fresh(), itself);
    done();
    expect(await busy).toBe(true);
    await dropped;
    expect(another.open).toBe(true);
  });

  it('opens nothing once it has ended', async () => {
    const one = pool();
    const first = await one.use('a', fresh(), itself);
    await one.end();
    expect(first.open).toBe(false);
    await expect(one.use('a', fresh(), itself)).rejects.toMatchObject({ kind: 'closed' });
  });
});
