import * as decoding from 'lib0/decoding';
import { must } from '#shared/lib/assert.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { Parts, Unreadable, readContent, readName } from './read-content.ts';

/** Names a struct's place in its client's history, as Yjs does. */
export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** A struct of an update, without its content. */
export interface Struct {
  readonly kind: 'item' | 'gc' | 'skip';
  readonly id: Id;
  /** How many clocks it takes up. */
  readonly length: number;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** The name of a root, or the struct of a type; null when it is the neighbours'. */
  readonly parent: string | Id | null;
  /** The key in its parent, of a struct that names one. */
  readonly key: string | null;
}

/** Deleted clocks of one client. */
export interface Range {
  readonly clock: number;
  readonly len: number;
}

export interface DecodedUpdate {
  /** Structs by Yjs client id, contiguous and in the order of their clocks. */
  readonly sections: ReadonlyMap<number, readonly Struct[]>;
  /** Deleted ranges by client id, ascending, not overlapping. */
  readonly deletes: ReadonlyMap<number, readonly Range[]>;
}

/** An honest difference names the clients that wrote since; thousands would only be there to cost us time. */
const MAX_SECTIONS = 2048;
/** A paste of 240 pages, which fills a frame, comes to 46,000. */
const MAX_PARTS = 2 ** 16;
/** Yjs client ids are 32 bits; clocks count characters, so that 2^31 is a lifetime of typing. */
const MAX_CLIENT = 2 ** 32 - 1;
const MAX_CLOCK = 2 ** 31 - 1;
/** Clocks that a client id may advance in one frame: with what is deleted unseen, more than anybody types offline. */
const MAX_ADVANCE = 2 ** 22;

/** Yjs's first byte of a struct. */
const INFO = { kind: 0b11111, hasKey: 0x20, hasRightOrigin: 0x40, hasOrigin: 0x80 } as const;
const GC = 0;
const SKIP = 10;

/**
 * Reads a V1 update as strictly as Yjs writes it. Yjs's own reader takes more: two sections of one client, of which it
 * applies the second; bytes after the end, so that a V2 update can pass for an empty V1 one; overlapping deletions. It
 * also makes everything that it reads: here nothing is made but what the guard looks at, and counts end it early.
 */
export function decodeUpdate(update: Uint8Array): Result<DecodedUpdate, string> {
  const decoder = decoding.createDecoder(update);
  try {
    const sections = readSections(decoder);
    const deletes = readDeletes(decoder);
    return decoding.hasContent(decoder) ? err('bytes after the update') : ok({ sections, deletes });
  } catch (error) {
    return err(error instanceof Unreadable ? error.message : 'not a V1 update');
  }
}

function readSections(decoder: decoding.Decoder): Map<number, Struct[]> {
  const parts = new Parts(MAX_PARTS);
  const sections = new Map<number, Struct[]>();
  const sectionCount = decoding.readVarUint(decoder);
  if (sectionCount > MAX_SECTIONS) throw new Unreadable('too many clients');
  for (let left = sectionCount; left > 0; left--) {
    const count = decoding.readVarUint(decoder);
    parts.take(count);
    const client = decoding.readVarUint(decoder);
    if (client > MAX_CLIENT) throw new Unreadable('ids out of range');
    if (count === 0 || sections.has(client)) throw new Unreadable('empty or repeated sections');
    sections.set(client, readSection(decoder, client, { count, parts }));
  }
  return sections;
}

function readSection(
  decoder: decoding.Decoder,
  client: number,
  { count, parts }: { readonly count: number; readonly parts: Parts },
): Struct[] {
  const structs: Struct[] = [];
  const start = decoding.readVarUint(decoder);
  let clock = start;
  for (let left = count; left > 0; left--) {
    const struct = readStruct(decoder, { client, clock }, parts);
    if (struct.length < 1) throw new Unreadable('an empty struct');
    clock += struct.length;
    if (clock > MAX_CLOCK) throw new Unreadable('ids out of range');
    if (clock - start > MAX_ADVANCE) throw new Unreadable('a leap of the clock');
    structs.push(struct);
  }
  return structs;
}

function readStruct(decoder: decoding.Decoder, id: Id, parts: Parts): Struct {
  const info = decoding.readUint8(decoder);
  const kind = info & INFO.kind;
  if (kind === GC || kind === SKIP) {
    if (info !== kind) throw new Unreadable('an unknown struct');
    const length = decoding.readVarUint(decoder);
    return { kind: kind === GC ? 'gc' : 'skip', id, length, origin: null, rightOrigin: null, parent: null, key: null };
  }
  const origin = (info & INFO.hasOrigin) !== 0 ? readId(decoder) : null;
  const rightOrigin = (info & INFO.hasRightOrigin) !== 0 ? readId(decoder) : null;
  const namesParent = origin === null && rightOrigin === null;
  const parent = namesParent ? readParent(decoder) : null;
  const key = namesParent && (info & INFO.hasKey) !== 0 ? readName(decoder) : null;
  return { kind: 'item', id, length: readContent(decoder, kind, parts), origin, rightOrigin, parent, key };
}

function readId(decoder: decoding.Decoder): Id {
  const client = decoding.readVarUint(decoder);
  return { client, clock: decoding.readVarUint(decoder) };
}

function readParent(decoder: decoding.Decoder): string | Id {
  return decoding.readVarUint(decoder) === 1 ? readName(decoder) : readId(decoder);
}

function readDeletes(decoder: decoding.Decoder): Map<number, Range[]> {
  const deletes = new Map<number, Range[]>();
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder);
    const ranges = deletes.get(client) ?? [];
    let end = ranges.length > 0 ? endOf(must(ranges.at(-1))) : 0;
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clock = decoding.readVarUint(decoder);
      const len = decoding.readVarUint(decoder);
      if (len < 1 || clock < end || clock + len > MAX_CLOCK) throw new Unreadable('disordered deletions');
      end = clock + len;
      ranges.push({ clock, len });
    }
    deletes.set(client, ranges);
  }
  return deletes;
}

function endOf({ clock, len }: Range): number {
  return clock + len;
}
