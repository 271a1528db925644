import { expect, test } from 'vitest';
import { MEMBER_ROLES, can, type MemberRole } from '#shared/access/index.ts';
import {
  defineSketchRoots,
  loadSketch,
  putLayer,
  putMarks,
  readDrawing,
  sketchDocument,
} from '#shared/collab/index.ts';
import type { Mark } from '#shared/drawing/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { CLOSE } from '#shared/protocol/index.ts';
import { PROJECT, Peer, settle, startWorld, userId } from './network.ts';

const SKETCH = sketchDocument(PROJECT, 'panel00000000001' as PanelId);
const SEATS = Object.fromEntries(MEMBER_ROLES.map((role) => [role, role])) as Record<string, MemberRole>;
const MARK: Mark = {
  ...{ tool: 'pen', colour: 0, width: 0.01, opacity: 1, layer: 0, turn: 1 },
  lines: [[{ x: 0, y: 0, pressure: 1 }]],
};

async function startDrawing() {
  const world = await startWorld(SEATS);
  await world.server.documents.create(SKETCH, PROJECT, userId('owner'), () => undefined);
  const open = async (role: string) => {
    const peer = new Peer(role);
    defineSketchRoots(peer.doc);
    await peer.connect(world, {}, SKETCH);
    await settle(world, peer);
    return peer;
  };
  const stored = async () => readDrawing(loadSketch((await world.server.documents.read(SKETCH)).state));
  return { world, open, stored };
}

test.each(MEMBER_ROLES)('[G2] whether a %s may draw is what the table says', async (role) => {
  const { world, open, stored } = await startDrawing();
  const peer = await open(role);
  const may = can(role, 'boards.write');
  putMarks(peer.doc, [['a', MARK]]);
  await settle(world, peer);
  expect(peer.closed).toBe(may ? null : CLOSE.refused);
  expect([...(await stored()).marks.keys()]).toEqual(may ? ['a'] : []);
});

test('[G4] a drawing’s document takes marks and layers, and nothing of a project', async () => {
  const { world, open, stored } = await startDrawing();
  const [ana, ben] = [await open('director'), await open('writer')];
  putLayer(ana.doc, 7, { name: 'Notes', order: 1 });
  await settle(world, ana, ben);
  expect(readDrawing(ben.doc).layers.map(({ name }) => name)).toEqual(['Layer 1', 'Notes']);
  ben.doc.getMap('panels').set('a', 1);
  await settle(world, ana, ben);
  expect([ana.closed, ben.closed]).toEqual([null, CLOSE.refused]);
  expect((await stored()).layers).toHaveLength(2);
});
