import type { ElementType } from './element.ts';

const HEADING_INTRO = /^(?:INT|EXT|EST|INT\.?\/EXT|I\.?\/E)\. /i;
const TRANSITIONS = new Set([
  'FADE IN:',
  'FADE OUT.',
  'FADE OUT:',
  'FADE TO BLACK.',
  'CUT TO BLACK.',
  'INTERCUT WITH:',
]);

/**
 * The type that the text of a paragraph gives away while it is typed; null when it says nothing about it. Only action and
 * general paragraphs change by themselves: whoever chose another type meant it.
 */
export function recogniseType(text: string, type: ElementType): ElementType | null {
  if (type !== 'action' && type !== 'general') return null;
  if (HEADING_INTRO.test(text)) return 'scene_heading';
  const line = text.trimEnd();
  // Typed in capitals on purpose: "He wants to go to:" is no transition.
  if (TRANSITIONS.has(line) || (/^\P{Ll}+ TO:$/u.test(line) && /\p{Lu}/u.test(line))) return 'transition';
  return null;
}
