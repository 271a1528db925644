import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { idMaker, type ElementId, type NewId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { ELEMENT_TYPES, type ScriptElement, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { scriptRoot } from './document.ts';
import { rewriteScript } from './rewrite-script.ts';
import { appendScript, readScript } from './script.ts';

const seed = 20261126;

function ids(from = seed): NewId {
  const rng = seededRng(from);
  return idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
}

function docOf(paragraphs: readonly ScriptParagraph[]): Y.Doc {
  const doc = new Y.Doc();
  appendScript(doc, paragraphs, ids());
  return doc;
}

function meet(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(a, fromB);
  Y.applyUpdate(b, fromA);
}

const textAt = (doc: Y.Doc, at: number) => (scriptRoot(doc).get(at) as Y.XmlElement).get(0) as Y.XmlText;
const SCENE: readonly ScriptParagraph[] = [
  { type: 'scene_heading', text: 'INT. KITCHEN - DAY' },
  { type: 'action', text: 'The kettle sings on the stove.' },
  { type: 'action', text: 'A door. Another door.' },
];

test('a script that says so already is not written to', () => {
  const doc = docOf(SCENE);
  let updates = 0;
  doc.on('update', () => updates++);
  rewriteScript(doc, readScript(doc));
  expect(updates).toBe(0);
});

test('what others type meanwhile beside the changed words stays, in lines that stay', () => {
  const ana = docOf(SCENE);
  const ben = new Y.Doc();
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
  textAt(ben, 1).insert('The kettle'.length, ', at last,');
  const [heading, kettle, doors] = readScript(ana) as [ScriptElement, ScriptElement, ScriptElement];
  ana.transact(() => {
    rewriteScript(ana, [doors, heading, { ...kettle, type: 'general', text: 'The kettle sings on the fire.' }]);
  });
  meet(ana, ben);
  expect(readScript(ana)).toEqual(readScript(ben));
  expect(readScript(ana).map(({ id, type, text }) => [id, type, text])).toEqual([
    [doors.id, 'action', 'A door. Another door.'],
    [heading.id, 'scene_heading', 'INT. KITCHEN - DAY'],
    [kettle.id, 'general', 'The kettle, at last, sings on the fire.'],
  ]);
});

test('one undo takes it back, and leaves what another wrote since', () => {
  const doc = docOf(SCENE);
  const before = readScript(doc);
  const undo = new Y.UndoManager(scriptRoot(doc), { trackedOrigins: new Set(['me']) });
  const [heading, kettle, doors] = before as [ScriptElement, ScriptElement, ScriptElement];
  const added: ScriptElement = { id: 'n' as ElementId, type: 'action', text: 'A new line.' };
  doc.transact(() => rewriteScript(doc, [added, doors, { ...heading, number: '7' }]), 'me');
  doc.transact(() => appendScript(doc, [{ type: 'action', text: 'Hers.' }], ids(2)), 'her');
  undo.undo();
  const after = readScript(doc);
  expect(after.filter(({ text }) => text !== 'Hers.')).toEqual([heading, kettle, doors]);
  expect(after).toHaveLength(4);
});

test('a node of a newer version is not touched', () => {
  const doc = docOf(SCENE);
  scriptRoot(doc).insert(1, [new Y.XmlElement('storyboard_embed')]);
  rewriteScript(doc, []);
  expect(
    scriptRoot(doc)
      .toArray()
      .map((node) => (node as Y.XmlElement).nodeName),
  ).toEqual(['storyboard_embed']);
});

/** No program styles half of a character. */
function whole(text: string, at: number): number {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at;
}

function randomScript(from: readonly ScriptElement[], rng: Rng, newId: NewId): ScriptElement[] {
  const words = () =>
    Array.from({ length: randomInt(rng, 6) }, () => pick(rng, ['a', 'Zoë', '🎬', 'lamp.', '\n'])).join(' ');
  const kept = from
    .filter(() => rng.next() < 0.8)
    .map((element) => {
      if (rng.next() < 0.5) return element;
      const { number: _number, styles: _styles, style: _style, layout: _layout, ...rest } = element;
      const text = rng.next() < 0.5 ? element.text : `${words()}${element.text.split(' ').slice(0, 2).join(' ')}`;
      const start = whole(text, randomInt(rng, text.length + 1));
      const end = whole(text, start + randomInt(rng, text.length + 1 - start));
      return {
        ...rest,
        ...{ text, type: pick(rng, ELEMENT_TYPES) },
        ...(rng.next() < 0.5 && { number: '2' }),
        ...(rng.next() < 0.3 && { style: 'New Act' }),
        ...(rng.next() < 0.3 && { layout: { leftIndent: 1 + randomInt(rng, 2), startsNewPage: false as const } }),
        ...(start < end && { styles: [{ from: start, to: end, style: pick(rng, ['bold', 'italic'] as const) }] }),
      };
    });
  for (let count = randomInt(rng, 4); count > 0; count--) {
    const added = { id: newId<ElementId>(), type: 'action' as const, text: words() };
    kept.splice(randomInt(rng, kept.length + 1), 0, added, ...kept.splice(randomInt(rng, kept.length + 1), 2));
  }
  return kept;
}

test(`it says what it was told to, and every replica reads the same (seed ${String(seed)})`, () => {
  fc.assert(
    fc.property(fc.integer(), (from) => {
      const [rng, newId] = [seededRng(from), ids(from)];
      const [doc, other] = [docOf(SCENE), new Y.Doc()];
      for (let round = 0; round < 6; round++) {
        const wanted = randomScript(readScript(doc), rng, newId);
        doc.transact(() => rewriteScript(doc, wanted));
        expect(readScript(doc)).toEqual(wanted);
      }
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
      expect(readScript(other)).toEqual(readScript(doc));
    }),
    { seed, numRuns: 200 },
  );
});
