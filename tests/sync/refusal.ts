import { expect } from 'vitest';
import { CLOSE } from '#shared/protocol/index.ts';
import { DOCUMENT, Peer, contentOf, setPanel, settle, startWorld, typeLine, type World } from './network.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director', vic: 'viewer', pat: 'producer' } as const;

/** A world with one script line and one panel, and these people in it. */
export async function open(...names: (keyof typeof SEATS)[]): Promise<{ world: World; peers: Peer[] }> {
  const world = await startWorld(SEATS, {
    seed: (doc) => {
      typeLine(doc, 'INT. KITCHEN');
      setPanel(doc, 'p1', 'the kitchen');
    },
  });
  const peers = names.map((name) => new Peer(name));
  for (const peer of peers) await peer.connect(world);
  await settle(world, ...peers);
  return { world, peers };
}

/** Sends a frame and checks that it closed the socket, and that neither the log nor anybody else has seen of it. */
export async function expectRefused(
  world: World,
  sender: Peer,
  watcher: Peer,
  code: number = CLOSE.refused,
): Promise<void> {
  const before = { log: (await world.store.log(DOCUMENT, 1, 0, 1000)).length, seen: contentOf(watcher.doc) };
  await settle(world, sender, watcher);
  expect(sender.closed).toBe(code);
  expect((await world.store.log(DOCUMENT, 1, 0, 1000)).length).toBe(before.log);
  expect(contentOf(watcher.doc)).toEqual(before.seen);
  expect(world.errors).toEqual([]);
}
