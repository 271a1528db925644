import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  addPanel,
  appendScript,
  createUndo,
  readPanels,
  readScript,
  readSettings,
  readTitlePage,
  writeSettings,
} from '#shared/collab/index.ts';
import { keptLayout, parseFdx } from '#shared/formats/fdx/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { writeProject } from '#shared/formats/index.ts';
import { must } from '#shared/lib/assert.ts';
import { layoutOnPaper } from '#shared/pagination/index.ts';
import { SYNC_LIMITS } from '#shared/protocol/index.ts';
import { checkedLayout, setupOf } from '#shared/screenplay/index.ts';
import { hearFrom, memoryConnection } from '#tests/builders/memory-connection.ts';
import { bringInDraft, planDraft, type Draft } from './bring-in-draft.ts';
import { newId } from './new-id.ts';
import { undoLabel } from './undo-labels.ts';

const SCRIPT = `INT. KITCHEN - DAY

The kettle begins to sing on the stove.

ZOË
No.

EXT. HARBOUR - NIGHT

Rain. A lamp swings over the black water.

INT. TRAIN - DAWN

Fields go by, white with frost.
`;

function draftOf(text: string): Draft {
  const { titlePage, elements } = parseFountain(text).screenplay;
  return { format: 'fountain', titlePage, pageSetup: setupOf(null), paragraphs: elements };
}

/** As the server reads it. */
function fdxOf(xml: string): Draft {
  const { screenplay, layout } = parseFdx(xml);
  const paragraphs = screenplay.elements.map(({ kept: _kept, ...paragraph }) => paragraph);
  return { format: 'fdx', titlePage: screenplay.titlePage, pageSetup: setupOf(checkedLayout(layout)), paragraphs };
}

/** A window on a boarded script: a panel on each line. */
function boarded(text = SCRIPT) {
  const { doc } = memoryConnection();
  for (const line of appendScript(doc, draftOf(text).paragraphs, newId))
    addPanel(doc, { anchors: [line], order: 'aV' }, newId);
  const undo = createUndo([
    doc.getXmlFragment('script'),
    doc.getMap('title'),
    doc.getMap('settings'),
    doc.getMap('panels'),
  ]);
  return { doc, undo };
}

const outOf = (doc: Y.Doc) => writeProject('fountain', { titlePage: readTitlePage(doc), elements: readScript(doc) });

test('a draft that is the script as it went out changes nothing at all', () => {
  const window = boarded();
  let updates = 0;
  window.doc.on('update', () => updates++);
  expect(planDraft(window.doc, draftOf(outOf(window.doc))).script.every(({ kind }) => kind === 'same')).toBe(true);
  expect(bringInDraft(window, draftOf(outOf(window.doc)), 'import')).toBe(true);
  expect(updates).toBe(0);
});

test('no panel dangles: it stays with its line, else with its scene, and is kept apart only when that is gone', () => {
  const { doc, undo } = boarded();
  const [kitchen, kettle, cue, no, harbour, rain] = readScript(doc).map(({ id }) => id);
  const text = SCRIPT.replace('The kettle begins to sing on the stove.\n\n', '').replace(
    /EXT\. HARBOUR[^]*?(?=INT\.)/,
    '',
  );
  const before = readPanels(doc);
  const plan = planDraft(doc, draftOf(text));
  expect(plan.panels.hung).toEqual([
    { id: before.find(({ anchors }) => anchors[0] === kettle)?.id, anchors: [kitchen] },
  ]);
  bringInDraft({ doc, undo }, draftOf(text), 'import of b');
  const hangs = new Map(readPanels(doc).map(({ id, anchors }) => [id, anchors[0]]));
  const now = before.map(({ id, anchors }) => [anchors[0], hangs.get(id)]);
  const expected = new Map([[kettle, kitchen]]);
  expect(now).toEqual(before.map(({ anchors: [line] }) => [line, expected.get(line) ?? line]));
  expect(plan.panels.apart.length).toBe(2);
  expect(readScript(doc).map(({ id }) => id)).toEqual(expect.arrayContaining([kitchen, cue, no]));
  expect(readScript(doc).some(({ id }) => id === harbour || id === rain)).toBe(false);
  expect(undoLabel(undo)).toBe('import of b');
  undo.undo();
  expect(readPanels(doc)).toEqual(before);
  expect(outOf(doc)).toBe(SCRIPT);
});

