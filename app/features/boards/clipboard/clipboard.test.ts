import { expect, test } from 'vitest';
import {
  addPanel,
  addTake,
  appendScript,
  readPanels,
  readScript,
  readShots,
  markSuggested,
  updatePanel,
  writeBlocking,
} from '#shared/collab/index.ts';
import type { AssetHash, PanelId, ProjectId, ShotId, SuggestionId, TakeId, UserId } from '#shared/lib/ids.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { arrangePanels, type Take } from '#shared/storyboard/index.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { copyPanels, readCopied, writeCopied } from './copied-panels.ts';
import { pastePanels } from './paste-panels.ts';

const rng = seededRng(5);
const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
const SUGGESTION = newId<SuggestionId>();
const [HOME, ELSEWHERE] = [newId<ProjectId>(), newId<ProjectId>()];

function film() {
  const target = memoryConnection();
  const { doc } = target;
  const lines = appendScript(
    doc,
    [
      { type: 'scene_heading', text: 'INT. MILL - DAY' },
      { type: 'action', text: 'Wheels.' },
      { type: 'scene_heading', text: 'EXT. WEIR - DAY' },
    ],
    newId,
  );
  const storyboard = () => ({ ...arrangePanels(scenesOf(readScript(doc)), readPanels(doc)), shots: readShots(doc) });
  const panels = (scene: number) => storyboard().boards[scene]?.panels ?? [];
  return { target, doc, lines, storyboard, panels };
}

const take = (at: number): Take => ({
  ...{ id: newId<TakeId>(), asset: 'ab'.repeat(32) as AssetHash, width: 16, height: 9, source: 'uploaded' },
  ...{ provider: 'uploaded', at, by: newId<UserId>() },
});

/** Two frames of one named setup, the first with two takes. */
function boarded() {
  const made = film();
  const { doc, lines } = made;
  const line = lines.slice(1, 2);
  const a = addPanel(
    doc,
    { anchors: line, order: 'a0', caption: 'Wide', shot: { size: 'EWS', name: 'Gull unit' } },
    newId,
  );
  const shot = made.panels(0)[0]?.shot as ShotId;
  const b = addPanel(doc, { anchors: line, order: 'a1', shot }, newId);
  const takes = [take(1), take(2)];
  for (const each of takes) addTake(doc, a, each, 'words');
  updatePanel(doc, b, { drawn: 9 });
  markSuggested(doc, a, { shot: SUGGESTION });
  writeBlocking(doc, a, { light: { azimuth: 1, elevation: 0.5 } });
  return { ...made, ids: [a, b], takes };
}

const travelled = ({ storyboard, ids }: ReturnType<typeof boarded>) => {
  const copied = readCopied(writeCopied(copyPanels(HOME, storyboard(), ids)));
  if (!copied) throw new Error('What is written is read.');
  return copied;
};

test('within a scene a pasted frame is one more of its setup, on the same lines, with its pictures; one undo', () => {
  const made = boarded();
  const [scene] = made.lines;
  const place = { scene: scene!, at: 2, anchors: [scene!] };
  const { panels, wanted, drawings } = pastePanels(made.target, made.storyboard(), HOME, travelled(made), place, newId);
  const pasted = made.panels(0).slice(2);
  expect(pasted.map(({ id }) => id)).toEqual(panels);
  expect(pasted[0]).toMatchObject({ caption: 'Wide', anchors: made.lines.slice(1, 2), textHash: 'words' });
  expect(pasted[0]?.takes).toEqual(made.takes);
  expect(pasted.map(({ suggested }) => suggested)).toEqual([{ shot: SUGGESTION }, undefined]);
  expect(pasted[0]?.take).toBe(made.takes[1]?.id);
  expect(new Set(made.panels(0).map(({ shot }) => shot)).size).toBe(1);
  expect(wanted).toEqual([]);
  // A drawing is claimed when it is there, and not before.
  expect(drawings).toEqual([{ original: made.ids[1], panel: panels[1] }]);
  expect(pasted.map(({ drawn }) => drawn)).toEqual([0, 0]);
  expect(undoLabel(made.target.undo)).toBe('paste of 2 panels');
  made.target.undo.undo();
  expect(made.panels(0)).toHaveLength(2);
});

test('in another scene they hang on what is there, and have one setup of their own, without the name', () => {
  const made = boarded();
  const scene = made.lines[2]!;
  pastePanels(made.target, made.storyboard(), HOME, travelled(made), { scene, at: 0, anchors: [scene] }, newId);
  const pasted = made.panels(1);
  expect(pasted.map(({ anchors }) => anchors)).toEqual([[scene], [scene]]);
  expect(new Set(pasted.map(({ shot }) => shot)).size).toBe(1);
  expect(pasted.map(({ blocking }) => blocking)).toEqual([{ light: { azimuth: 1, elevation: 0.5 } }, undefined]);
  expect(readShots(made.doc).get(pasted[0]?.shot as ShotId)).toMatchObject({ size: 'EWS', name: '' });
});

test('in another project the pictures are asked for, the shown one last, and none is claimed before it is there', () => {
  const made = boarded();
  const other = film();
  const scene = other.lines[0]!;
  const place = { scene, at: 0, anchors: [scene] };
  const { panels, wanted } = pastePanels(other.target, other.storyboard(), ELSEWHERE, travelled(made), place, newId);
  expect(other.panels(0).map(({ takes }) => takes)).toEqual([[], []]);
  expect(wanted.map(({ panel, original }) => [panel, original.id])).toEqual(
    made.takes.map(({ id }): [PanelId, TakeId] => [panels[0]!, id]),
  );
});

test.each(['', 'null', '7', '{"version":2}', '{"version":1,"project":"x","shots":[],"panels":[{}]}'])(
  'a clipboard that holds %j has no panels',
  (json) => {
    expect(readCopied(json)).toBeNull();
  },
);

test('what somebody else has put there is read as far as it is a value', () => {
  const id = '0123456789abcdef';
  const panel = {
    ...{ shot: id, anchors: [7, id], text: { caption: 9, durationMs: -4, transition: 'wipe' }, take: {} },
    takes: [{ id, asset: '../etc', at: 1 }, null],
    drawing: '../sketch',
    ...{ blocking: { light: 'x'.repeat(30_000) }, suggested: { shot: '../s', alt: id, mood: id } },
  };
  const shots = [{ id, size: 'HUGE', lens: 50 }, 4];
  const copied = readCopied(JSON.stringify({ version: 1, project: id, shots, panels: [panel, 'panel', { shot: 3 }] }));
  expect(copied?.shots).toMatchObject([{ id, size: 'MS', lens: 50 }]);
  expect(copied?.panels).toMatchObject([
    {
      anchors: [id],
      take: null,
      takes: [],
      drawing: null,
      ...{ blocking: {}, suggested: { alt: id } },
      text: { caption: '', durationMs: 2000, transition: 'wipe' },
    },
  ]);
});
