import type { ElementType } from '#shared/screenplay/index.ts';

export interface TypeChoice {
  readonly type: ElementType;
  readonly label: string;
  /** Picks the type in the element menu. */
  readonly letter: string;
  /** Picks it there too, and with Ctrl/Cmd anywhere. */
  readonly digit: string | null;
}

const choice = (type: ElementType, label: string, letter: string, digit: string | null = null): TypeChoice => ({
  type,
  label,
  letter,
  digit,
});

/** The types a person can choose, in the order of the menus. */
export const TYPE_CHOICES: readonly TypeChoice[] = [
  choice('scene_heading', 'Scene heading', 's', '1'),
  choice('action', 'Action', 'a', '2'),
  choice('character', 'Character', 'c', '3'),
  choice('parenthetical', 'Parenthetical', 'p', '4'),
  choice('dialogue', 'Dialogue', 'd', '5'),
  choice('transition', 'Transition', 't', '6'),
  choice('shot', 'Shot', 'h', '7'),
  choice('general', 'General', 'g', '0'),
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
