import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from './refused.ts';

/** Bytes that a zip may have. */
const MOST = 1024 * 1024 * 1024;

/** Does `work` with what has arrived, in a file that is gone afterwards. Rejects with Refused when it is too much. */
export async function received<T>(
  bytes: AsyncIterable<Uint8Array>,
  work: (file: FileHandle) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-import-'));
  try {
    const file = await open(join(folder, 'folder.zip'), 'wx+');
    try {
      let length = 0;
      for await (const chunk of bytes) {
        signal?.throwIfAborted();
        length += chunk.length;
        if (length > MOST) throw new Refused('It is over 1 GB.', 'too_large');
        await file.appendFile(chunk);
      }
      return await work(file);
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
