import { inflateSync } from 'node:zlib';

/** A piece of text on a page: points from the paper's left and upper edges to where its baseline begins. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The text of each page of a PDF as a reader would place it. Knows as much of PDF as pdfkit writes. */
export function readPdf(bytes: Uint8Array, height = 792): Piece[][] {
  const objects = readObjects(Buffer.from(bytes));
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const content = objects.get(reference(head, 'Contents'))?.stream ?? '';
    const resources = objects.get(reference(head, 'Resources'))?.head ?? head;
    const fonts = new Map<string, Map<string, string>>();
    for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(id)?.head ?? '';
      fonts.set(name, readUnicode(objects.get(reference(font, 'ToUnicode'))?.stream ?? ''));
    }
    return readContent(content, fonts, height);
  });
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function readObjects(file: Buffer): Map<string, PdfObject> {
  const text = file.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const from = body.indexOf('stream\n');
    const packed = from === -1 ? null : Buffer.from(body.slice(from + 7, body.lastIndexOf('\nendstream')), 'latin1');
    const head = from === -1 ? body : body.slice(0, from);
    const stream = packed && /FlateDecode/.test(head) && !/FontFile|Length1/.test(head) ? inflateSync(packed) : packed;
    objects.set(id, { head, stream: stream?.toString('latin1') ?? '' });
  }
  return objects;
}

function reference(head: string, key: string): string {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '';
}

/** Glyph numbers to letters: pdfkit lists them in ranges of arrays. */
function readUnicode(cmap: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const codes = [...list.matchAll(/<([0-9a-f ]+)>/gi)].map(([, hex = '']) => hex.replace(/ /g, ''));
    for (const [i, hex] of codes.entries()) {
      const units = hex.match(/.{4}/g) ?? [];
      const glyph = (Number.parseInt(first, 16) + i).toString(16).padStart(4, '0');
      letters.set(glyph, units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(''));
    }
  }
  return letters;
}

function readContent(content: string, fonts: Map<string, Map<string, string>>, height: number): Piece[] {
  const pieces: Piece[] = [];
  let place = { x: 0, y: 0 };
  let font: Map<string, string> | undefined;
  const words = /(\/F\d+) [\d.]+ Tf|1 0 0 1 ([\d.-]+) ([\d.-]+) Tm|\[([^\]]*)\] TJ/g;
  for (const [, name, x, y, shown] of content.matchAll(words)) {
    if (name) font = fonts.get(name.slice(1));
    else if (x && y) place = { x: Number(x), y: height - Number(y) };
    else if (shown !== undefined) {
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      pieces.push({ text: glyphs.map((glyph) => font?.get(glyph) ?? '?').join(''), ...place });
    }
  }
  return pieces;
}
