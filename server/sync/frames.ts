import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC, type RowMark } from '#shared/protocol/index.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';

/** What a client may say. Everything else is refused (SPEC H7). */
export type ClientFrame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' };

export function readFrame(bytes: Uint8Array): Result<ClientFrame, string> {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readBody(decoder);
    if (frame === null) return err('unknown message');
    return decoding.hasContent(decoder) ? err('bytes after the message') : ok(frame);
  } catch {
    return err('truncated message');
  }
}

function readBody(decoder: decoding.Decoder): ClientFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync:
      return readSync(decoder);
    case MESSAGE.awareness:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case MESSAGE.queryAwareness:
      return { kind: 'queryAwareness' };
    default:
      return null;
  }
}

function readSync(decoder: decoding.Decoder): ClientFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case SYNC.step1:
      return { kind: 'step1', stateVector: decoding.readVarUint8Array(decoder) };
    case SYNC.step2:
      return { kind: 'step2', update: decoding.readVarUint8Array(decoder) };
    case SYNC.update:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder) };
    default:
      return null;
  }
}

export function syncFrame(step: (typeof SYNC)[keyof typeof SYNC], body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** `entries`: that many entries of y-protocols' awareness update, one behind the other. */
export function awarenessFrame(count: number, entries: readonly Uint8Array[]): Uint8Array {
  const counted = encoding.encode((encoder) => encoding.writeVarUint(encoder, count));
  const length = entries.reduce((sum, bytes) => sum + bytes.length, counted.length);
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint(encoder, length);
  });
  return Buffer.concat([head, counted, ...entries]);
}

export function ackFrame(writes: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.ack);
    encoding.writeVarUint(encoder, writes);
  });
}

export function rowFrame({ seq, at }: RowMark): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.row);
    encoding.writeVarUint(encoder, seq);
    encoding.writeVarUint(encoder, at);
  });
}
