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
    const fault = faultyStruct(structs) ?? faultyDeletes(ds.clients);
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

function faultyStruct(structs: readonly Struct[]): string | null {
  for (const struct of structs) {
    if (struct.id.client > MAX_CLIENT || struct.id.clock + struct.length > MAX_CLOCK) return 'ids out of range';
    if (struct.length < 1) return 'an empty struct';
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentDoc) return 'a nested document';
  }
  return null;
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
