import fc from 'fast-check';
import type { ElementId } from '#shared/lib/ids.ts';
import type { ElementType, ScriptElement, ScriptParagraph } from '#shared/screenplay/index.ts';

/** Paragraphs as a script, each with an id that is its place. */
export function scriptOf(paragraphs: readonly ScriptParagraph[]): ScriptElement[] {
  return paragraphs.map((paragraph, i) => ({ ...paragraph, id: `e${i}` as ElementId }));
}

const WORDS = [
  'a',
  'the',
  'gate',
  'creaks.',
  'rain!',
  'well-worn',
  'no?',
  'Mr.',
  'harbour',
  'and--',
  'extraordinarily',
  '…',
];
const ODD = ['漢字仮名', 'é\u0301', '👩‍👩‍👧', 'שלום', '[[a note]]', '\n', '\t', 'x'.repeat(70), '/* cut */'];

function words(most: number): fc.Arbitrary<string> {
  const plain = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most, size: 'max' });
  const odd = fc.array(fc.constantFrom(...ODD, ...WORDS), { minLength: 1, maxLength: Math.min(most, 12), size: 'max' });
  return fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: odd }).map((all) => all.join(' '));
}

const WEIGHTS: readonly (readonly [ElementType, number, number])[] = [
  ['scene_heading', 3, 6],
  ['action', 8, 90],
  ['character', 10, 2],
  ['parenthetical', 4, 8],
  ['dialogue', 14, 160],
  ['transition', 2, 2],
  ['shot', 1, 4],
  ['centered', 1, 8],
  ['lyrics', 2, 20],
  ['general', 1, 20],
  ['note', 1, 5],
  ['synopsis', 1, 5],
  ['page_break', 1, 0],
];

const SET_IN = { leftIndent: 3, rightIndent: 5.5, spaceBefore: 24 } as const;

/** A paragraph as scripts have them, in their proportions, with what is odd in writing now and then. */
export const paragraph: fc.Arbitrary<ScriptParagraph> = fc.oneof(
  ...WEIGHTS.map(([type, weight, most]) => ({
    weight,
    arbitrary: fc
      .record({ text: most === 0 ? fc.constant('') : words(most), dual: fc.integer({ max: 4, min: 0 }) })
      .map(({ text, dual }): ScriptParagraph => ({
        type,
        text: type === 'character' ? `BOB${text.length % 5 === 0 ? " (CONT'D)" : ''}` : text,
        ...(type === 'character' && dual === 0 && { dual: true as const }),
        ...(type === 'action' && dual === 0 && text.length % 3 === 0 && { layout: SET_IN }),
      })),
  })),
);

export const paragraphs = fc.array(paragraph, { maxLength: 120, size: 'max' });
