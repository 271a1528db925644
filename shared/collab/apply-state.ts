import { readVarString } from 'lib0/decoding';
import * as Y from 'yjs';

/*
 * A document of ten thousand panels is a hundred thousand entries under a dozen names, and Yjs makes each name anew: a view
 * of the bytes, a call of TextDecoder, a string that is kept. Here a name is one string, however often it stands there.
 */

/** As long as any name. */
const MOST_LETTERS = 15;
/** Names are few: one that takes the place of another is merely read as Yjs reads it. */
const PLACES = 256;

class NamesOnce extends Y.UpdateDecoderV1 {
  readonly #names = new Array<string>(PLACES).fill('');

  override readString(): string {
    const { arr, pos } = this.restDecoder;
    const letters = arr[pos] ?? PLACES;
    const end = pos + 1 + letters;
    if (letters > MOST_LETTERS || end > arr.length) return readVarString(this.restDecoder);
    let place = letters;
    for (let at = pos + 1; at < end; at++) place = (place * 31 + (arr[at] as number)) % PLACES;
    const known = this.#names[place] as string;
    if (isSaid(known, arr, pos)) {
      this.restDecoder.pos = end;
      return known;
    }
    return (this.#names[place] = readVarString(this.restDecoder));
  }
}

function isSaid(name: string, arr: Uint8Array, pos: number): boolean {
  if (name.length !== arr[pos]) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== arr[pos + 1 + i]) return false;
  return true;
}

/** Brings what an update says into a document, as Yjs does. For what is long: a stored state, a log. */
export function applyState(doc: Y.Doc, state: Uint8Array, origin?: unknown): void {
  Y.applyUpdateV2(doc, state, origin, NamesOnce);
}
