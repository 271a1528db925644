import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ELEMENT_TYPES, type ScriptParagraph, type Screenplay, type TextStyle } from '#shared/screenplay/index.ts';
import { parseFountain, writeFountain } from './index.ts';

const seed = 20261121;
const options = { seed, numRuns: 1500 };

// Everything that means something to Fountain, in every order.
const PIECES = [
  ...['*', '**', '***', '_', '\\', '/', '/*', '*/', '/**/', '[[', ']]', '[', ']', '(', ')', '^', '#1A#', '#'],
  ...['~', '!', '@', '>', '<', '=', '===', '.', '..', ':', ' ', '  ', '\n', '\n\n', '\t', '\r\n', '\u00a0'],
  ...['INT. ', 'ext. ', 'CUT TO:', 'FADE OUT.', 'BOB', '3CPO', '(beat)', 'a', 'é', 'Zoë ', '23', 'Title: x', '🎬'],
];
const nasty = fc.array(fc.constantFrom(...PIECES), { maxLength: 12, size: 'max' }).map((pieces) => pieces.join(''));
const STYLES: readonly TextStyle[] = ['bold', 'italic', 'underline'];

function paragraph(text: fc.Arbitrary<string>): fc.Arbitrary<ScriptParagraph> {
  const span = fc.record({ a: fc.nat(20), b: fc.nat(20), style: fc.constantFrom(...STYLES) });
  return fc
    .record({
      type: fc.constantFrom(...ELEMENT_TYPES),
      text,
      spans: fc.array(span, { maxLength: 3 }),
      number: fc.option(fc.constantFrom('1', '12A', 'A48', '1-A.3', '# 2'), { nil: undefined }),
      dual: fc.boolean(),
      level: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ type, text: words, spans, number, dual, level }) => ({
      type,
      text: words,
      styles: spans.map(({ a, b, style }) => ({
        from: Math.min(a, b, words.length),
        to: Math.min(Math.max(a, b), words.length),
        style,
      })),
      ...(number !== undefined && { number }),
      ...(dual && { dual: true as const }),
      level,
    }));
}

const titlePage = fc.dictionary(
  fc.constantFrom('Title', 'Draft date', 'Contact', 'Année', '', 'a:b', 'INT. X', '#'),
  fc.array(nasty, { maxLength: 3 }),
  { noNullPrototype: true },
);
const arbitrary: fc.Arbitrary<Screenplay> = fc.record({
  titlePage,
  elements: fc.array(paragraph(nasty), { maxLength: 8, size: 'max' }),
});

test(`any text reads, writes and reads again to the same screenplay (seed ${seed})`, () => {
  const text = fc
    .array(fc.constantFrom(...PIECES, '\n', '\n\n', 'words '), { maxLength: 40, size: 'max' })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (source) => {
      const first = parseFountain(source).screenplay;
      expect(parseFountain(writeFountain(first)).screenplay).toEqual(first);
    }),
    options,
  );
});

const squeezed = (text: string) => text.replace(/\s+/g, '');

test(`arbitrary elements keep their types, their words and their order in a file (seed ${seed})`, () => {
  fc.assert(
    fc.property(arbitrary, (screenplay) => {
      const read = parseFountain(writeFountain(screenplay)).screenplay;
      const expected = screenplay.elements.filter(({ type, text }) => type === 'page_break' || text.trim() !== '');
      expect(read.elements.map(({ type }) => type)).toEqual(
        expected.map(({ type }) => (type === 'general' || type === 'shot' ? 'action' : type)),
      );
      for (const [i, { type, text }] of read.elements.entries()) {
        const given = expected[i]!;
        if (type === 'page_break') continue;
        if (type === 'parenthetical') expect(squeezed(text)).toContain(squeezed(given.text));
        else expect(squeezed(text)).toBe(squeezed(given.text));
      }
      expect(parseFountain(writeFountain(read)).screenplay).toEqual(read);
    }),
    options,
  );
});

test(`ordinary paragraphs come back exactly, emphasis included (seed ${seed})`, () => {
  const word = fc.constantFrom(
    'The',
    'old',
    'door*',
    'snake_case',
    'ZOË',
    '*69',
    'x\\*y',
    '(beat)',
    '[[note]]',
    'a/b',
    '-',
    '...',
  );
  const words = fc.array(word, { minLength: 1, maxLength: 6 });
  const ordinary = words.chain((list) => {
    const text = list.join(' ');
    const starts = list.map((_, i) => list.slice(0, i).join(' ').length + (i > 0 ? 1 : 0));
    // One span on whole words that are not notes: what an editor makes.
    const spans = fc.record({ at: fc.nat(list.length - 1), style: fc.constantFrom(...STYLES), on: fc.boolean() });
    return spans.map(({ at, style, on }) => {
      const from = starts[at]!;
      const styled = on && list[at] !== '[[note]]';
      return { text, ...(styled && { styles: [{ from, to: from + list[at]!.length, style }] }) };
    });
  });
  const exact = fc
    .record({
      type: fc.constantFrom(
        'action',
        'dialogue',
        'scene_heading',
        'character',
        'transition',
        'centered',
        'lyrics',
        'synopsis',
      ),
      said: ordinary,
    })
    .map(({ type, said }) => ({ type, ...said }));
  fc.assert(
    fc.property(fc.array(exact, { maxLength: 6 }), (elements) => {
      expect(parseFountain(writeFountain({ titlePage: {}, elements })).screenplay.elements).toEqual(elements);
    }),
    options,
  );
});
