import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import type { ElementType, ScriptParagraph } from '#shared/screenplay/index.ts';

const WORDS = 'the rain door she turns light over water a car stops nobody answers window still long way home'.split(
  ' ',
);
const PLACES = ['CAFÉ', 'HARBOUR', 'FLAT', 'STAIRWELL', 'BUS STATION', 'KITCHEN'];
const NAMES = ['ANA', 'TOMÁS', 'THE GUARD', 'MIREILLE', 'OLD MAN'];

/** A script of this many elements, in the proportions of a feature: a scene of 15 elements, half of it dialogue. */
export function generatedScript(count: number, seed: number): ScriptParagraph[] {
  const rng = seededRng(seed);
  const script: ScriptParagraph[] = [];
  const add = (type: ElementType, text: string) => script.push({ type, text });
  while (script.length < count) {
    add('scene_heading', `${pick(rng, ['INT.', 'EXT.'])} ${pick(rng, PLACES)} - ${pick(rng, ['DAY', 'NIGHT'])}`);
    for (let beat = 0; beat < 4; beat++) {
      add('action', sentence(rng, 8 + randomInt(rng, 30)));
      add('character', pick(rng, NAMES));
      if (rng.next() < 0.3) add('parenthetical', '(quietly)');
      add('dialogue', sentence(rng, 5 + randomInt(rng, 20)));
    }
    add('transition', 'CUT TO:');
  }
  return script.slice(0, count);
}

function sentence(rng: Rng, words: number): string {
  const text = Array.from({ length: words }, () => pick(rng, WORDS)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
