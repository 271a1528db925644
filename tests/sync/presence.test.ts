import { expect, test } from 'vitest';
import { SYNC_LIMITS } from '#shared/protocol/index.ts';
import { Peer, settle, startWorld, until, userId, type World } from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', vic: 'viewer' } as const;

async function meet(world: World, ...names: string[]): Promise<Peer[]> {
  const peers = [];
  for (const name of names) peers.push(await new Peer(name).connect(world));
  await exchange(world, peers);
  return peers;
}

/** Presence travels once in a tick: wait until nothing new arrives. */
async function exchange(world: World, peers: Peer[]): Promise<void> {
  await settle(world, ...peers);
  await new Promise((resolve) => setTimeout(resolve, 90));
  await settle(world, ...peers);
}

test('[P1] whatever a window says about its user, others are told who is signed in', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  ana.sendPresence({ user: { id: userId('ben'), name: 'Ben', colour: '#d55e00' }, cursor: 7 }, { clock: 2 });
  await exchange(world, [ana, ben]);
  const user = { id: userId('ana'), name: 'ANA', colour: '#d55e00', color: '#d55e00' };
  expect(ben.presence.get(ana.doc.clientID)).toEqual({ cursor: 7, user });
});

test('[P1] a colour that is none is left out', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  ana.sendPresence({ user: { colour: 'red;background:url(//evil)' } }, { clock: 2 });
  await exchange(world, [ana, ben]);
  expect(ben.presence.get(ana.doc.clientID)).toEqual({ user: { id: userId('ana'), name: 'ANA' } });
});

test('[P2] a window speaks for itself alone: others can be neither overwritten nor removed', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben, vic] = (await meet(world, 'ana', 'ben', 'vic')) as [Peer, Peer, Peer];
  ben.sendPresence({ cursor: 666 }, { client: ana.doc.clientID, clock: 1e9 });
  ben.sendPresence(null, { client: ana.doc.clientID, clock: 1e9 + 1 });
  ben.sendPresence({ ghost: true }, { client: 12345, clock: 1 });
  await exchange(world, [ana, ben, vic]);
  expect(ben.closed).toBeNull();
  expect([...vic.presence.keys()].sort()).toEqual([ana.doc.clientID, ben.doc.clientID].sort());
  expect(vic.presence.get(ana.doc.clientID)).toEqual({ user: { id: userId('ana'), name: 'ANA' } });
});

test('[P2] nobody comes in under the id of somebody who is here', async () => {
  const world = await startWorld(SEATS);
  const [ana, vic] = (await meet(world, 'ana', 'vic')) as [Peer, Peer];
  const ben = new Peer('ben');
  ben.doc.clientID = ana.doc.clientID;
  await ben.connect(world);
  await exchange(world, [ana, ben, vic]);
  expect(vic.presence.get(ana.doc.clientID)).toEqual({ user: { id: userId('ana'), name: 'ANA' } });
  ben.disconnect();
  await exchange(world, [ana, vic]);
  expect(vic.presence.size).toBe(1);
});

test('[P3] whoever’s socket closes is gone, and whoever comes later never hears of them', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  expect(ben.presence.size).toBe(1);
  ana.disconnect();
  await until(() => {
    while (ben.deliver('down'));
    return ben.presence.size === 0;
  }, 'the farewell');
  const [late] = (await meet(world, 'vic')) as [Peer];
  expect([...late.presence.keys()]).toEqual([ben.doc.clientID]);
});

test('[P3] a window that reconnects before its old socket is gone keeps its place', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  const twin = new Peer('ana');
  twin.useDoc(ana.doc);
  await twin.connect(world);
  await exchange(world, [twin, ben]);
  ana.disconnect();
  await exchange(world, [twin, ben]);
  expect([...ben.presence.keys()]).toEqual([ana.doc.clientID]);
});

test('[P4] a state over the limit is not passed on and costs nobody their connection', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  ana.sendPresence({ blob: 'x'.repeat(SYNC_LIMITS.awarenessState) }, { clock: 2 });
  await exchange(world, [ana, ben]);
  expect(ben.presence.get(ana.doc.clientID)).toEqual({ user: { id: userId('ana'), name: 'ANA' } });
  expect(ana.closed).toBeNull();
});

test('[P5] moves of one moment travel together, and nobody gets their own back', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  for (let clock = 2; clock < 52; clock++) ana.sendPresence({ cursor: clock }, { clock });
  while (ana.deliver('up'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ben.toClient.length).toBeLessThanOrEqual(2);
  expect(ana.toClient.length).toBe(0);
  await exchange(world, [ana, ben]);
  expect(ben.presence.get(ana.doc.clientID)).toMatchObject({ cursor: 51 });
});
