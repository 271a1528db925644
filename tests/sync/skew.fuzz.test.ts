import * as Y from 'yjs';
import { expect, test } from 'vitest';
import {
  addPanel,
  appendScript,
  createUndo,
  defineRoots,
  leaveTidying,
  readPanels,
  readScript,
  scriptRoot,
} from '#shared/collab/index.ts';
import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { HeadlessEditor } from '#tests/builders/headless-editor.ts';
import { act } from '#tests/chaos/fuzz/acts.ts';

/* What a later version may add without raising the schema's version: things beside those that this one knows (R11). */

const DOCUMENTS = 200;
const ACTS = 40;
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

test(`what a newer version added outlives the work of this one (FUZZ_SEED=${String(seed)})`, () => {
  for (let i = 0; i < DOCUMENTS; i++) {
    const rng = seededRng(seed + i);
    const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
    const doc = newerDocument(rng, newId);
    const [lines, panels] = [readScript(doc), readPanels(doc)].map(
      (items) => new Set(items.map(({ id }) => id as string)),
    );
    const editor = new HeadlessEditor(doc, createUndo(doc, { captureTimeout: 0 }), newId);
    for (let n = 0; n < ACTS; n++) act(editor, 'owner', rng, newId);
    expect(lossesIn(doc, lines!, panels!), `seed ${String(seed + i)}`).toEqual([]);
  }
});

/** A script with nodes, attributes, fields of panels and a root that nothing here knows. */
function newerDocument(rng: Rng, newId: NewId): Y.Doc {
  const newer = new Y.Doc();
  defineRoots(newer);
  const texts = ['INT. KITCHEN - DAY', 'Rain.', 'ANA', 'Come in.', 'She waits.'];
  const lines = appendScript(
    newer,
    texts.map((text, i) => ({ type: i === 0 ? 'scene_heading' : 'action', text })),
    newId,
  );
  const script = scriptRoot(newer);
  for (const node of script.toArray() as Y.XmlElement[]) {
    node.setAttribute('future', node.getAttribute('id')!);
  }
  for (let i = 0; i < 3; i++) {
    const node = new Y.XmlElement('marker');
    node.setAttribute('colour', `c${String(i)}`);
    script.insert(randomInt(rng, script.length + 1), [node]);
  }
  for (let i = 0; i < 3; i++) {
    const panel = addPanel(newer, { anchors: [pick(rng, lines)], order: `V${String(i)}` }, newId);
    newer.getMap<Y.Map<unknown>>('panels').get(panel)!.set('future', panel);
  }
  newer.getMap('weather').set('sun', true);
  // As it comes over the wire.
  const doc = new Y.Doc();
  defineRoots(doc);
  leaveTidying(doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(newer));
  return doc;
}

/** Of the nodes, and of the lines and panels with these ids that are still there. */
function lossesIn(doc: Y.Doc, lines: ReadonlySet<string>, panels: ReadonlySet<string>): string[] {
  const nodes = scriptRoot(doc).toArray() as Y.XmlElement[];
  const markers = nodes.filter(({ nodeName }) => nodeName === 'marker');
  const losses = markers.length === 3 ? [] : [`${String(3 - markers.length)} nodes`];
  for (const node of nodes) {
    const id = node.getAttribute('id');
    if (id !== undefined && lines.has(id) && node.getAttribute('future') !== id) losses.push(`an attribute of ${id}`);
  }
  for (const [id, record] of doc.getMap<Y.Map<unknown>>('panels')) {
    if (panels.has(id) && record.get('future') !== id) losses.push(`a field of ${id}`);
  }
  if (doc.getMap('weather').get('sun') !== true) losses.push('a root');
  return losses;
}
