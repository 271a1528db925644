import { isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

/** What XML 1.0 cannot hold, escaped or not: control characters, halves of surrogate pairs, two non-characters. */
const UNWRITABLE =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Whether XML has no way to say all of it. */
export function isUnwritable(text: string): boolean {
  return text.search(UNWRITABLE) !== -1;
}

function escape(text: string, unsafe: RegExp): string {
  return text.replace(UNWRITABLE, '\uFFFD').replace(unsafe, (char) => ESCAPES[char] ?? char);
}

export function escapeText(text: string): string {
  return escape(text, /[&<>\r]/g);
}

/** ` name="value"` for each attribute, in the order in which Final Draft writes them. */
export function writeAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.keys(attributes)
    .sort()
    .map((name) => ` ${name}="${escape(attributes[name] ?? '', /[&<>"\t\n\r]/g)}"`)
    .join('');
}

/** The node as XML: what was read is written character for character, but for how characters were escaped. */
export function writeNode(node: XmlNode): string {
  if (typeof node === 'string') return escapeText(node);
  if (!isElement(node)) return `<!--${node.comment.replace(/--/g, '- -').replace(/-$/, '- ')}-->`;
  return writeElement(node, node.children.map(writeNode).join(''));
}

export function writeElement({ name, attributes }: Omit<XmlElement, 'children'>, content: string): string {
  const tag = name + writeAttributes(attributes);
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>`;
}

/** Items on lines of their own, as the content of an element whose own children stand `by` spaces in. */
export function indented(items: readonly string[], by: number): string {
  if (items.length === 0) return '';
  const start = `\n${' '.repeat(by)}`;
  return `${start}${items.join(start)}\n${' '.repeat(by - 2)}`;
}
