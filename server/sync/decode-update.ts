import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';

export type Struct = Y.Item | Y.GC | Y.Skip;

export interface DecodedUpdate {
  /** Structs by Yjs client id, contiguous and in the order of their clocks. */
  readonly sections: ReadonlyMap<number, readonly Struct[]>;
  /** Deleted ranges by client id, ascending, not overlapping. */
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
}

/** An honest difference names the clients that wrote since; thousands would only be there to cost us time. */
const MAX_SECTIONS = 2048;
/** Yjs client ids are 32 bits; clocks count characters, so that 2^31 is a lifetime of typing. */
const MAX_CLIENT = 2 ** 32 - 1;
const MAX_CLOCK = 2 ** 31 - 1;
/** Clocks that a client id may advance in one frame: with what is deleted unseen, more than anybody types offline. */
const MAX_ADVANCE = 2 ** 22;
/** Yjs's number of a content that it reads and has long ceased to write. */
const LEGACY_JSON = 2;
const CONTENT_BITS = 0b11111;
/** Values within values. The project needs 3; deeper ones are read, and written again, by recursion. */
const MAX_VALUE_DEPTH = 16;

/*
 * Yjs makes the decoder and keeps it to itself: the latest one made tells what there was to read. One class for all
 * updates, or each would have a shape of its own and turn all of Yjs's reading into slow look-ups.
 */
class StrictDecoder extends Y.UpdateDecoderV1 {
  static latest: StrictDecoder | null = null;
  sectionCount = 0;

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    StrictDecoder.latest = this;
  }

  override readInfo(): number {
    const info = super.readInfo();
    if ((info & CONTENT_BITS) === LEGACY_JSON) throw new Error('content of an old kind');
    return info;
  }

  // Counted before it is parsed: brackets are the cheapest way to keep a parser busy.
  override readJSON(): unknown {
    const json = this.readString();
    if (depthOf(json) > MAX_VALUE_DEPTH) throw new Error('a value nested too deeply');
    return JSON.parse(json);
  }

  override readClient(): number {
    this.sectionCount += 1;
    return super.readClient();
  }
}

/**
 * Reads a V1 update as strictly as Yjs writes it. Yjs's own reader takes more: two sections of one client, of which it
 * applies the second; bytes after the end, so that a V2 update can pass for an empty V1 one; overlapping deletions.
 */
export function decodeUpdate(update: Uint8Array): Result<DecodedUpdate, string> {
  try {
    const { structs, ds } = Y.decodeUpdateV2(update, StrictDecoder);
    const { restDecoder, sectionCount } = must(StrictDecoder.latest);
    if (decoding.hasContent(restDecoder)) return err('bytes after the update');
    const sections = groupByClient(structs);
    if (sections.size !== sectionCount) return err('empty or repeated sections');
    if (sections.size > MAX_SECTIONS) return err('too many clients');
    const fault = faultySection(sections) ?? faultyStruct(structs) ?? faultyDeletes(ds.clients);
    return fault === null ? ok({ sections, deletes: ds.clients }) : err(fault);
  } catch {
    return err('not a V1 update');
  }
}

function groupByClient(structs: readonly Struct[]): Map<number, Struct[]> {
  const sections = new Map<number, Struct[]>();
  for (const struct of structs) {
    const section = sections.get(struct.id.client);
    if (section) section.push(struct);
    else sections.set(struct.id.client, [struct]);
  }
  return sections;
}

function faultySection(sections: ReadonlyMap<number, readonly Struct[]>): string | null {
  for (const [client, structs] of sections) {
    const [first, last] = [must(structs[0]), must(structs.at(-1))];
    const end = last.id.clock + last.length;
    if (client > MAX_CLIENT || end > MAX_CLOCK) return 'ids out of range';
    if (end - first.id.clock > MAX_ADVANCE) return 'a leap of the clock';
  }
  return null;
}

function faultyStruct(structs: readonly Struct[]): string | null {
  for (const struct of structs) {
    if (struct.length < 1) return 'an empty struct';
    if (!(struct instanceof Y.Item)) continue;
    if (struct.content instanceof Y.ContentDoc) return 'a nested document';
    if (!valuesOf(struct).every((value) => isPlain(value, MAX_VALUE_DEPTH))) return 'a value that is no plain data';
  }
  return null;
}

function valuesOf({ content }: Y.Item): readonly unknown[] {
  return content instanceof Y.ContentAny ? content.arr : [];
}

/** Brackets within brackets in a JSON text, those in its strings left out. */
function depthOf(json: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (character === '\\') i++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

/** JSON, bytes or undefined, not deeper than this, and with no prototype of its own making. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  if (depth === 0 || !(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)) return false;
  return Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

function faultyDeletes(deletes: DecodedUpdate['deletes']): string | null {
  for (const ranges of deletes.values()) {
    let end = 0;
    for (const { clock, len } of ranges) {
      if (len < 1 || clock < end || clock + len > MAX_CLOCK) return 'disordered deletions';
      end = clock + len;
    }
  }
  return null;
}
