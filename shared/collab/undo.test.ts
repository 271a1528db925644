import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { createUndo } from './index.ts';

function window(state?: Uint8Array) {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  const script = doc.getXmlFragment('script');
  const undo = createUndo([script], { captureTimeout: 0 });
  return { doc, script, undo, edit: (change: () => void) => doc.transact(change, EDIT) };
}

function withLine(text: string) {
  const doc = new Y.Doc();
  const line = new Y.XmlElement('element');
  doc.getXmlFragment('script').push([line]);
  line.insert(0, [new Y.XmlText(text)]);
  return window(Y.encodeStateAsUpdate(doc));
}

const lineOf = (script: Y.XmlFragment) => must(script.toArray()[0]) as Y.XmlElement;
const textOf = (script: Y.XmlFragment) => must(lineOf(script).toArray()[0]) as Y.XmlText;

test('undo goes on where a line that it brought back was deleted by somebody else', () => {
  const { doc, script, undo, edit } = withLine('Rain.');
  edit(() => textOf(script).delete(4, 1));
  edit(() => script.delete(0, 1));
  undo.undo();
  expect(script.toJSON()).toBe('<element>Rain</element>');
  // Taken back and typed over, so that Yjs believes nobody needs the line any more.
  edit(() => textOf(script).insert(4, '!'));
  undo.undo();
  edit(() => script.push([new Y.XmlElement('element')]));
  const other = window(Y.encodeStateAsUpdate(doc));
  other.edit(() => other.script.delete(0, 1));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc), 'network');
  expect(script.toJSON()).toBe('<element></element>');
  expect(() => {
    for (let i = 0; i < 4; i++) undo.undo();
  }).not.toThrow();
  expect(script.toJSON()).toBe('');
});

test('words behind a stretch that was deleted, brought back and then rewritten come back behind it', () => {
  const { script, undo, edit } = withLine('one two three');
  edit(() => textOf(script).delete(0, 13));
  undo.undo();
  edit(() => textOf(script).insert(13, ' four'));
  edit(() => {
    textOf(script).insert(4, '2');
    textOf(script).delete(5, 3);
  });
  edit(() => script.delete(0, 1));
  undo.undo();
  expect(script.toJSON()).toBe('<element>one 2 three four</element>');
});