test('two who bring in a draft each, at once, end with one script and one of each line that neither moved', () => {
  const [ana, ben] = [boarded(), memoryConnection()];
  hearFrom(ben.doc, ana.doc);
  bringInDraft(ana, draftOf(SCRIPT.replace('No.', 'No. Never.')), 'a');
  bringInDraft(ben, draftOf(SCRIPT.replace('black water', 'black, black water')), 'b');
  hearFrom(ana.doc, ben.doc);
  hearFrom(ben.doc, ana.doc);
  expect(outOf(ana.doc)).toBe(SCRIPT.replace('No.', 'No. Never.').replace('black water', 'black, black water'));
  expect(outOf(ben.doc)).toBe(outOf(ana.doc));
});

test('a file that states another page brings it along, in the same step of undo', () => {
  const window = boarded();
  const { doc, undo } = window;
  writeSettings(doc, { paper: 'a4' });
  const out = writeProject('fdx', {
    ...{ titlePage: readTitlePage(doc), elements: readScript(doc) },
    kept: must(keptLayout(layoutOnPaper(readSettings(doc)))),
  });
  expect(planDraft(doc, fdxOf(out))).toMatchObject({ pageSetup: null, titlePage: null });
  expect(planDraft(doc, draftOf(SCRIPT.replace('No.', 'Yes.'))).pageSetup).toBeNull();
  const wider = fdxOf(out.replace('TopMargin="75"', 'TopMargin="90"').replace('No.', 'Yes.'));
  bringInDraft(window, wider, 'import');
  expect(readSettings(doc)).toMatchObject({ paper: 'a4', layout: { margins: { top: 90 } } });
  undo.undo();
  expect(readSettings(doc)).toMatchObject({ paper: 'a4', layout: null });
  expect(outOf(doc)).toBe(SCRIPT);
});

test('a script of more than a message takes a draft, whose change, its undo and its redo fit one message each', () => {
  const lines = (word: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `${word} ${String(from + i)} ${`${word} `.repeat(20)}end.\n\n`).join(
      '',
    );
  const { doc } = memoryConnection();
  appendScript(doc, draftOf(lines('rain', 0, 9000)).paragraphs, newId);
  const undo = createUndo([doc.getXmlFragment('script')]);
  const sizes: number[] = [];
  doc.on('update', (update: Uint8Array) => sizes.push(update.length));
  const draft = draftOf(lines('rain', 0, 6500) + lines('snow', 6500, 9000));
  expect(bringInDraft({ doc, undo }, draft, 'import')).toBe(true);
  undo.undo();
  undo.redo();
  expect(Y.encodeStateAsUpdate(doc).length).toBeGreaterThan(SYNC_LIMITS.frame);
  expect(sizes.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...sizes)).toBeLessThan(SYNC_LIMITS.frame);
});

test('a draft that could not be undone in one message is not taken', () => {
  const window = boarded();
  const text = Array.from(
    { length: 3000 },
    (_, i) => `Line ${String(i)} of a very long film, and not the last one.\n\n`,
  ).join('');
  expect(bringInDraft(window, draftOf(text), 'import')).toBe(true);
  window.undo.clear();
  const before = outOf(window.doc);
  const longer = text.replaceAll(/Line (\d+)[^\n]*/g, (_line, n: string) => `${'xyz'.repeat(40)}${n}`);
  expect(bringInDraft(window, draftOf(longer), 'import')).toBe(false);
  expect(outOf(window.doc)).toBe(before);
});
