import * as Y from 'yjs';
import { ELEMENT_NODE } from './script.ts';
import { fromPlain, toPlain, type PlainFields } from './plain-values.ts';

// A type, not an interface: that would not do as JSON.
/** A stretch of a line that has a style, in UTF-16 units. */
export type PlainSpan = {
  readonly style: string;
  readonly from: number;
  readonly to: number;
  /** What the style holds beside its name; nothing in those of today. */
  readonly value?: PlainFields;
};

/** A line of the script with every attribute that it has, known or not. */
export type PlainLine = PlainFields & {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly styles?: readonly PlainSpan[];
};

const OWN = ['id', 'type', 'text', 'styles'];

export function plainLine(node: Y.XmlElement): PlainLine {
  const attributes = node.getAttributes() as Record<string, unknown>;
  const { text, styles } = wordsOf(node);
  const others = Object.entries(attributes).flatMap(([name, value]) => {
    const plain = OWN.includes(name) ? undefined : toPlain(value);
    return plain === undefined ? [] : [[name, plain] as const];
  });
  const stringOf = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  return {
    id: stringOf(attributes['id'], ''),
    type: stringOf(attributes['type'], 'action'),
    text,
    ...(styles.length > 0 && { styles }),
    ...Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Throws RangeError for what `plainLine` never says. */
export function lineNode({ id, type, text, styles = [], ...others }: PlainLine): Y.XmlElement {
  const node = new Y.XmlElement(ELEMENT_NODE);
  // Yjs types attributes as strings; the binding and the wire hold any JSON value.
  const set = (name: string, value: unknown) => node.setAttribute(name, value as string);
  set('id', id);
  set('type', type);
  for (const [name, value] of Object.entries(others)) set(name, fromPlain(value));
  if (text !== '') {
    const words = new Y.XmlText();
    words.applyDelta(runsOf(text, styles));
    node.insert(0, [words]);
  }
  return node;
}

function wordsOf(node: Y.XmlElement): { text: string; styles: PlainSpan[] } {
  let text = '';
  const styles: { style: string; from: number; to: number; value: PlainFields }[] = [];
  for (const { insert, attributes = {} } of node.toArray().flatMap(deltaOf)) {
    if (typeof insert !== 'string') continue;
    const from = text.length;
    text += insert;
    for (const [style, held] of Object.entries(attributes)) {
      const value = toPlain(held);
      if (value === null || value === undefined) continue;
      const fields = typeof value === 'object' && !Array.isArray(value) ? (value as PlainFields) : { $value: value };
      const open = styles.find((span) => span.style === style && span.to === from && same(span.value, fields));
      if (open) open.to = text.length;
      else styles.push({ style, from, to: text.length, value: fields });
    }
  }
  styles.sort((a, b) => a.from - b.from || a.to - b.to || (a.style < b.style ? -1 : 1));
  const isBare = (value: PlainFields) => Object.keys(value).length === 0;
  return { text, styles: styles.map(({ value, ...span }) => (isBare(value) ? span : { ...span, value })) };
}

interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function deltaOf(child: unknown): Run[] {
  return child instanceof Y.XmlText ? (child.toDelta() as Run[]) : [];
}

function same(a: PlainFields, b: PlainFields): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function runsOf(text: string, styles: readonly PlainSpan[]): { insert: string; attributes: object }[] {
  const inText = (at: number) => at > 0 && at < text.length;
  const cuts = new Set([0, ...styles.flatMap(({ from, to }) => [from, to]).filter(inText), text.length]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => ({
    insert: text.slice(from, places[at + 1]),
    attributes: Object.fromEntries(
      styles
        .filter((span) => span.from <= from && from < span.to)
        .map(({ style, value = {} }) => [style, fromPlain(value['$value'] ?? value)]),
    ),
  }));
}
