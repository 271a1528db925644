import { Node as NodeExtension, type AnyExtension, type KeyboardShortcutCommand } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Italic } from '@tiptap/extension-italic';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import type { Node } from '@tiptap/pm/model';
import type { ElementId } from '#shared/lib/ids.ts';
import { checkedParagraphStyle, type ElementType, type ParagraphStyle } from '#shared/screenplay/index.ts';

/** Attributes of the one block, as ProseMirror holds them; null is "not there" in Yjs. */
export interface ElementAttributes {
  readonly type: ElementType;
  readonly id: ElementId | null;
  readonly number: string | null;
  readonly dual: true | null;
  readonly level: number | null;
  /** Checked when it was read. The same style read again is the same object. */
  readonly style: ParagraphStyle | null;
  readonly colour: string | null;
  /** Not on the clipboard: two lines of one name lead nowhere. */
  readonly bookmark: string | null;
  /** Of a heading: the scene is omitted, with these lines. */
  readonly omits: readonly ElementId[] | null;
  /** On the clipboard alone, of the heading of an omitted scene: its lines, as HTML that nobody else shows. */
  readonly folded: string | null;
}

export const ELEMENT = 'element';
/** A box of elements, known to the editor alone (stretches.ts). */
export const STRETCH = 'stretch';

export function attributesOf(node: Node): ElementAttributes {
  return node.attrs as ElementAttributes;
}

const ScriptDocument = NodeExtension.create({ name: 'doc', topNode: true, content: 'stretch+' });

const Stretch = NodeExtension.create({
  name: STRETCH,
  content: 'element+',
  selectable: false,
  parseHTML: () => [{ tag: 'div[data-stretch]' }],
  renderHTML: () => ['div', { 'data-stretch': '' }, 0],
});

const Element = NodeExtension.create({
  name: ELEMENT,
  content: 'text*',
  // A line break inside an element is a newline character of its text, so it needs no node and no second word for it.
  whitespace: 'pre',
  defining: true,
  selectable: false,
  addAttributes() {
    const hidden = { default: null, rendered: false };
    return {
      type: { ...hidden, default: 'scene_heading' },
      ...{
        id: hidden,
        number: hidden,
        dual: hidden,
        level: hidden,
        style: hidden,
        colour: hidden,
        omits: hidden,
        bookmark: hidden,
        folded: hidden,
      },
    };
  },
  parseHTML() {
    const foreign = { type: 'action' };
    return [
      { tag: 'p[data-type]', getAttrs: (dom) => attributesFromDom((dom as unknown as DataHolder).dataset) },
      ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'blockquote', 'pre'].map((tag) => ({ tag, attrs: foreign })),
    ];
  },
  renderHTML: ({ node }) => ['p', domAttributes(node), 0],
});

/** The attributes that an element's `<p>` carries, on the page and on the clipboard. */
export function domAttributes(node: Node): Readonly<Record<string, string>> {
  const { type, id, number, dual, level, style, colour, omits, folded } = attributesOf(node);
  return {
    'data-type': type,
    ...(id !== null && { 'data-id': id }),
    ...(number !== null && { 'data-number': number }),
    ...(dual !== null && { 'data-dual': '' }),
    ...(level !== null && { 'data-level': String(level) }),
    ...(style !== null && { 'data-style': JSON.stringify(style) }),
    ...(colour !== null && { 'data-colour': colour }),
    ...(omits !== null && { 'data-omits': omits.join(' ') }),
    ...(folded !== null && { 'data-folded': folded }),
  };
}

/** What is read of a DOM element; `shared` has no DOM types to lean on. */
interface DataHolder {
  readonly dataset: Readonly<Record<string, string | undefined>>;
}

function attributesFromDom(data: DataHolder['dataset']): ElementAttributes {
  const level = Number(data['level']);
  return {
    type: (data['type'] ?? 'action') as ElementType,
    id: (data['id'] ?? null) as ElementId | null,
    number: data['number'] ?? null,
    dual: data['dual'] === undefined ? null : true,
    level: Number.isInteger(level) && level > 0 ? level : null,
    style: styleFromDom(data['style']),
    colour: data['colour'] ?? null,
    bookmark: null,
    omits: data['omits'] === undefined ? null : (data['omits'].split(' ').filter(Boolean) as ElementId[]),
    folded: data['folded'] ?? null,
  };
}

/** Of a clipboard, which may hold anything. */
function styleFromDom(text = ''): ParagraphStyle | null {
  try {
    return checkedParagraphStyle(JSON.parse(text));
  } catch {
    return null;
  }
}

type Shortcuts = Record<string, KeyboardShortcutCommand>;

const plainly = {
  // Asterisks and underscores are words in a script: typing them makes no styles.
  addInputRules: () => [],
  addPasteRules: () => [],
  // With Shift the keys are the browser's: bookmarks, tools, and on Linux a character by its number.
  addKeyboardShortcuts(this: { readonly parent: (() => Shortcuts) | undefined }): Shortcuts {
    return Object.fromEntries(Object.entries(this.parent?.() ?? {}).filter(([key]) => /-[a-z]$/.test(key)));
  },
};

/** The script's whole schema: a flat list of one block, three styles. Loads in Node as in a browser. */
export const scriptExtensions: readonly AnyExtension[] = [
  ScriptDocument,
  Stretch,
  Element,
  Text,
  Bold.extend(plainly),
  Italic.extend(plainly),
  Underline.extend(plainly),
];
