import * as decoding from 'lib0/decoding';

/** Why an update is none that Yjs writes; the message is for logs. */
export class Unreadable extends Error {}

/** Values within values. The project needs 3; deeper ones are read, and written again, by recursion. */
const MAX_VALUE_DEPTH = 16;
/** Yjs's numbers of contents. */
const CONTENT = { deleted: 1, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, document: 9 } as const;
/** Yjs's types, of which two carry a name. */
const TYPES = 7;
const NAMED_TYPES: readonly number[] = [3, 5];
const MAX_NAME = 32;
const PROTOTYPE = '__proto__';

/** What of an update costs whoever reads it more than its bytes: structs, types once more, and in values objects, arrays and keys. */
export class Parts {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** Throws Unreadable when there are too many. */
  take(count: number): void {
    this.#left -= count;
    if (this.#left < 0) throw new Unreadable('too many parts');
  }
}

/** Passes over the content of a struct as strictly as Yjs reads it; returns how many clocks it takes up. Throws. */
export function readContent(decoder: decoding.Decoder, kind: number, parts: Parts): number {
  switch (kind) {
    case CONTENT.deleted:
      return decoding.readVarUint(decoder);
    case CONTENT.binary:
      decoding.readVarUint8Array(decoder);
      return 1;
    case CONTENT.string:
      return readText(decoder);
    case CONTENT.embed:
      readJson(decoder, parts);
      return 1;
    case CONTENT.format:
      readText(decoder);
      readJson(decoder, parts);
      return 1;
    case CONTENT.type:
      // Of all structs these cost Yjs most.
      parts.take(1);
      readType(decoder);
      return 1;
    case CONTENT.any: {
      const count = decoding.readVarUint(decoder);
      for (let left = count; left > 0; left--) readValue(decoder, parts, MAX_VALUE_DEPTH);
      return count;
    }
    case CONTENT.document:
      throw new Unreadable('a nested document');
    default:
      throw new Unreadable('content of an unknown or old kind');
  }
}

/** A name or a key: mostly short and of plain letters, for which decoding proper costs more than all the rest. */
export function readName(decoder: decoding.Decoder): string {
  const start = decoder.pos;
  const end = decoding.readVarUint(decoder) + decoder.pos;
  if (end - decoder.pos <= MAX_NAME && end <= decoder.arr.length) {
    const letters = decoder.arr.subarray(decoder.pos, end);
    if (letters.every((letter) => letter < 0x80)) {
      decoder.pos = end;
      return String.fromCharCode(...letters);
    }
  }
  decoder.pos = start;
  return decoding.readVarString(decoder);
}

/** Its length as JavaScript counts. Anything but ASCII is decoded, for what is no UTF-8 would fail later. */
function readText(decoder: decoding.Decoder): number {
  const start = decoder.pos;
  const length = decoding.readVarUint(decoder);
  const end = decoder.pos + length;
  if (end > decoder.arr.length) throw new Unreadable('truncated');
  for (let at = decoder.pos; at < end; at++) {
    if ((decoder.arr[at] as number) < 0x80) continue;
    decoder.pos = start;
    return decoding.readVarString(decoder).length;
  }
  decoder.pos = end;
  return length;
}

function readType(decoder: decoding.Decoder): void {
  const type = decoding.readVarUint(decoder);
  if (type >= TYPES) throw new Unreadable('an unknown type');
  if (NAMED_TYPES.includes(type)) readText(decoder);
}

/** A value of lib0's "any" kind: JSON, bytes or undefined, and with no prototype of its own making. */
function readValue(decoder: decoding.Decoder, parts: Parts, depth: number): void {
  const tag = decoding.readUint8(decoder);
  switch (tag) {
    case 127:
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      decoding.readFloat32(decoder);
      return;
    case 123:
      decoding.readFloat64(decoder);
      return;
    case 119:
      readText(decoder);
      return;
    case 118:
    case 117:
      if (depth === 0) throw new Unreadable('a value nested too deeply');
      parts.take(1);
      readMembers(decoder, parts, { depth: depth - 1, keys: tag === 118 });
      return;
    case 116:
      decoding.readVarUint8Array(decoder);
      return;
    default:
      throw new Unreadable('a value that is no plain data');
  }
}

function readMembers(decoder: decoding.Decoder, parts: Parts, { depth, keys }: { depth: number; keys: boolean }): void {
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    if (keys) {
      parts.take(1);
      if (readName(decoder) === PROTOTYPE) throw new Unreadable('a value with a prototype');
    }
    readValue(decoder, parts, depth);
  }
}

function readJson(decoder: decoding.Decoder, parts: Parts): void {
  const json = decoding.readVarString(decoder);
  // Counted before it is parsed: brackets are the cheapest way to keep a parser busy.
  const { depth, count } = measureJson(json);
  if (depth > MAX_VALUE_DEPTH) throw new Unreadable('a value nested too deeply');
  parts.take(count);
  JSON.parse(json);
}

/** Brackets within brackets in a JSON text, and how many objects, arrays and keys, those in its strings left out. */
function measureJson(json: string): { depth: number; count: number } {
  let [depth, deepest, count, inString] = [0, 0, 0, false];
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (character === '\\') i++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === ':') count++;
    else if (character === '[' || character === '{') {
      count++;
      deepest = Math.max(deepest, ++depth);
    } else if (character === ']' || character === '}') depth--;
  }
  return { depth: deepest, count };
}
