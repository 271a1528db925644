import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCRIPT_FORMATS, readScript, writeScript, type ScriptFormat } from '#shared/formats/index.ts';
import { must } from '#shared/lib/assert.ts';
import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import type { ScriptElement, ScriptParagraph } from '#shared/screenplay/index.ts';
import { paragraphs, scriptOf } from '#shared/pagination/script.contract.ts';
import { compareScripts } from './compare-script.ts';
import { matchLines } from './match-lines.ts';
import { mergeDraft, mergeTitlePage } from './merge-draft.ts';

const seed = 20261126;
const options = { seed, numRuns: 40 };

function ids(): NewId {
  const rng = seededRng(seed);
  return idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
}

const again = (format: ScriptFormat, elements: readonly ScriptParagraph[]) =>
  readScript(format, writeScript(format, { titlePage: {}, elements })).screenplay.elements;

/** The project after a draft that left it in this format and came back as these paragraphs. */
function take(project: readonly ScriptElement[], draft: readonly ScriptParagraph[], format: ScriptFormat = 'json') {
  return mergeDraft(project, again(format, project), draft, ids());
}

const plain = ({ kept: _kept, runs: _runs, ...paragraph }: ScriptParagraph) => paragraph;

const kindsOf = (before: readonly ScriptElement[], after: readonly ScriptElement[]) =>
  compareScripts(before, after).flatMap(({ kind, element }) => (kind === 'same' ? [] : [`${kind} ${element.text}`]));

const FILM = scriptOf([
  { type: 'scene_heading', text: 'Int. kitchen - day' },
  { type: 'action', text: 'The kettle begins to sing on the stove.' },
  { type: 'character', text: 'Zoë' },
  { type: 'dialogue', text: 'No.' },
  { type: 'character', text: 'Henrik' },
  { type: 'dialogue', text: 'You said when the tide turns, and it turned.' },
  { type: 'scene_heading', text: 'EXT. HARBOUR - NIGHT' },
  { type: 'action', text: 'Rain. A lamp swings over the black water.' },
  { type: 'character', text: 'Zoë' },
  { type: 'dialogue', text: 'No.' },
  { type: 'scene_heading', text: 'INT. TRAIN - DAWN' },
  { type: 'action', text: 'Fields go by, white with frost.' },
]);
const DRAFT: readonly ScriptParagraph[] = FILM.map(({ id: _id, ...paragraph }) => paragraph);

test('how a line stands stays where a draft can’t say it, changes with one that says so, and goes with another type', () => {
  const layout = { leftIndent: 3 };
  const letter: ScriptElement = { ...must(FILM[1]), type: 'general', style: 'Letter', layout };
  const project = [must(FILM[0]), letter];
  const inFountain = again('fountain', project).map((line) => ({ ...line, text: line.text.replace('sing', 'hum') }));
  expect(take(project, inFountain, 'fountain')[1]).toMatchObject({ id: letter.id, style: 'Letter', layout });
  const inFdx = again('fdx', project)
    .map(plain)
    .map((line) => (line.layout ? { ...line, layout: { spacing: 2 } } : line));
  expect(take(project, inFdx, 'fdx')[1]).toMatchObject({ style: 'Letter', layout: { spacing: 2 } });
  const asShot = inFountain.map((line, at) => (at === 1 ? { ...line, type: 'transition' as const } : line));
  expect(take(project, asShot, 'fountain')[1]).toEqual({
    id: letter.id,
    type: 'transition',
    text: must(asShot[1]).text,
  });
});

test('an omitted scene stays omitted where a draft says so, or can’t say it; a draft that has it back brings it back', () => {
  const [first, ...lines] = FILM.slice(0, 6) as [ScriptElement, ...ScriptElement[]];
  const omitted = [{ id: first.id, type: first.type, text: first.text }, ...lines];
  const project = [{ ...first, text: 'OMITTED', number: '1', omitted }, ...FILM.slice(6)];
  for (const format of ['fountain', 'fdx'] as const) {
    expect(take(project, again(format, project).map(plain), format)).toEqual(project);
  }
  const back = take(project, DRAFT, 'fountain');
  expect(back.map(({ text }) => text)).toEqual(DRAFT.map(({ text }) => text));
  expect(back.every((element) => element.omitted === undefined)).toBe(true);
});

test.each(SCRIPT_FORMATS)(
  `an identical draft changes nothing, whatever %s can't hold (seed ${String(seed)})`,
  (format) => {
    fc.assert(
      fc.property(paragraphs, (script) => {
        const project = scriptOf(script);
        const draft = again(format, project);
        if (draft.length === 0) return;
        expect(take(project, draft, format)).toEqual(project);
      }),
      options,
    );
  },
);

