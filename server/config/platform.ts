import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#shared/lib/clock.ts';
import { idMaker, type NewId } from '#shared/lib/ids.ts';

/** Time and randomness of the machine. Tests bring their own. */
export interface Platform {
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly newId: NewId;
}

export const system: Platform = {
  clock: { now: () => Date.now() },
  randomBytes,
  newId: idMaker(randomBytes),
};

/** The folder of the installation: the bundle lies in dist/, the sources deeper. */
export function installationFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
