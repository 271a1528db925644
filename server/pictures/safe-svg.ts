import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { decodeText } from '#shared/lib/decode-text.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';

export interface SafeSvg {
  /** UTF-8, without a document type but the plain entities that it uses. */
  readonly bytes: Uint8Array;
  /** Pictures that it holds inside itself, to be looked at before it is drawn. */
  readonly embedded: readonly Uint8Array[];
}

const MAX_CHARACTERS = 8_000_000;
const MAX_ELEMENTS = 50_000;
const MAX_DEPTH = 200;
const MAX_ENTITIES = 50;
const MAX_ENTITY = 1_000;

const SCRIPT = 'It holds a script. A picture runs nothing: export it without, or as PNG.';
const ELSEWHERE = 'It refers to something outside itself. Embed what it shows, or export it as PNG.';
const WEB_PAGE = 'It holds a piece of a web page (foreignObject). Export it as PNG.';
const ENTITIES = 'It declares entities that lead on or outside, as no picture needs to. Export it as PNG.';
const UNREADABLE = 'It is damaged: its XML can’t be read.';
const MANY = `It has more than ${MAX_ELEMENTS.toLocaleString('en')} elements. Export it as PNG.`;

/**
 * An SVG as far as it only draws: no scripts, nothing from outside, no entities that unfold. The reason why not is a
 * sentence. What draws it afterwards reads no files and opens no connections either; this is so that a person is told,
 * instead of getting a picture with a hole.
 */
export function safeSvg(bytes: Uint8Array): Result<SafeSvg, string> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return err(UNREADABLE);
  const text = decoded.value;
  if (text.length > MAX_CHARACTERS) return err('It has more than 8 million characters. Export it as PNG.');
  const check = new Check();
  try {
    check.read(text);
  } catch (error) {
    return err(error instanceof Refusal ? error.message : UNREADABLE);
  }
  const declared = [...check.entities].map(([name, value]) => `<!ENTITY ${name} "${escaped(value)}">`).join('');
  const doctype = declared === '' ? '' : `<!DOCTYPE svg [${declared}]>`;
  return ok({ bytes: new TextEncoder().encode(doctype + withoutProlog(text)), embedded: check.embedded });
}

class Refusal extends Error {}

class Check {
  readonly entities = new Map<string, string>();
  readonly embedded: Uint8Array[] = [];
  readonly #parser = new SaxesParser();
  readonly #open: string[] = [];
  #elements = 0;

  read(text: string): void {
    const parser = this.#parser;
    parser.on('doctype', (doctype) => this.#declare(doctype));
    parser.on('processinginstruction', () => refuse(ELSEWHERE));
    parser.on('opentag', (tag) => this.#enter(tag));
    parser.on('closetag', () => void this.#open.pop());
    parser.on('text', (words) => {
      if (this.#open.at(-1) === 'style') checkStyle(words);
    });
    parser.on('cdata', (words) => {
      if (this.#open.at(-1) === 'style') checkStyle(words);
    });
    parser.write(text).close();
    if (this.#elements === 0) refuse(UNREADABLE);
  }

  #declare(doctype: string): void {
    // A public identifier alone is never fetched, and left out below.
    const subset = /\[([\s\S]*)\]/.exec(doctype)?.[1] ?? '';
    for (const [, name = '', , value] of subset.matchAll(/<!ENTITY\s+([^\s"']+)\s+(?:(["'])([^]*?)\2)?/g)) {
      const plain = value !== undefined && value.length <= MAX_ENTITY && !/[&%<]/.test(value);
      if (!plain || name === '%' || this.entities.size === MAX_ENTITIES) refuse(ENTITIES);
      this.entities.set(name, value);
      this.#parser.ENTITIES[name] = value;
    }
  }

  #enter({ name, attributes }: SaxesTagPlain): void {
    const local = localName(name);
    if (++this.#elements > MAX_ELEMENTS) refuse(MANY);
    if (this.#open.length > MAX_DEPTH) refuse('Its parts lie too deep inside one another. Export it as PNG.');
    if (local === 'script') refuse(SCRIPT);
    // Programs put one beside the drawing, for themselves alone: of a switch the drawing is what everybody else shows.
    if (local === 'foreignobject' && !this.#open.includes('switch')) refuse(WEB_PAGE);
    if (local === 'include' || local === 'iframe' || local === 'object' || local === 'embed') refuse(ELSEWHERE);
    for (const [key, value] of Object.entries(attributes)) this.#attribute(local, localName(key), value);
    this.#open.push(local);
  }

  #attribute(element: string, key: string, value: string): void {
    if (/^on[a-z]/.test(key) || /^\s*(?:java|vb)script:/i.test(value)) refuse(SCRIPT);
    if ((key === 'href' || key === 'src') && element !== 'a') this.#reference(value.trim());
    if (/url\s*\(|@import/i.test(value)) checkStyle(value);
  }

  #reference(target: string): void {
    if (target === '' || target.startsWith('#')) return;
    const data = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]*)$/.exec(target)?.[1];
    if (data === undefined) refuse(ELSEWHERE);
    this.embedded.push(Buffer.from(data, 'base64'));
  }
}

/** Rules and values may point to parts of the drawing itself. */
function checkStyle(css: string): void {
  // A backslash may write any letter, and so hide one.
  if (/@import|\\/i.test(css)) refuse(ELSEWHERE);
  for (const [, target = ''] of css.matchAll(/url\s*\(\s*["']?\s*([^)]*)/gi)) {
    if (!target.startsWith('#')) refuse(ELSEWHERE);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

function escaped(value: string): string {
  return value.replace(/"/g, '&#34;');
}

/** Without the XML declaration, which may name another encoding, and the document type. */
function withoutProlog(text: string): string {
  const start = text.search(/<(?:\w+:)?svg[\s>/]/);
  return text.slice(Math.max(start, 0));
}
