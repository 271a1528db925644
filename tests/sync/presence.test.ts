import { expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import { CLOSE, MESSAGE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import { Peer, settle, startWorld, until, userId, type World } from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', vic: 'viewer' } as const;

async function meet(world: World, ...names: string[]): Promise<Peer[]> {
  const peers = [];
  for (const name of names) peers.push(await new Peer(name).connect(world));
  await exchange(world, peers);
  return peers;
}

/** An awareness message of one state, as JSON text. */
function oneState(client: number, json: string): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [1, client, 9]) encoding.writeVarUint(encoder, value);
    encoding.writeVarString(encoder, json);
  });
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

test('[P4] a state that grows over the limit when it is written out is not passed on', async () => {
  const world = await startWorld(SEATS);
  const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
  ana.toServer.push(messageOf(oneState(ana.doc.clientID, `{"n":[${'1e20,'.repeat(390)}1]}`)));
  await exchange(world, [ana, ben]);
  expect(ben.presence.get(ana.doc.clientID)).toEqual({ user: { id: userId('ana'), name: 'ANA' } });
  expect(ana.closed).toBeNull();
});

const broken: Record<string, (client: number) => Uint8Array> = {
  'that ends early': (client) => {
    const body = oneState(client, '{"x":1}');
    body[0] = 2;
    return messageOf(body);
  },
  'with bytes after its end': (client) => messageOf(Uint8Array.from([...oneState(client, '{"x":1}'), 7])),
};
for (const [what, bytesOf] of Object.entries(broken)) {
  test(`[P4] an awareness message ${what} closes the socket, and nothing of it is shown`, async () => {
    const world = await startWorld(SEATS);
    const [ana, ben] = (await meet(world, 'ana', 'ben')) as [Peer, Peer];
    const before = ben.toClient.length;
    ana.connection!.receive(bytesOf(ana.doc.clientID));
    const shown: unknown[] = [];
    await until(() => {
      while (ben.deliver('down')) shown.push(ben.presence.get(ana.doc.clientID));
      return !ben.presence.has(ana.doc.clientID);
    }, 'the farewell');
    expect([before, ana.closed, shown]).toEqual([0, CLOSE.refused, [undefined]]);
  });
}

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

/** An awareness message with this body, whatever it is. */
function messageOf(body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}
