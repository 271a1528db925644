import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';

/** Something that a writer does, and for how long they then think, in milliseconds. */
export interface Act {
  readonly does: Deed;
  readonly thinksMs: number;
}

export type Deed =
  /** Puts the caret at the end of a line, by its place in the script from 0 to 1. */
  | { readonly kind: 'go'; readonly place: number }
  | { readonly kind: 'write'; readonly keys: readonly Key[] }
  | { readonly kind: 'paste'; readonly text: string }
  /** Moves the how manyth scene, from 0 to 1, up or down by one. */
  | { readonly kind: 'move'; readonly place: number; readonly by: 'ArrowUp' | 'ArrowDown' }
  | { readonly kind: 'undo'; readonly times: number; readonly redo: boolean };

export interface Key {
  readonly key: string;
  readonly afterMs: number;
}

const WORDS =
  'the rain tide bridge lamp engine slowly nobody answers water under her hands and then it stops again'.split(' ');
const PLACES = ['INT. BRIDGE CABIN - NIGHT', 'EXT. MUDFLATS - DAWN', 'INT. TOW TRUCK - DAY', 'EXT. SLUICE - NIGHT'];
const PEOPLE = ['NADIA', 'ZOË', 'TEO', 'MR. ALDOUS'];

/** Typists pause 100 to 250 ms between keys, longer between words; a thought takes seconds. */
export function nextAct(rng: Rng): Act {
  return { does: nextDeed(rng), thinksMs: rng.next() < 0.2 ? 3000 + randomInt(rng, 9000) : 300 + randomInt(rng, 1500) };
}

function nextDeed(rng: Rng): Deed {
  const dice = rng.next();
  if (dice < 0.18) return { kind: 'go', place: rng.next() };
  if (dice < 0.2) return { kind: 'paste', text: scene(rng) };
  if (dice < 0.23) return { kind: 'move', place: rng.next(), by: pick(rng, ['ArrowUp', 'ArrowDown']) };
  if (dice < 0.3) return { kind: 'undo', times: 1 + randomInt(rng, 4), redo: rng.next() < 0.4 };
  return { kind: 'write', keys: pace(rng, keysOf(rng)) };
}

/** A line of some kind, as it is typed: a slip and its correction, a name and what it says, a heading. */
function keysOf(rng: Rng): string[] {
  const said = Array.from(sentence(rng));
  const slip = () => [...said, 'x', 'q', 'Backspace', 'Backspace'];
  switch (randomInt(rng, 6)) {
    case 0:
      return ['Enter', ...Array.from(pick(rng, PLACES).toLowerCase())];
    case 1:
      return ['Enter', 'Tab', ...Array.from(pick(rng, PEOPLE).toLowerCase()), 'Escape', 'Enter', ...said];
    case 2:
      return [' ', ...slip()];
    case 3:
      return Array.from({ length: 3 + randomInt(rng, 12) }, () => 'Backspace');
    case 4:
      return ['Home', ...said, ' '];
    default:
      return ['Enter', ...slip()];
  }
}

function sentence(rng: Rng): string {
  const words = Array.from({ length: 3 + randomInt(rng, 12) }, () => pick(rng, WORDS)).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function scene(rng: Rng): string {
  const speeches = Array.from({ length: 2 + randomInt(rng, 8) }, () => `${pick(rng, PEOPLE)}\n${sentence(rng)}\n`);
  return [`${pick(rng, PLACES)}\n`, `${sentence(rng)}\n`, ...speeches].join('\n');
}

function pace(rng: Rng, keys: readonly string[]): Key[] {
  return keys.map((key) => ({ key, afterMs: key === ' ' ? 120 + randomInt(rng, 250) : 60 + randomInt(rng, 140) }));
}
