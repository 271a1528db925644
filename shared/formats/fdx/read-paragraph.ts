import type { ElementType, ScriptParagraph, StyleSpan, TextStyle } from '#shared/screenplay/index.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './xml-tree.ts';

const TYPES: Readonly<Record<string, ElementType>> = {
  'Scene Heading': 'scene_heading',
  Action: 'action',
  Character: 'character',
  Parenthetical: 'parenthetical',
  Dialogue: 'dialogue',
  Transition: 'transition',
  Shot: 'shot',
  Lyrics: 'lyrics',
  General: 'general',
};

const STYLES: readonly (readonly [string, TextStyle])[] = [
  ['Bold', 'bold'],
  ['Italic', 'italic'],
  ['Underline', 'underline'],
  ['Strikeout', 'strikeout'],
  ['AllCaps', 'all_caps'],
];

/** What the program that saved a file noted of one scene. */
export interface StoredScene {
  /** Index of the heading among the elements. */
  readonly element: number;
  /** The page it begins on, as printed. */
  readonly page: string | null;
  readonly eighths: number | null;
}

export interface ReadParagraph {
  readonly paragraphs: readonly ScriptParagraph[];
  readonly scene?: Omit<StoredScene, 'element'>;
}

export function readParagraph(xml: XmlElement): ReadParagraph {
  const dual = childOf(xml, 'DualDialogue');
  if (dual) return { paragraphs: readDual(dual) };
  const name = xml.attributes['Type'];
  const type = TYPES[name ?? ''] ?? 'general';
  const number = xml.attributes['Number'];
  const properties = childOf(xml, 'SceneProperties')?.attributes;
  const paragraph: ScriptParagraph = {
    type,
    ...readText(xml),
    ...(number !== undefined && type === 'scene_heading' && { number }),
    ...(name !== undefined && !(name in TYPES) && { style: name }),
  };
  const before: ScriptParagraph[] = xml.attributes['StartsNewPage'] === 'Yes' ? [{ type: 'page_break', text: '' }] : [];
  return {
    paragraphs: [...before, paragraph],
    ...(properties && {
      scene: { page: properties['Page'] ?? null, eighths: readEighths(properties['Length'] ?? '') },
    }),
  };
}

function readDual(dual: XmlElement): ScriptParagraph[] {
  let cues = 0;
  return childrenOf(dual, 'Paragraph').flatMap((child) =>
    readParagraph(child).paragraphs.map((paragraph) =>
      paragraph.type === 'character' && cues++ > 0 ? { ...paragraph, dual: true as const } : paragraph,
    ),
  );
}

function readText(xml: XmlElement): Pick<ScriptParagraph, 'text' | 'styles'> {
  let text = '';
  const styles: StyleSpan[] = [];
  for (const run of childrenOf(xml, 'Text')) {
    const from = text.length;
    text += textOf(run);
    const named = (run.attributes['Style'] ?? '').split('+');
    for (const [name, style] of STYLES) {
      if (named.includes(name) && text.length > from) styles.push({ from, to: text.length, style });
    }
  }
  return { text, ...(styles.length > 0 && { styles }) };
}

/** `1 2/8`, `2/8`, `3`; null for anything else. */
function readEighths(length: string): number | null {
  const match = /^\s*(?:(\d+)(?!\s*\/))?\s*(?:(\d+)\s*\/\s*8)?\s*$/.exec(length);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  return Number(match[1] ?? 0) * 8 + Number(match[2] ?? 0);
}
