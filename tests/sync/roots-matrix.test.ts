import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { MEMBER_ROLES, can, type Capability, type MemberRole } from '#shared/access/index.ts';
import { rootsOf } from '#shared/collab/index.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { DOCUMENT, Peer, settle, startWorld, typeLine, userId, type World } from './network.ts';

const SEATS = Object.fromEntries(MEMBER_ROLES.map((role) => [role, role])) as Record<string, MemberRole>;
/** Every root that shared/collab lists, and one that it does not. */
const ROOTS: readonly [string, Capability | null][] = [...Object.entries(rootsOf('project')), ['unlisted', null]];

/** Writes below a root as an update of its own, whatever the root is. */
function touch(doc: Y.Doc, root: string): void {
  if (root === 'script') typeLine(doc, 'touched');
  else doc.getMap(root).set('touched', new Y.Map([['by', 'test']]));
}

async function rowsOf({ store }: World): Promise<number> {
  return (await store.log(DOCUMENT, 1, 0, 100)).length;
}

/** What became of a write: taken (and stored under this name), or refused without a trace. */
async function attempt(world: World, peer: Peer, root: string): Promise<'taken' | 'refused'> {
  const before = await rowsOf(world);
  touch(peer.doc, root);
  await settle(world, peer);
  const rows = (await world.store.log(DOCUMENT, 1, 0, 100)).slice(before);
  if (rows.length === 0) return 'refused';
  expect(rows.map((row) => row.userId)).toEqual([userId(peer.name)]);
  return 'taken';
}

describe.each(ROOTS)('[G2] [S1] the root %s', (root, capability) => {
  test.each(MEMBER_ROLES)('%s', async (role) => {
    const world = await startWorld(SEATS);
    const peer = await new Peer(role).connect(world);
    await settle(world, peer);
    const may = capability !== null && can(role, capability);
    expect(await attempt(world, peer, root)).toBe(may ? 'taken' : 'refused');
    expect(peer.closed).toBe(may ? null : CLOSE.refused);
  });

  test('whose seat was taken, whose session ended, and who never had either', async () => {
    const world = await startWorld(SEATS);
    const [removed, expired, stranger] = [new Peer('owner'), new Peer('writer'), new Peer('stranger')];
    world.sessions.add('session-stranger');
    for (const peer of [removed, expired]) await peer.connect(world);
    await settle(world, removed, expired);
    world.access.seat('owner', null);
    world.sessions.delete('session-writer');
    world.access.changed({ kind: 'session-ended', sessionId: 'session-writer' });
    await settle(world, removed, expired);
    for (const peer of [removed, expired]) expect(await attempt(world, peer, root)).toBe('refused');
    expect([removed.closed, expired.closed]).toEqual([CLOSE.forbidden, CLOSE.unauthenticated]);
    await stranger.connect(world);
    expect(await attempt(world, stranger, root)).toBe('refused');
    const anonymous = await new Peer('nobody').connect(world);
    expect([stranger.closed, anonymous.closed]).toEqual([CLOSE.notFound, CLOSE.unauthenticated]);
  });
});
