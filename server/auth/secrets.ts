import { createHash } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 bits for a link, in characters that need no escaping in an address. */
export function newSecret(randomBytes: (count: number) => Uint8Array): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
}

/** What is stored of a secret. A plain hash is enough where the secret is random: there is nothing to guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
