/** The places of a project, in the order of the bar. */
export const PLACES = [
  { path: 'script', label: 'Script' },
  { path: 'boards', label: 'Boards' },
  { path: 'split', label: 'Split' },
  { path: 'review', label: 'Review' },
  { path: 'history', label: 'History' },
  { path: 'cast', label: 'Cast' },
] as const;
export type Place = (typeof PLACES)[number]['path'];

/** Which place of a project an address leads to, to tell the others where this window is. */
export function placeOf(pathname: string): Place {
  const part = /^\/projects\/[^/]+\/([^/]+)/.exec(pathname)?.[1];
  return PLACES.find(({ path }) => path === part)?.path ?? 'split';
}
