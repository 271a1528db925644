import type { ElementType } from '#shared/screenplay/index.ts';

export interface TypeChoice {
  readonly type: ElementType;
  readonly label: string;
  /** Picks the type in the element menu. */
  readonly letter: string;
}

const choice = (type: ElementType, label: string, letter: string): TypeChoice => ({ type, label, letter });

/** The types a person can choose, in the order of the menus. */
export const TYPE_CHOICES: readonly TypeChoice[] = [
  choice('scene_heading', 'Scene heading', 's'),
  choice('action', 'Action', 'a'),
  choice('character', 'Character', 'c'),
  choice('parenthetical', 'Parenthetical', 'p'),
  choice('dialogue', 'Dialogue', 'd'),
  choice('transition', 'Transition', 't'),
  choice('shot', 'Shot', 'h'),
  choice('general', 'General', 'g'),
  choice('centered', 'Centered', 'e'),
  choice('lyrics', 'Lyrics', 'l'),
  choice('section', 'Section', 'x'),
  choice('synopsis', 'Synopsis', 'y'),
  choice('note', 'Note', 'n'),
  choice('page_break', 'Page break', 'b'),
];

/** The words for a type; a newer version's type is shown, and called, general. */
export function typeLabel(type: ElementType): string {
  return TYPE_CHOICES.find((candidate) => candidate.type === type)?.label ?? 'General';
}
