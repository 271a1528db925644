import type { Duplex } from 'node:stream';

/** The first byte of a whole binary message (RFC 6455 §5.2). */
const BINARY = 0x82;
/** Up to here a payload is copied behind its header, which costs less than a second write. */
const COPIED = 16 * 1024;

/** What was sent before and how it looks in frames: what goes to everybody in a room is framed once. */
let last: { readonly of: Uint8Array | readonly Uint8Array[]; readonly bytes: Buffer } | null = null;

/**
 * Sends one WebSocket message beside `ws`, which would frame it anew for every receiver and write header and payload in
 * two parts. Right as long as `ws` sends nothing in fragments and compresses nothing: its own frames, pings and closes,
 * are then written whole, between ours. The payload must not change afterwards.
 */
export function sendMessage(socket: Duplex, payload: Uint8Array): void {
  if (payload.length > COPIED) {
    socket.cork();
    socket.write(header(payload.length));
    socket.write(payload);
    socket.uncork();
    return;
  }
  if (last?.of !== payload) last = { of: payload, bytes: Buffer.concat([header(payload.length), payload]) };
  socket.write(last.bytes);
}

/** Several messages in one write. Neither the payloads nor their list may change afterwards. */
export function sendMessages(socket: Duplex, payloads: readonly Uint8Array[]): void {
  if (last?.of !== payloads) {
    const parts = payloads.flatMap((payload) => [header(payload.length), payload]);
    last = { of: payloads, bytes: Buffer.concat(parts) };
  }
  socket.write(last.bytes);
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.from([BINARY, length]);
  if (length < 65_536) return Buffer.from([BINARY, 126, length >> 8, length & 0xff]);
  const bytes = Buffer.alloc(10);
  bytes[0] = BINARY;
  bytes[1] = 127;
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
