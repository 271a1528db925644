import { createPrivateKey, sign } from 'node:crypto';
import type { SigningIdentity } from './signing-identity.ts';

/** COSE header labels and values (RFC 9052, 9053, 9360). */
const ALG = 1;
const ES256 = -7;
const X5CHAIN = 33;
const TAG_SIGN1 = 0xd2;

type Cbor = number | string | Uint8Array | null | readonly Cbor[] | ReadonlyMap<number | string, Cbor>;

/** A COSE_Sign1 over `claim`, padded to exactly `size` bytes, as C2PA wants it. */
export function coseSign1(claim: Uint8Array, { key, chain }: SigningIdentity, size: number): Uint8Array {
  const certificates = chain.slice(0, -1).map((each) => Buffer.from(each, 'base64'));
  const head = cbor(new Map<number, Cbor>([[ALG, ES256], [X5CHAIN, certificates]])); // prettier-ignore
  const signed = cbor(['Signature1', head, new Uint8Array(), claim]);
  const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
  const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const padded = (pad: number) =>
    Buffer.concat([
      Buffer.from([TAG_SIGN1]),
      cbor([head, new Map<string, Cbor>([['pad', new Uint8Array(pad)]]), null, signature]),
    ]);
  let pad = size - padded(0).length;
  while (padded(pad).length > size) pad--;
  const made = padded(pad);
  if (made.length !== size) throw new Error('The signature does not fit the room that was kept for it.');
  return new Uint8Array(made);
}

/** RFC 8949, as far as COSE_Sign1 needs it. */
function cbor(value: Cbor): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<number | string, Cbor>)];
    return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, of]) => [cbor(key), cbor(of)])]);
  }
  const items = value as readonly Cbor[];
  return Buffer.concat([head(4, items.length), ...items.map(cbor)]);
}

function head(type: number, count: number): Buffer {
  const major = type << 5;
  if (count < 24) return Buffer.from([major | count]);
  if (count < 0x100) return Buffer.from([major | 24, count]);
  if (count < 0x10000) return Buffer.from([major | 25, count >> 8, count & 0xff]);
  const bytes = Buffer.alloc(5);
  bytes[0] = major | 26;
  bytes.writeUInt32BE(count, 1);
  return bytes;
}
