import type { ShotId } from '#shared/lib/ids.ts';

/** Slate letters: I and O are left out, because on a slate they read as one and zero. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The letter of the n-th camera setup of a scene, from 0: A … H, J … N, P … Z, then AA, AB … */
export function shotLetter(index: number): string {
  const last = LETTERS.charAt(index % LETTERS.length);
  return index < LETTERS.length ? last : shotLetter(Math.floor(index / LETTERS.length) - 1) + last;
}

/**
 * The printed number of every panel of one scene, for its panels' setups in board order. A setup that is cut back to
 * keeps its letter; panels of one setup count 1, 2, 3; a setup with a single panel has no count (`12C`, not `12C1`).
 * After a scene number that itself ends in a letter, as inserted scenes do, a hyphen keeps the two apart (`12A-C`).
 */
export function numberPanels(scene: string, setups: readonly ShotId[]): string[] {
  const prefix = /[A-Za-z]$/.test(scene) ? `${scene}-` : scene;
  const letters = new Map<ShotId, string>();
  const totals = new Map<ShotId, number>();
  for (const setup of setups) {
    if (!letters.has(setup)) letters.set(setup, shotLetter(letters.size));
    totals.set(setup, (totals.get(setup) ?? 0) + 1);
  }
  const counted = new Map<ShotId, number>();
  return setups.map((setup) => {
    const nth = (counted.get(setup) ?? 0) + 1;
    counted.set(setup, nth);
    return `${prefix}${letters.get(setup) ?? ''}${totals.get(setup) === 1 ? '' : nth}`;
  });
}
