import type { ScriptElement } from '#shared/screenplay/index.ts';
import { blockHeight, readBlock } from './block.ts';
import { bodyHeight, type ElementLayout, type PageSettings, type SpokenType } from './settings.ts';

/** Two speeches that stand beside each other, by index: the left one from `from` on, the other from `right` up to `to`. */
export interface SpeechPair {
  readonly from: number;
  readonly right: number;
  readonly to: number;
}

/**
 * The speeches of a stretch of script that are printed beside each other on one page. Two that are higher than a page are
 * not among them: they part where columns do not show it.
 */
export function speechesBeside(elements: readonly ScriptElement[], settings: PageSettings): readonly SpeechPair[] {
  const pairs: SpeechPair[] = [];
  const script = { elements, settings };
  const hasDual = elements.some(({ dual }) => dual);
  for (let index = 0; hasDual && index < elements.length; index++) {
    if (elements[index]?.type !== 'character') continue;
    const block = readBlock(script, index, null);
    if (!block) break;
    const right = block.columns[1]?.cue?.element;
    if (right && blockHeight(block) <= bodyHeight(settings))
      pairs.push({ from: block.from, right: elements.indexOf(right, block.from), to: block.to });
    index = block.to - 1;
  }
  return pairs;
}

/** How a paragraph stands in one of two columns; what is not said, such as a note between speeches, as speech does. */
export function layoutBeside({ dual }: PageSettings, side: 'left' | 'right', type: string): ElementLayout {
  const column = dual[side === 'left' ? 0 : 1];
  return Object.hasOwn(column, type) ? column[type as SpokenType] : column.dialogue;
}
