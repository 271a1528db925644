import { expect, test } from 'vitest';
import { checkedLayout, type ScriptLayout } from './index.ts';

const LAYOUT: ScriptLayout = {
  paper: { width: 8.27, height: 11.69 },
  margins: { top: 80, bottom: 90, header: 40, footer: 36 },
  leading: 'Tight',
  breaksAtSentences: false,
  styles: {
    Action: { alignment: 'full', leftIndent: 1.75, rightIndent: 6.5, firstIndent: -0.1, spaceBefore: 0, spacing: 1.5 },
    'New Act': { paginateAs: 'Scene Heading', startsNewPage: true, bold: true, italic: false, hidden: false },
  },
  dialogueBreaks: { more: '(WEITER)', continued: '', bottomOfPage: true, topOfNext: false, automaticContinueds: true },
  sceneBreaks: { bottom: '(GEHT WEITER)', top: '', bottomOfPage: true, topOfNext: false, numbered: true },
  header: {
    ...{ visible: true, onFirstPage: true },
    lines: [
      {
        parts: [{ text: 'Blue\t', styles: ['bold'] }, { label: 'Page #' }, { text: '.' }],
        ...{ alignment: 'left', leftIndent: 1.25, rightIndent: -1, tabs: [{ position: 7.25, alignment: 'right' }] },
      },
    ],
  },
  footer: { visible: false, onFirstPage: true },
  startingPage: 3,
  sceneNumbers: { left: true, right: false, leftLocation: 0.5, rightLocation: 7.25 },
};

test('a layout that a file states passes as it is', () => {
  expect(checkedLayout(LAYOUT)).toEqual(LAYOUT);
});

test.each([
  ...[undefined, null, 'letter', 8, [], [LAYOUT], {}, { styles: {}, margins: {} }],
  { paper: { width: 8.5 }, startingPage: 1.5, leading: 'x'.repeat(61), breaksAtSentences: 'Yes' },
  { paper: { width: 1e9, height: 1e9 }, header: { visible: true }, sceneNumbers: { leftLocation: 1 } },
])('%j states nothing', (value) => {
  expect(checkedLayout(value)).toBeNull();
});

test('a header is read as far as one can be printed', () => {
  const parts = [
    { text: 'a\u0000' },
    { text: 'x'.repeat(201) },
    { label: 7 },
    'b',
    { text: 'c', styles: ['bold', 'loud'] },
  ];
  const line = {
    parts,
    alignment: 'full',
    leftIndent: NaN,
    tabs: [{ position: 1 }, { position: 2, alignment: 'left' }],
  };
  const header = { visible: true, onFirstPage: false, lines: [line, null, ...Array.from({ length: 9 }, () => line)] };
  const lines = checkedLayout({ header })?.header?.lines ?? [];
  const read = { parts: [{ text: 'c', styles: ['bold'] }], tabs: [{ position: 2, alignment: 'left' }] };
  expect(lines.slice(0, 2)).toEqual([read, { parts: [] }]);
  expect(lines).toHaveLength(6);
});

test('what no page can have is left out, and the rest stays', () => {
  const action = { leftIndent: NaN, rightIndent: Infinity, spaceBefore: -12, spacing: 0, bold: 1, italic: true };
  const value = {
    margins: { top: 250, bottom: 280, header: 40, footer: '36' },
    styles: { Action: action, 'a\nb': {}, Dialogue: 'none' },
    dialogueBreaks: { more: '(MORE)\u0000', continued: '(FORTS.)' },
    paper: { width: 8.5, height: 9 },
  };
  expect(checkedLayout(value)).toEqual({
    paper: { width: 8.5, height: 9 },
    margins: { header: 40 },
    styles: { Action: { italic: true }, Dialogue: {} },
    dialogueBreaks: { continued: '(FORTS.)' },
  });
});

test('of styles without end a hundred are read', () => {
  const styles = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`Style ${String(i)}`, { bold: true }]));
  expect(Object.keys(checkedLayout({ styles })?.styles ?? {})).toHaveLength(100);
});
