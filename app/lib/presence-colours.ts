/**
 * Colours of people, given in order of joining and never at random: distinct for colour-blind eyes, legible as a caret
 * and as a 12 % wash over selected text.
 */
export const PRESENCE_COLOURS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#a6409a',
  '#6a4c93',
  '#8f6b00',
  '#c2255c',
  '#1f7a8c',
  '#5c7c00',
  '#7a4b2b',
] as const;

/** The colour at a place in the palette, which repeats. */
export function presenceColour(place: number): string {
  return PRESENCE_COLOURS[place % PRESENCE_COLOURS.length] ?? PRESENCE_COLOURS[0];
}

/** White fails 4.5:1 on these two. */
const BRIGHT: readonly string[] = ['#d55e00', '#009e73'];

/** What to write with on a presence colour. */
export function inkOn(colour: string): '#ffffff' | '#17181a' {
  return BRIGHT.includes(colour) ? '#17181a' : '#ffffff';
}
