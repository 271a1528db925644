import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { AppError } from '#shared/protocol/index.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const VERSION = 'v1';

/** Seals short texts, such as the key of an API, for the database: AES-256-GCM, with a nonce of its own each time. */
export interface Secrets {
  /** False when the server has no key: then nothing secret is kept, and nothing pretends to be. */
  readonly canSeal: boolean;
  /**
   * `v1.<id of the key>.<base64url of nonce, ciphertext and tag>`. `additionalData` says where it belongs (whose it is, in which row):
   * sealed text that was moved elsewhere does not open there.
   * @throws AppError `unavailable` when the server has no key
   */
  seal(plaintext: string, additionalData: string): string;
  /** @throws AppError `unavailable` when the key is not among the server's, or the text is not what was sealed for this place */
  open(sealed: string, additionalData: string): string;
  /** The same under the newest key; null where it is so already. For sweeps after a change of keys. */
  reseal(sealed: string, additionalData: string): string | null;
}

export interface SecretsOptions {
  /** 32 bytes each. The first seals, all of them open; none: nothing can be sealed. */
  readonly keys: readonly Uint8Array[];
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createSecrets({ keys, randomBytes }: SecretsOptions): Secrets {
  for (const key of keys) if (key.length !== KEY_BYTES) throw new Error('a key for secrets has 32 bytes');
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const newest = keys[0];

  const seal = (plaintext: string, additionalData: string): string => {
    if (!newest) throw new AppError('unavailable', NO_KEY);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, newest, nonce).setAAD(dataOf(newest, additionalData));
    const sealed = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return [VERSION, idOf(newest), Buffer.concat(sealed).toString('base64url')].join('.');
  };
  const open = (sealed: string, additionalData: string): string => {
    const [version, id = '', body = ''] = sealed.split('.');
    const key = byId.get(id);
    if (version !== VERSION || !key) throw new AppError('unavailable', OTHER_KEY);
    return decrypt(Buffer.from(body, 'base64url'), key, additionalData);
  };
  return {
    canSeal: newest !== undefined,
    seal,
    open,
    reseal: (sealed, additionalData) => {
      if (!newest || sealed.startsWith(`${VERSION}.${idOf(newest)}.`)) return null;
      return seal(open(sealed, additionalData), additionalData);
    },
  };
}

function decrypt(bytes: Buffer, key: Uint8Array, additionalData: string): string {
  const end = bytes.length - TAG_BYTES;
  if (end < NONCE_BYTES) throw new AppError('unavailable', CHANGED);
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(dataOf(key, additionalData)).setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8');
  } catch {
    throw new AppError('unavailable', CHANGED);
  }
}

/** Version and key are part of what is sealed, or they could be exchanged for others. */
function dataOf(key: Uint8Array, additionalData: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, idOf(key), additionalData]));
}

/** Which key it is, without saying anything of it. */
function idOf(key: Uint8Array): string {
  return createHash('sha256').update('beatboard key id\0').update(key).digest('hex').slice(0, 8);
}

const NO_KEY =
  'This server can’t keep secrets yet, so nothing was stored. Whoever runs it has to set SECRETS_KEY (docs/deploy.md, Secrets).';
const OTHER_KEY =
  'This was stored under a key that the server doesn’t have any more. Nothing was lost elsewhere: type it in anew, or ask whoever runs the server to put the old key back.';
const CHANGED = 'What was stored here was changed or belongs elsewhere, so it is not used. Type it in anew.';
