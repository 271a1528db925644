import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused, type Config, type Platform } from '#server/config/index.ts';

/** Beside the embedded database, in the data folder. */
export const KEY_FILE = 'secrets.key';

const KEY_BYTES = 32;

type KeySettings = Pick<Config, 'secretsKeys' | 'database'>;

/**
 * The server's keys, that which seals first. They come from the environment; an embedded database, which has a folder of
 * its own and no administrator, has one in that folder, made at the first start. Where both are there the environment's
 * seals and the folder's opens, so that a server can move from the one to the other.
 * @throws StartRefused when there is a file that holds no key
 */
export async function keysOf(
  { secretsKeys, database }: KeySettings,
  folder: string,
  randomBytes: Platform['randomBytes'],
): Promise<Uint8Array[]> {
  if (database.kind !== 'pglite') return [...secretsKeys];
  const file = join(folder, KEY_FILE);
  const kept = await readKey(file);
  if (kept) return [...secretsKeys, kept];
  if (secretsKeys.length > 0) return [...secretsKeys];
  const made = randomBytes(KEY_BYTES);
  await writeKey(file, made);
  return [made];
}

async function readKey(file: string): Promise<Uint8Array | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StartRefused(`${file} can't be read: make it readable for the user that runs the server.`);
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new StartRefused(
    `${file} holds no key. Put the file back from a copy of the folder; or remove it, and what was stored under it has to be typed in anew.`,
  );
}

/** Whole or not at all: a key that was half written would seal what nothing opens after the next start. */
async function writeKey(file: string, key: Uint8Array): Promise<void> {
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
