import type { Duplex } from 'node:stream';

/** The first byte of a whole binary message (RFC 6455 §5.2). */
const BINARY = 0x82;
/** Up to here a payload is copied behind its header, which costs less than a second write. */
const COPIED = 16 * 1024;

/** The frame of the payload before: what goes to everybody in a room is framed once. */
let last: { readonly payload: Uint8Array; readonly frame: Buffer } | null = null;

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
  if (last?.payload !== payload) last = { payload, frame: Buffer.concat([header(payload.length), payload]) };
  socket.write(last.frame);
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
