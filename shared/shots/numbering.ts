import type { ShotId } from '#shared/lib/ids.ts';
import type { Shot } from './shot.ts';

/** Slate letters: I and O are left out, because on a slate they read as one and zero. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Which letters a slate has: all but I and O, or without Q, Y and Z as well, which some read as O, V and 2. */
export type LetterSchool = 'without_io' | 'without_ioqyz';

const SCHOOLS: Readonly<Record<LetterSchool, string>> = {
  without_io: LETTERS,
  without_ioqyz: LETTERS.replace(/[QYZ]/g, ''),
};

/** The letter of the n-th camera setup of a scene, from 0: A … H, J … N, P … Z, then AA, AB … */
export function shotLetter(index: number, school: LetterSchool = 'without_io'): string {
  const letters = SCHOOLS[school];
  const last = letters.charAt(index % letters.length);
  return index < letters.length ? last : shotLetter(Math.floor(index / letters.length) - 1, school) + last;
}

export interface Numbering {
  readonly school?: LetterSchool;
  /** What the crew calls a setup; undefined or empty: by its letter. */
  readonly nameOf?: (setup: ShotId) => string | undefined;
}

/** How a film numbers its panels: by its letters, and the names that setups have of their own. */
export function numberingOf(shots: ReadonlyMap<ShotId, Pick<Shot, 'name'>>, school: LetterSchool): Numbering {
  return { school, nameOf: (setup) => shots.get(setup)?.name };
}

/** What a slate of this scene begins with: `12`, and `12A-`, for inserted scenes end in letters of their own. */
function slatePrefix(scene: string): string {
  return /[A-Za-z]$/.test(scene) ? `${scene}-` : scene;
}

/**
 * The name of a setup that somebody gives a letter, or a name of its own: `d` is `12D` in scene 12, as on the slate, and
 * anything longer stays as it is written. Null for a letter that no slate has.
 */
export function slateName(scene: string, text: string, school: LetterSchool = 'without_io'): string | null {
  const words = text.trim();
  if (!/^[a-z]{1,2}$/i.test(words)) return words;
  const letter = words.toUpperCase();
  return new RegExp(`^[${SCHOOLS[school]}]+$`).test(letter) ? slatePrefix(scene) + letter : null;
}

/**
 * What each setup of one scene is called, for its panels' setups in board order. A setup that is cut back to keeps its
 * letter. After a scene number that itself ends in a letter, as inserted scenes do, a hyphen keeps the two apart (`12A-C`).
 *
 * A setup with a name of its own is called by that and keeps its letter for itself, so that naming one renames no other;
 * a letter that would make the name of another is passed over.
 */
export function labelSetups(
  scene: string,
  setups: readonly ShotId[],
  { school, nameOf = () => undefined }: Numbering = {},
): ReadonlyMap<ShotId, string> {
  const prefix = slatePrefix(scene);
  const own = new Map(setups.map((setup) => [setup, nameOf(setup)?.trim() ?? '']));
  const taken = new Set(own.values());
  const labels = new Map<ShotId, string>();
  let next = 0;
  for (const [setup, name] of own) {
    let label = prefix + shotLetter(next++, school);
    while (name === '' && taken.has(label)) label = prefix + shotLetter(next++, school);
    labels.set(setup, name === '' ? label : name);
  }
  return labels;
}

/**
 * The printed number of every panel of one scene, for its panels' setups in board order: the setup's label; panels of
 * one setup count 1, 2, 3, and a setup with a single panel has no count (`12C`, not `12C1`).
 */
export function numberPanels(scene: string, setups: readonly ShotId[], numbering: Numbering = {}): string[] {
  const labels = labelSetups(scene, setups, numbering);
  const totals = new Map<ShotId, number>();
  for (const setup of setups) totals.set(setup, (totals.get(setup) ?? 0) + 1);
  const counted = new Map<ShotId, number>();
  return setups.map((setup) => {
    const nth = (counted.get(setup) ?? 0) + 1;
    counted.set(setup, nth);
    const label = labels.get(setup) ?? '';
    if (totals.get(setup) === 1) return label;
    // A name that ends in a figure would swallow the count.
    return /\d$/.test(label) ? `${label}-${nth}` : `${label}${nth}`;
  });
}
