import { afterEach, expect, test } from 'vitest';
import { silentLog } from '#tests/factories/silent-log.ts';
import { freePort } from '#tests/setup/free-port.ts';
import { onRedis } from '#tests/setup/on-redis.ts';
import { joinByRedis } from './redis.ts';
import type { SharedBus } from './shared-bus.ts';

const clock = { now: () => Date.now() };

await onRedis('processes that share a Redis', (redis) => {
  const leaving: (() => void)[] = [];
  afterEach(() => leaving.splice(0).forEach((leave) => leave()));

  const join = async (process: string, installation = 'studio') => {
    const joined = await joinByRedis({ url: redis.url, installation, process, clock, log: silentLog });
    leaving.push(() => joined.close());
    if (!joined.bus.connected) await next(joined.bus, 'onReturn');
    return joined.bus;
  };

  test('hear each other, not themselves, and nobody of another installation', async () => {
    const [one, two, stranger] = [await join('one'), await join('two'), await join('three', 'elsewhere')];
    const heard: unknown[] = [];
    one.hear('access.changed', (message) => heard.push(['one', message]));
    stranger.hear('access.changed', (message) => heard.push(['stranger', message]));
    const arrived = new Promise((resolve) => two.hear('access.changed', (message, from) => resolve([message, from])));
    one.say('access.changed', { kind: 'x' });
    expect(await arrived).toEqual([{ kind: 'x' }, 'one']);
    expect(heard).toEqual([]);
  });

  test('learn of each other’s coming and going', async () => {
    const one = await join('one');
    const came = next(one, 'onPeer');
    const joined = await joinByRedis({ url: redis.url, installation: 'studio', process: 'two', clock, log: silentLog });
    expect(await came).toBe('two');
    const gone = next(one, 'onGone');
    joined.close();
    expect(await gone).toBe('two');
  });

  test.each(['killed', 'hanging'] as const)('know that a Redis is %s, and when it is back', async (how) => {
    const [one, two] = [await join('one'), await join('two')];
    await meet(one, two);
    await meet(two, one);
    const gone = Promise.all([next(one, 'onGone'), next(two, 'onGone')]);
    if (how === 'killed') await redis.kill();
    else redis.pause();
    expect(await gone).toEqual(['two', 'one']);
    // Each notices by itself, and only who noticed has something to come back from.
    await expect.poll(() => one.connected || two.connected, { timeout: 10_000 }).toBe(false);
    const back = Promise.all([one, two].flatMap((bus) => [next(bus, 'onReturn'), next(bus, 'onPeer')]));
    if (how === 'killed') await redis.start();
    else redis.resume();
    await back;
    expect([one.connected, two.connected]).toEqual([true, true]);
    const arrived = new Promise((resolve) => two.hear('rows.committed', resolve));
    one.say('rows.committed', { rows: [] });
    expect(await arrived).toEqual({ rows: [] });
  });

  test('without a Redis at its address, joining fails with a reason', async () => {
    const url = `redis://127.0.0.1:${String(await freePort())}`;
    const joining = joinByRedis({ url, installation: 'studio', process: 'one', clock, log: silentLog });
    await expect(joining).rejects.toThrow(/ECONNREFUSED/);
  });
});

/** From now on `to` knows that `from` is there. */
async function meet(from: SharedBus, to: SharedBus): Promise<void> {
  const heard = new Promise((resolve) => to.hear('access.changed', resolve));
  from.say('access.changed', {});
  await heard;
}

function next(bus: SharedBus, event: 'onReturn' | 'onPeer' | 'onGone'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const stop = bus[event]((process?: string) => {
      stop();
      resolve(process);
    });
  });
}
