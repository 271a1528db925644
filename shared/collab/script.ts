import * as Y from 'yjs';
import { isColour } from '#shared/lib/colour.ts';
import type { ElementId, NewId } from '#shared/lib/ids.ts';
import {
  checkedParagraphStyle,
  foldOmitted,
  paragraphStyleOf,
  styledPieces,
  unfoldOmitted,
  withId,
  type ElementType,
  type ScriptElement,
  type ScriptParagraph,
  type StyleSpan,
  type TextStyle,
} from '#shared/screenplay/index.ts';
import { scriptRoot } from './document.ts';

/** The one block of the script. Its kind is the attribute `type`: a Yjs node can't be renamed (docs/decisions/003). */
export const ELEMENT_NODE = 'element';

/** The styles that a project holds. */
export const STYLES: readonly TextStyle[] = ['bold', 'italic', 'underline'];

/** The script as it is printed, counted and written to files: the lines of an omitted scene lie in its heading. */
export function readScript(doc: Y.Doc): readonly ScriptElement[] {
  return foldOmitted(readLines(doc));
}

/** Every line of the script in its place. Nodes that are not elements belong to a newer version and are skipped. */
export function readLines(doc: Y.Doc): ScriptElement[] {
  const elements: ScriptElement[] = [];
  for (const node of scriptRoot(doc).toArray()) {
    if (node instanceof Y.XmlElement && node.nodeName === ELEMENT_NODE) elements.push(readElement(node));
  }
  return elements;
}

export function readElement(node: Y.XmlElement): ScriptElement {
  const attributes = node.getAttributes() as Record<string, unknown>;
  const { text, styles } = readText(node);
  const { name, layout } = checkedParagraphStyle(attributes['style']) ?? {};
  return {
    id: (typeof attributes['id'] === 'string' ? attributes['id'] : '') as ElementId,
    type: (attributes['type'] ?? 'action') as ElementType,
    text,
    ...(styles.length > 0 && { styles }),
    ...(typeof attributes['number'] === 'string' && { number: attributes['number'] }),
    ...(attributes['dual'] === true && { dual: true as const }),
    ...(typeof attributes['level'] === 'number' && { level: attributes['level'] }),
    ...(name !== undefined && { style: name }),
    ...(layout && { layout }),
    ...sceneOf(attributes),
    ...(isBookmark(attributes['bookmark']) && { bookmark: attributes['bookmark'] }),
  };
}

/** What only headings carry, of what a document may hold. */
function sceneOf({ colour, omits }: Record<string, unknown>): Pick<ScriptElement, 'colour' | 'omits'> {
  return { ...(isColour(colour) && { colour }), ...(isIds(omits) && { omits }) };
}

/** UTF-16 units that a bookmark's name may have. */
export const MOST_OF_A_BOOKMARK = 80;

function isBookmark(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MOST_OF_A_BOOKMARK;
}

function isIds(value: unknown): value is readonly ElementId[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

function readText(node: Y.XmlElement): { text: string; styles: StyleSpan[] } {
  let text = '';
  const open = new Map<TextStyle, number>();
  const styles: StyleSpan[] = [];
  const close = (style: TextStyle) => {
    const from = open.get(style);
    if (from !== undefined) styles.push({ from, to: text.length, style });
    open.delete(style);
  };
  for (const child of node.toArray()) {
    if (!(child instanceof Y.XmlText)) continue;
    for (const op of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof op.insert !== 'string') continue;
      for (const style of STYLES) {
        const styled = op.attributes?.[style] !== undefined && op.attributes[style] !== null;
        if (styled && !open.has(style)) open.set(style, text.length);
        else if (!styled) close(style);
      }
      text += op.insert;
    }
  }
  for (const style of STYLES) close(style);
  return { text, styles: styles.sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** A new Yjs node holding this element; the caller inserts it. */
export function createElementNode(element: ScriptElement): Y.XmlElement {
  const node = new Y.XmlElement(ELEMENT_NODE);
  // Yjs types attributes as strings; the binding and the wire hold any JSON value.
  const set = (name: string, value: unknown) => node.setAttribute(name, value as string);
  set('id', element.id);
  set('type', element.type);
  if (element.number !== undefined) set('number', element.number);
  if (element.dual) set('dual', true);
  if (element.level !== undefined) set('level', element.level);
  const style = paragraphStyleOf(element);
  if (style) set('style', style);
  if (isColour(element.colour)) set('colour', element.colour);
  if (element.omits) set('omits', element.omits);
  if (element.bookmark !== undefined) set('bookmark', element.bookmark);
  if (element.text !== '') node.insert(0, [createText(element)]);
  return node;
}

export function createText(paragraph: ScriptParagraph): Y.XmlText {
  const node = new Y.XmlText();
  const delta = styledPieces(paragraph).map(({ text, styles }) => ({
    insert: text,
    attributes: Object.fromEntries(styles.map((style) => [style, {}])),
  }));
  node.applyDelta(delta);
  return node;
}

/** Appends paragraphs to the script, giving each an id. For seeding and import, on a document nobody types in yet. */
export function appendScript(doc: Y.Doc, paragraphs: readonly ScriptParagraph[], newId: NewId): ElementId[] {
  const elements = unfoldOmitted(paragraphs.map((paragraph) => withId(paragraph, newId<ElementId>(), newId)));
  const root = scriptRoot(doc);
  root.insert(root.length, elements.map(createElementNode));
  return elements.map((element) => element.id);
}
