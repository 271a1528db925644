import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { seededRng } from '#shared/lib/rng.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { appendScript, readScript } from './script.ts';
import { editTitleField, readTitlePage, writeTitlePage } from './title-page.ts';
import { scriptRoot } from './document.ts';

function ids(seed = 1): NewId {
  const rng = seededRng(seed);
  return idMaker((count) => Uint8Array.from({ length: count }, () => Math.floor(rng.next() * 256)));
}

const PARAGRAPHS: ScriptParagraph[] = [
  { type: 'section', text: 'Act one', level: 1 },
  { type: 'scene_heading', text: 'INT. LIGHTHOUSE - NIGHT', number: '1A' },
  { type: 'action', text: 'The lamp turns.\nOnce.' },
  { type: 'character', text: 'ZOË' },
  {
    type: 'dialogue',
    text: 'Not bold, bold, both.',
    styles: [
      { from: 10, to: 20, style: 'bold' },
      { from: 16, to: 20, style: 'italic' },
    ],
  },
  { type: 'character', text: 'RENÉ', dual: true },
  { type: 'dialogue', text: '' },
  { type: 'general', text: 'ACT TWO', style: 'New Act', layout: { alignment: 'right', startsNewPage: false } },
  { type: 'action', text: 'Set in.', layout: { leftIndent: 2.25, rightIndent: 6, firstIndent: -0.1, spaceBefore: 0 } },
];

test('what is written into the script is read back, identity added', () => {
  const doc = new Y.Doc();
  const made = appendScript(doc, PARAGRAPHS, ids());
  const read = readScript(doc);
  expect(read.map((element) => element.id)).toEqual(made);
  expect(read.map(({ id: _id, ...paragraph }) => paragraph)).toEqual(PARAGRAPHS);
  expect(new Set(made).size).toBe(PARAGRAPHS.length);
});

test('the script survives the wire: another replica reads the same', () => {
  const doc = new Y.Doc();
  appendScript(doc, PARAGRAPHS, ids());
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  expect(readScript(other)).toEqual(readScript(doc));
});

test.each([
  ...['New Act', 7, null, [], ['New Act'], {}, { name: 'x'.repeat(61) }, { name: 7, layout: 'wide' }],
  { name: 'a\nb', layout: { leftIndent: 1e9, spacing: 0, alignment: 'up', startsNewPage: true, hidden: true } },
])('a paragraph’s style that is none is as if there were none: %j', (style) => {
  const doc = new Y.Doc();
  appendScript(doc, [{ type: 'action', text: 'Rain.' }], ids());
  (scriptRoot(doc).get(0) as Y.XmlElement).setAttribute('style', style as unknown as string);
  expect(readScript(doc).map(({ id: _id, ...paragraph }) => paragraph)).toEqual([{ type: 'action', text: 'Rain.' }]);
});

test('a change of type keeps what someone else types in the paragraph meanwhile', () => {
  const ana = new Y.Doc();
  appendScript(ana, [{ type: 'action', text: 'Zoë' }], ids());
  const ben = new Y.Doc();
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));

  (scriptRoot(ana).get(0) as Y.XmlElement).setAttribute('type', 'character');
  ((scriptRoot(ben).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(3, ' runs');
  Y.applyUpdate(ana, Y.encodeStateAsUpdate(ben));
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));

  expect(readScript(ana)).toEqual(readScript(ben));
  expect(readScript(ana)[0]).toMatchObject({ type: 'character', text: 'Zoë runs' });
});

test('a node of a newer version is not read as an element, and not touched', () => {
  const doc = new Y.Doc();
  appendScript(doc, [{ type: 'action', text: 'One' }], ids());
  scriptRoot(doc).insert(1, [new Y.XmlElement('storyboard_embed')]);
  expect(readScript(doc).map((element) => element.text)).toEqual(['One']);
  expect(scriptRoot(doc).length).toBe(2);
});

test('title page fields keep their order and lines', () => {
  const doc = new Y.Doc();
  const titlePage = { Title: ['The Lamp', 'and the Sea'], Author: ['A. N.'], 'Draft date': ['1 May'] };
  writeTitlePage(doc, titlePage);
  expect(Object.entries(readTitlePage(doc))).toEqual(Object.entries(titlePage));
});

test('two people who type in one field of the title page at once both keep what they wrote', () => {
  const a = new Y.Doc();
  writeTitlePage(a, { Title: ['Slack Water'], Contact: ['The Harbour', 'Saltmarsh'] });
  const b = new Y.Doc();
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  editTitleField(a, 'Title', 'Slack Water', 'The Slack Water');
  editTitleField(b, 'Title', 'Slack Water', 'Slack Waters');
  editTitleField(a, 'Credit', '', 'by');
  editTitleField(b, 'Author', '', 'Ana');
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  expect(readTitlePage(a)).toEqual(readTitlePage(b));
  expect(readTitlePage(a)).toEqual({
    Title: ['The Slack Waters'],
    Contact: ['The Harbour', 'Saltmarsh'],
    Credit: ['by'],
    Author: ['Ana'],
  });
});

test('a field kept as lines, as documents had it before, is read and edited', () => {
  const doc = new Y.Doc();
  const title = doc.getMap('title');
  title.set('order', ['Contact']);
  title.set('field:Contact', ['The Harbour', 'Saltmarsh']);
  expect(readTitlePage(doc)).toEqual({ Contact: ['The Harbour', 'Saltmarsh'] });
  editTitleField(doc, 'Contact', 'The Harbour\nSaltmarsh', 'The Harbour\nOld Saltmarsh');
  expect(readTitlePage(doc)).toEqual({ Contact: ['The Harbour', 'Old Saltmarsh'] });
});

test('a field emptied is gone from the title page', () => {
  const doc = new Y.Doc();
  writeTitlePage(doc, { Title: ['A'], Credit: ['by'] });
  editTitleField(doc, 'Credit', 'by', '');
  expect(readTitlePage(doc)).toEqual({ Title: ['A'] });
});
