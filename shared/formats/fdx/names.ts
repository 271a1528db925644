import { typeOfStyle, type ElementType, type ScriptParagraph, type TextStyle } from '#shared/screenplay/index.ts';

/** Final Draft's own styles that no element type stands for. They print, and are general paragraphs here. */
const OWN_STYLES: ReadonlySet<string> = new Set(['Cast List', 'New Act', 'End of Act', 'Sequence', 'Singing']);

const NAMES: Readonly<Record<ElementType, string>> = {
  scene_heading: 'Scene Heading',
  action: 'Action',
  character: 'Character',
  parenthetical: 'Parenthetical',
  dialogue: 'Dialogue',
  transition: 'Transition',
  shot: 'Shot',
  centered: 'Action',
  lyrics: 'Lyrics',
  section: 'Outline 1',
  synopsis: 'Summary',
  note: 'Note',
  page_break: 'General',
  general: 'General',
};

/** How deep sections go. */
export const MAX_OUTLINE = 9;
const OUTLINE = /^Outline ([1-9])$/;

export interface NamedType {
  readonly type: ElementType;
  readonly level?: number;
  /** Where writing the type would give another name. */
  readonly style?: string;
}

/** What a paragraph's Type and Alignment make it. Centred action is Fountain's centred text. */
export function typeOf(name: string, alignment: string | undefined): NamedType {
  const level = OUTLINE.exec(name)?.[1];
  if (level !== undefined) return { type: 'section', level: Number(level) };
  if (alignment === 'Center' && (name === 'Action' || name === 'General'))
    return { type: 'centered', ...(name === 'General' && { style: name }) };
  const type = typeOfStyle(name);
  return type ? { type } : { type: 'general', style: name };
}

/** Whether Final Draft itself has paragraphs of this Type, in any version. */
export function isKnownName(name: string): boolean {
  return typeOfStyle(name) !== undefined || OWN_STYLES.has(name) || OUTLINE.test(name);
}

/** The Type to write: the paragraph's own style, unless the paragraph has since become something else. */
export function nameOf({ type, style, level }: ScriptParagraph): string {
  if (type === 'section') return `Outline ${String(Math.min(Math.max(level ?? 1, 1), MAX_OUTLINE))}`;
  if (style !== undefined && typeOf(style, type === 'centered' ? 'Center' : undefined).type === type) return style;
  return NAMES[type];
}

const STYLES: readonly (readonly [string, TextStyle])[] = [
  ['Bold', 'bold'],
  ['Italic', 'italic'],
  ['Underline', 'underline'],
  ['Strikeout', 'strikeout'],
  ['AllCaps', 'all_caps'],
];

export function stylesOf(names: string): TextStyle[] {
  const list = names.split('+');
  return STYLES.filter(([name]) => list.includes(name)).map(([, style]) => style);
}

/** The Style to write for characters in these styles; `was` is what the file had there, with names not known here. */
export function styleNames(active: ReadonlySet<TextStyle>, was: string | undefined): string | undefined {
  if (was !== undefined && sameStyles(stylesOf(was), active)) return was;
  const known = STYLES.filter(([, style]) => active.has(style)).map(([name]) => name);
  const others = (was ?? '').split('+').filter((name) => name !== '' && !STYLES.some(([known]) => known === name));
  const names = [...known, ...others].join('+');
  return names === '' && was === undefined ? undefined : names;
}

function sameStyles(list: readonly TextStyle[], set: ReadonlySet<TextStyle>): boolean {
  return list.length === set.size && list.every((style) => set.has(style));
}
