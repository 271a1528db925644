import { SaxesParser } from 'saxes';
import type { Diagnostic } from '../diagnostic.ts';
import type { XmlElement, XmlNode } from './xml-tree.ts';

/** Final Draft nests a dozen deep; what walks the elements may then recurse. */
const MAX_DEPTH = 100;
/** Some 2,500 pages. A file of this many is read in two seconds, and holds no more memory than a server can spare. */
const MAX_ELEMENTS = 200_000;
const MAX_ATTRIBUTES = 500;
const MAX_FAULTS = 50;
const ILL_FORMED = 'This is not well-formed XML.';

/** Told of a document in order. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  comment(text: string): void;
  /** Called for every element that was opened, also where the file ends early. */
  close(): void;
}

type Parser = SaxesParser<{ xmlns: false; position: false }>;

class Abort extends Error {}

/**
 * Reads XML 1.0, well-formed or not, telling the handler what is there. Never throws. Entities other than XML's own five
 * are left as they stand and a DOCTYPE is passed over: nothing is fetched and nothing expands.
 */
export function readXml(text: string, handler: XmlHandler): Diagnostic[] {
  const parser = new SaxesParser({ xmlns: false as const, position: false });
  const diagnostics: Diagnostic[] = [];
  let elements = 0;
  let depth = 0;
  const abort = (message: string): never => {
    diagnostics.push({ line: parser.line, message: `${message} It was read up to this line.`, fatal: true });
    throw new Abort();
  };
  const fault = (message: string) => {
    if (diagnostics.length >= MAX_FAULTS) abort(ILL_FORMED);
    diagnostics.push({ line: parser.line, message: `Not well-formed XML: ${message}` });
  };
  parser.on('error', ({ message }) => fault(message));
  parser.on('doctype', () => {
    diagnostics.push({ line: parser.line, message: 'A DOCTYPE was passed over: a script needs none.' });
  });
  const count = () => {
    if (++elements > MAX_ELEMENTS) abort('This file has more than 200,000 XML elements.');
  };
  let pending = 0;
  parser.on('attribute', () => {
    if (++pending > MAX_ATTRIBUTES) abort('An element of this file has more than 500 attributes.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0;
    count();
    if (++depth > MAX_DEPTH) abort('This file is nested more than 100 deep.');
    handler.open(name, attributes, parser.line);
  });
  parser.on('text', (chars) => handler.text(chars));
  parser.on('cdata', (chars) => handler.text(chars));
  parser.on('comment', (comment) => {
    count();
    handler.comment(comment);
  });
  parser.on('closetag', () => {
    depth--;
    handler.close();
  });
  try {
    writeMended(parser, text, { fault, abort });
    parser.close();
  } catch (error) {
    if (!(error instanceof Abort)) throw error;
    depth = Math.min(depth, MAX_DEPTH);
  }
  for (; depth > 0; depth--) handler.close();
  return diagnostics;
}

/** `&` and `<` that begin nothing; and what may hold them as they are, to its end. */
const STRAY =
  /<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|&(?!#\d+;|#x[\da-f]+;|[a-z_:\x80-\uffff][\w:.\x80-\uffff-]*;)|<(?![a-z_:/!?\x80-\uffff])/gis;
/** A script has fewer. */
const MAX_STRAYS = 10_000;

/** Gives the text to the parser, with `&` and `<` escaped where a program forgot to. Each is told of once. */
function writeMended(
  parser: Parser,
  text: string,
  { fault, abort }: Record<'fault' | 'abort', (message: string) => void>,
): void {
  const told = new Set<string>();
  let at = 0;
  let strays = 0;
  for (const { 0: stray, index } of text.matchAll(STRAY)) {
    if (stray.length > 1) continue;
    if (++strays > MAX_STRAYS) abort(ILL_FORMED);
    const escaped = stray === '&' ? '&amp;' : '&lt;';
    parser.write(text.slice(at, index));
    if (!told.has(stray))
      fault(`“${stray}” stands where “${escaped}” should. Here and further down it is taken as text.`);
    told.add(stray);
    parser.write(escaped);
    at = index + 1;
  }
  parser.write(text.slice(at));
}

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}

/** Collects what a handler is told below one element into a tree. */
export class TreeBuilder {
  readonly #open: Growing[] = [];

  /** Nothing is open: what comes now is outside. */
  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const element: Growing = { name, attributes, children: [] };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  add(node: XmlNode): void {
    this.#open.at(-1)?.children.push(node);
  }

  /** The whole tree when this closes its root, else null. */
  close(): XmlElement | null {
    const element = this.#open.pop();
    return element && this.#open.length === 0 ? element : null;
  }
}

/** What a kept piece of XML consists of; null for anything that is not well-formed. */
export function parseFragment(xml: string): readonly XmlNode[] | null {
  const tree = new TreeBuilder();
  const roots: XmlElement[] = [];
  const faults = readXml(`<_>${xml}</_>`, {
    open: (name, attributes) => tree.open(name, attributes),
    text: (text) => tree.add(text),
    comment: (comment) => tree.add({ comment }),
    close: () => {
      const root = tree.close();
      if (root) roots.push(root);
    },
  });
  return faults.length === 0 ? (roots[0]?.children ?? null) : null;
}
