import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { bits, der, integer, objectId, octets, sequence, setOf, text, time, yes } from './der.ts';

/** What signs a workspace's pictures: the key of a certificate, and that certificate with the one that vouches for it. */
export interface SigningIdentity {
  /** PKCS #8, in base64. */
  readonly key: string;
  /** DER in base64: the signer's own first, the workspace's root last. */
  readonly chain: readonly string[];
}

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const YEARS = 10;
/** Clocks of others may be behind. */
const HOUR_MS = 3_600_000;
const SERIAL_BYTES = 16;

/**
 * A root of its own, whose key is thrown away, and a certificate for signing, as C2PA's certificate profile asks for it: ES256,
 * digital signature, e-mail protection. On nobody's trust list: it shows that pictures are of one hand and unchanged.
 */
export function makeSigningIdentity(
  name: string,
  { now, randomBytes }: { readonly now: number; readonly randomBytes: (count: number) => Uint8Array },
): SigningIdentity {
  const [root, leaf] = [newKeys(), newKeys()];
  const from = new Date(now - HOUR_MS);
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + YEARS);
  const issuer = nameOf(name, 'Beatboard workspace root');
  const common = { issuer, from, until, issuerKeys: root, randomBytes };
  const rootDer = certificate({ ...common, subject: issuer, keys: root, ca: true });
  const leafDer = certificate({ ...common, subject: nameOf(name, 'Beatboard pictures'), keys: leaf, ca: false });
  return {
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    chain: [leafDer, rootDer].map((bytes) => bytes.toString('base64')),
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function newKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

interface CertificateOptions {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly keys: Keys;
  readonly issuerKeys: Keys;
  readonly ca: boolean;
  readonly from: Date;
  readonly until: Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** RFC 5280, version 3. */
function certificate({ subject, issuer, keys, issuerKeys, ca, from, until, randomBytes }: CertificateOptions): Buffer {
  const serial = Buffer.from(randomBytes(SERIAL_BYTES));
  // Positive, and of full length.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const extensions = sequence(
    extension('2.5.29.19', ca ? sequence(yes()) : sequence(), true),
    // keyCertSign and cRLSign, or digitalSignature.
    extension('2.5.29.15', ca ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0x80]), 7), true),
    ...(ca ? [] : [extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.4')))]),
    extension('2.5.29.14', octets(keyId(keys))),
    extension('2.5.29.35', sequence(der(0x80, keyId(issuerKeys)))),
  );
  const body = sequence(
    ...[der(0xa0, integer(Buffer.from([2]))), integer(serial), ECDSA_SHA256, issuer],
    ...[sequence(time(from), time(until)), subject, publicKeyOf(keys), der(0xa3, extensions)],
  );
  return sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuerKeys.privateKey)));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(objectId(id), ...(critical ? [yes()] : []), octets(value));
}

function nameOf(organisation: string, common: string): Buffer {
  const part = (id: string, words: string) => setOf(sequence(objectId(id), text(words)));
  // X.520 lets an organisation's name be 64 long.
  return sequence(part('2.5.4.10', organisation.slice(0, 64)), part('2.5.4.3', common));
}

function publicKeyOf({ publicKey }: Keys): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** SHA-1 of the point, as RFC 5280 proposes: a name, no protection. */
function keyId(keys: Keys): Buffer {
  return createHash('sha1').update(publicKeyOf(keys).subarray(-65)).digest();
}
