import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenIn, type ScriptParagraph, type StyleSpan, type TitlePage } from '#shared/screenplay/index.ts';
import { parseFdx, writeFdx } from './fdx/index.ts';
import { parseEmphasis, parseFountain, writeFountain } from './fountain/index.ts';
import { lossesIn } from './index.ts';

const seed = 20261123;
const options = { seed, numRuns: 1000 };

const MARKS = ['*', '**', '***', '_', '\\', '/', '/*', '*/', '/**/', '[[', ']]', '[', ']', '(', ')', '^', '#1A#', '#'];
const STARTS = ['~', '!', '@', '>', '<', '=', '===', '.', '..', ':', ' ', '  ', '\n', '\n\n', '\t', '\r\n', '\u00a0'];
const WORDS = ['INT. ', 'ext. ', 'CUT TO:', 'FADE OUT.', 'BOB', '3CPO', '(beat)', 'a', 'Zoë ', '23', 'Title: x', '🎬'];
const BLOCKS = [
  '\n\nBOB\nhi\n\nEVE ^\nho\n\n',
  '\n\nINT. A #2#\n\n= why\n\n',
  '\n\n[[note]]\n\n',
  '\n',
  '\n\n',
  'words ',
];
const fountain = fc
  .array(fc.constantFrom(...MARKS, ...STARTS, ...WORDS, ...BLOCKS), { maxLength: 30, size: 'max' })
  .map((pieces) => pieces.join(''));

/** Spans as far as they style anything that prints. */
function printedSpans({ text, styles = [] }: ScriptParagraph): StyleSpan[] {
  const hidden = hiddenIn(text);
  const starts = new Map(hidden.map(({ from, to }) => [from, to]));
  const ends = new Map(hidden.map(({ from, to }) => [to, from]));
  const past = (edges: ReadonlyMap<number, number>, edge: number): number => {
    const next = edges.get(edge);
    return next === undefined ? edge : past(edges, next);
  };
  return styles
    .map(({ from, to, style }) => ({ from: past(starts, from), to: past(ends, to), style }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.style < b.style ? -1 : 1));
}

/** What both formats say alike: a speech is its lines, and only a speech after another stands beside one. */
function shared(paragraphs: readonly ScriptParagraph[]) {
  const list: { type: string; text: string; styles: StyleSpan[]; number?: string; dual?: true; level?: number }[] = [];
  let speaking = false;
  for (const paragraph of paragraphs) {
    const { type, text, number, dual, level } = paragraph;
    const styles = printedSpans(paragraph);
    const last = list.at(-1);
    if (type === 'dialogue' && last?.type === 'dialogue') {
      const by = last.text.length + 1;
      last.text += `\n${text}`;
      last.styles.push(...styles.map(({ from, to, style }) => ({ from: from + by, to: to + by, style })));
      continue;
    }
    const beside = dual && speaking;
    list.push({
      ...{ type, text, styles },
      ...(number !== undefined && { number }),
      ...(beside && { dual }),
      ...(level !== undefined && { level }),
    });
    const spoken = type === 'dialogue' || type === 'parenthetical' || type === 'lyrics' || type === 'note';
    speaking = type === 'character' || (speaking && spoken);
  }
  return list;
}

function sharedTitle(titlePage: TitlePage) {
  const fields = Object.entries(titlePage).map(([key, lines]) => {
    return [key, lines.map(parseEmphasis).filter(({ text }) => text.trim() !== '')] as const;
  });
  return Object.fromEntries(fields);
}

test(`a Fountain script comes back from a Final Draft file (seed ${String(seed)})`, () => {
  fc.assert(
    fc.property(fountain, (text) => {
      const { titlePage, elements } = parseFountain(text).screenplay;
      const back = parseFdx(writeFdx({ titlePage, elements }));
      expect(back.diagnostics).toEqual([]);
      expect(shared(back.screenplay.elements)).toEqual(shared(elements));
      expect(sharedTitle(back.screenplay.titlePage)).toEqual(sharedTitle(titlePage));
    }),
    options,
  );
});

test(`a script without losses comes back from a Fountain file (seed ${String(seed)})`, () => {
  fc.assert(
    fc.property(fountain, (text) => {
      const read = parseFdx(writeFdx(parseFountain(text).screenplay)).screenplay;
      const { kept: _settings, ...script } = read;
      if (lossesIn('fountain', script).length > 0) return;
      const again = parseFountain(writeFountain(read)).screenplay;
      expect(shared(again.elements)).toEqual(shared(read.elements));
    }),
    options,
  );
});
