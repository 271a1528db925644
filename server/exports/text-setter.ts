import { graphemesOf } from '#shared/pagination/index.ts';
import { INTER, facesIn, type FaceStyle, type Faces } from './faces.ts';

export interface TextBox {
  /** Points from the paper's edges. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** What does not fit ends in an ellipsis. */
  readonly height: number;
}

export interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
}

interface Piece {
  readonly text: string;
  /** Null: no face has it. */
  readonly face: string | null;
}

const LEADING = 1.35;
const ELLIPSIS = '…';

/** Sets running text in proportional letters, each in the first face that has it. */
export class TextSetter {
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: Faces;
  readonly #missing = new Set<string>();

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    this.#faces = facesIn(doc, INTER);
  }

  /** Graphemes that no face had, and which stand as question marks. */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  static lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Points. */
  widthOf(text: string, look: TextLook): number {
    return this.#width(text, look);
  }

  /** How many lines it would take. */
  linesOf(text: string, width: number, look: TextLook): number {
    return this.#wrap(text, width, look).length;
  }

  /** Wraps at spaces, and inside a word that is wider than the box. Answers with the height that it took. */
  set(text: string, box: TextBox, look: TextLook): number {
    const line = TextSetter.lineHeight(look.size);
    const room = Math.max(0, Math.floor((box.height + 0.01) / line));
    const lines = this.#wrap(text, box.width, look);
    const shown = lines.slice(0, room);
    const last = shown.at(-1);
    if (last !== undefined && lines.length > room) shown[shown.length - 1] = this.#cut(last, box.width, look);
    shown.forEach((words, i) => {
      const left = look.align === 'right' ? box.left + box.width - this.#width(words, look) : box.left;
      this.#draw(words, left, box.top + i * line + look.size, look);
    });
    return shown.length * line;
  }

  #wrap(text: string, width: number, look: TextLook): string[] {
    return text.split('\n').flatMap((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (this.#width(longer, look) <= width) line = longer;
        else {
          if (line !== '') lines.push(line);
          line = this.#breakWord(word, width, look, lines);
        }
      }
      return [...lines, line];
    });
  }

  /** The rest of a word after the lines that it fills by itself. */
  #breakWord(word: string, width: number, look: TextLook, lines: string[]): string {
    let rest = '';
    for (const { text } of graphemesOf(word)) {
      if (rest !== '' && this.#width(rest + text, look) > width) {
        lines.push(rest);
        rest = '';
      }
      rest += text;
    }
    return rest;
  }

  #cut(line: string, width: number, look: TextLook): string {
    const letters = [...graphemesOf(line)].map(({ text }) => text);
    while (letters.length > 0 && this.#width(letters.join('') + ELLIPSIS, look) > width) letters.pop();
    return letters.join('').trimEnd() + ELLIPSIS;
  }

  #width(text: string, look: TextLook): number {
    return this.#pieces(text, look).reduce((sum, piece) => sum + this.#widthOf(piece, look.size), 0);
  }

  #widthOf({ text, face }: Piece, size: number): number {
    if (face === null) return size * 0.6;
    return this.#doc.font(face, size).widthOfString(text);
  }

  #draw(text: string, left: number, baseline: number, look: TextLook): void {
    let x = left;
    this.#doc.fillColor(look.colour ?? 'black');
    for (const piece of this.#pieces(text, look)) {
      if (piece.face === null) this.#missing.add(piece.text);
      const shown = piece.face === null ? '?' : piece.text;
      this.#doc.font(piece.face ?? this.#plain(look), look.size);
      this.#doc.text(shown, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
      x += this.#widthOf(piece, look.size);
    }
    this.#doc.fillColor('black');
  }

  #plain(look: TextLook): string {
    return this.#faces.find('?', styleOf(look))?.name ?? 'Helvetica';
  }

  #pieces(text: string, look: TextLook): Piece[] {
    const whole = this.#faces.find(text, styleOf(look));
    if (whole) return [{ text, face: whole.name }];
    const pieces: { text: string; face: string | null }[] = [];
    for (const { text: letters } of graphemesOf(text)) {
      const face = this.#faces.find(letters, styleOf(look))?.name ?? null;
      const last = pieces.at(-1);
      if (last && face !== null && last.face === face) last.text += letters;
      else pieces.push({ text: letters, face });
    }
    return pieces;
  }
}

function styleOf({ bold = false }: TextLook): FaceStyle {
  return bold ? '700-normal' : '400-normal';
}
