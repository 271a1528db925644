import * as encoding from 'lib0/encoding';

/* Sync frames written byte by byte, as no library would write them. */

type Write = (encoder: encoding.Encoder) => void;
type Id = readonly [client: number, clock: number];

/** A struct: its kind (Yjs's content number), where it stands, and the bytes of its content. */
export interface Struct {
  readonly info: number;
  readonly origin?: Id;
  readonly place?: Write;
  readonly content: Write;
}

export function frame(message: number, step: number | null, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message);
    if (step !== null) encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** A V1 update of these sections, in this order, and these deletions. */
export function update(sections: readonly Write[], deleted: Write = deletions([])): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const write of sections) write(encoder);
    deleted(encoder);
  });
}

export function section(client: number, clock: number, structs: readonly Struct[]): Write {
  return (encoder) => {
    for (const value of [structs.length, client, clock]) encoding.writeVarUint(encoder, value);
    for (const struct of structs) writeStruct(encoder, struct);
  };
}

function writeStruct(encoder: encoding.Encoder, { info, origin, place, content }: Struct): void {
  encoding.writeUint8(encoder, info | (origin ? 0x80 : 0));
  if (origin) for (const value of origin) encoding.writeVarUint(encoder, value);
  else place?.(encoder);
  content(encoder);
}

export function deletions(clients: readonly (readonly [client: number, ranges: readonly Id[]])[]): Write {
  return (encoder) => {
    encoding.writeVarUint(encoder, clients.length);
    for (const [client, ranges] of clients) {
      for (const value of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, value);
    }
  };
}

const inScript: Write = (encoder) => {
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, 'script');
};

export function gc(length: number): Struct {
  return { info: 0, content: (encoder) => encoding.writeVarUint(encoder, length) };
}

export function skip(length: number): Struct {
  return { info: 10, content: (encoder) => encoding.writeVarUint(encoder, length) };
}

/** Text after this origin, or at the start of the script. */
export function text(words: string, at: { readonly origin?: Id } = {}): Struct {
  return { info: 4, ...at, place: inScript, content: (encoder) => encoding.writeVarString(encoder, words) };
}

/** Text before this id, with nothing to its left. */
export function before(words: string, [client, clock]: Id): Struct {
  const content: Write = (encoder) => {
    for (const value of [client, clock]) encoding.writeVarUint(encoder, value);
    encoding.writeVarString(encoder, words);
  };
  return { info: 0x44, content };
}

/** The same content as the value of a key of a root. */
export function inRoot(root: string, key: string, { info, content }: Struct): Struct {
  return {
    info: info | 0x20,
    content,
    place: (encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, root);
      encoding.writeVarString(encoder, key);
    },
  };
}

/** A value of Yjs's "any" kind, one long; or content of another kind, written raw. */
export function any(value: Write, info = 8): Struct {
  return {
    info,
    place: inScript,
    content: (encoder) => {
      if (info === 8) encoding.writeVarUint(encoder, 1);
      value(encoder);
    },
  };
}

export function anyDeep(depth: number, kind: 'array' | 'object'): Struct {
  return any((encoder) => {
    for (let i = 0; i < depth; i++) {
      encoding.writeUint8(encoder, kind === 'array' ? 117 : 118);
      encoding.writeVarUint(encoder, 1);
      if (kind === 'object') encoding.writeVarString(encoder, 'a');
    }
    encoding.writeUint8(encoder, 126);
  });
}

function deepJson(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

/** A mark of formatting whose value is a value in a value. */
export function anyFormat(depth: number): Struct {
  return {
    info: 6,
    place: inScript,
    content: (encoder) => {
      encoding.writeVarString(encoder, 'bold');
      encoding.writeVarString(encoder, deepJson(depth));
    },
  };
}

export function jsonDeep(depth: number): Struct {
  return {
    info: 2,
    place: inScript,
    content: (encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, deepJson(depth));
    },
  };
}

/** Maps, each in the one before it. */
export function nested({ client, clock }: { client: number; clock: number }, depth: number): Struct[] {
  const map: Struct = { info: 7, content: (encoder) => encoding.writeVarUint(encoder, 1) };
  return Array.from({ length: depth }, (_, i): Struct => {
    if (i === 0) return inRoot('panels', 'deep', map);
    return {
      ...map,
      info: map.info | 0x20,
      place: (encoder) => {
        for (const value of [0, client, clock + i - 1]) encoding.writeVarUint(encoder, value);
        encoding.writeVarString(encoder, 'k');
      },
    };
  });
}

/** An awareness message; `count` and `length` lie when they are given. */
export function awareness(
  entries: readonly (readonly [client: number, clock: number, json: string])[],
  count = entries.length,
  length?: number,
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (const [client, clock, json] of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      if (length === undefined) encoding.writeVarString(encoder, json);
      else {
        encoding.writeVarUint(encoder, length);
        encoding.writeUint8Array(encoder, new TextEncoder().encode(json));
      }
    }
  });
}
