import { isColour } from '#shared/lib/colour.ts';

/** Whose window it is, by what the server says in its awareness state. */
export interface Person {
  /** The user's id, empty where it is not told. */
  readonly user: string;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
}

const FALLBACK = '#55585c';
/** Somebody who is not told of yet. */
export const NOBODY: Person = { user: '', name: '', colour: FALLBACK };

/** Null for a window that shows nobody. */
export function personOf(state: Readonly<Record<string, unknown>> | undefined): Person | null {
  const { id, name, color } = (state?.['user'] ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string') return null;
  return { user: typeof id === 'string' ? id : '', name, colour: isColour(color) ? color : FALLBACK };
}