test('a scene that moved keeps its ids and those of its lines', () => {
  const draft = [...DRAFT.slice(6, 10), ...DRAFT.slice(0, 6), ...DRAFT.slice(10)];
  const merged = take(FILM, draft);
  expect(merged.map(({ id }) => id)).toEqual(
    [...FILM.slice(6, 10), ...FILM.slice(0, 6), ...FILM.slice(10)].map(({ id }) => id),
  );
});

test('edited lines keep their ids: reworded, retyped, replaced between the same neighbours', () => {
  const draft = DRAFT.map((line, at): ScriptParagraph => {
    if (at === 0) return { ...line, text: 'INT. KITCHEN - NIGHT' };
    if (at === 1) return { ...line, text: 'The kettle sings on the cold stove.' };
    if (at === 3) return { ...line, text: 'Yes!' };
    return at === 11 ? { ...line, type: 'general' } : line;
  });
  const merged = take(FILM, draft);
  expect(merged.map(({ id }) => id)).toEqual(FILM.map(({ id }) => id));
  expect(kindsOf(FILM, merged)).toEqual([
    'changed INT. KITCHEN - NIGHT',
    'changed The kettle sings on the cold stove.',
    'changed Yes!',
    'changed Fields go by, white with frost.',
  ]);
});

test('new lines get new ids, and lines that are gone give theirs to nobody', () => {
  const added: ScriptParagraph = { type: 'action', text: 'A gull lands on the sill and looks in.' };
  const merged = take(FILM, [...DRAFT.slice(0, 2), added, ...DRAFT.slice(4)]);
  expect(kindsOf(FILM, merged)).toEqual(['removed Zoë', 'removed No.', `added ${added.text}`]);
  expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
});

test('a short line that turns up in another scene is another line', () => {
  const draft = [...DRAFT.slice(0, 2), ...DRAFT.slice(4), { type: 'dialogue', text: 'No.' } as const];
  expect(matchLines(FILM, draft).at(-1)).toBe(-1);
});

test('a script in which nothing was said yet becomes the draft', () => {
  const merged = take(scriptOf([{ type: 'scene_heading', text: '' }]), DRAFT, 'fountain');
  expect(merged.map(({ text }) => text)).toEqual(DRAFT.map(({ text }) => text));
});

test('what a format can’t hold stays where it was when lines around it change', () => {
  const project = scriptOf([
    { type: 'section', text: 'Act two', level: 2 },
    { type: 'general', text: 'A card on black.' },
    { type: 'action', text: '' },
    { type: 'action', text: 'The sea, the whole width of it.', styles: [{ from: 4, to: 7, style: 'bold' }] },
  ]);
  const draft = again('fountain', project).map((line, at) => (at === 1 ? { ...line, text: 'A card on white.' } : line));
  expect(kindsOf(project, take(project, draft, 'fountain'))).toEqual(['changed A card on white.']);
  expect(take(project, draft, 'fountain')[1]).toMatchObject({ type: 'general', id: project[1]!.id });
});

/** Some edits a writer makes between two drafts. */
function revise(lines: readonly ScriptParagraph[], rng: Rng): ScriptParagraph[] {
  const draft = [...lines];
  for (let edit = randomInt(rng, 12); edit > 0 && draft.length > 4; edit--) {
    const at = randomInt(rng, draft.length);
    const line = draft[at]!;
    const edits: readonly (() => void)[] = [
      () => draft.splice(at, 1),
      () => draft.splice(at, 0, { type: 'action', text: `Something new happens, ${String(rng.next())}.` }),
      () => (draft[at] = { ...line, text: `${line.text} And more.` }),
      () => (draft[at] = { ...line, type: 'action' }),
      () => draft.splice(randomInt(rng, draft.length), 0, ...draft.splice(at, randomInt(rng, 8))),
    ];
    pick(rng, edits)();
  }
  return draft;
}

test.each(SCRIPT_FORMATS)(
  `after any edits of a script that went out as %s it says what the draft says (seed ${String(seed)})`,
  (format) => {
    fc.assert(
      fc.property(paragraphs, fc.integer(), (script, edits) => {
        // A cue that stands beside none in one draft may have one beside it in the next.
        const project = scriptOf(script.map(({ dual: _dual, ...paragraph }) => paragraph));
        const draft = again(format, revise(again(format, project), seededRng(edits)));
        if (draft.length === 0) return;
        const merged = take(project, draft, format);
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
        // Said in the draft's own format, the two are one script.
        expect(again(format, merged).map(plain)).toEqual(again(format, draft).map(plain));
      }),
      options,
    );
  },
);

test('the title page takes what the draft changed, and a draft without one changes nothing', () => {
  const project = { Title: ['_The Tide_'], Author: ['A. N.'] };
  const echo = { Title: ['The Tide'], Author: ['A. N.'] };
  expect(mergeTitlePage(project, echo, {})).toBe(project);
  expect(mergeTitlePage(project, echo, { Title: ['The Tide'], Contact: ['x'] })).toEqual({
    Title: ['_The Tide_'],
    Contact: ['x'],
  });
});
