import { Zip, ZipPassThrough } from 'fflate';

/** A file in a zip. Its name has folders separated by slashes. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A zip file as it is read: one file is in memory at a time, whatever they come to. They are stored, not squeezed:
 * pictures are that already. `at` is the time that each bears.
 */
export function zipStream(files: readonly (() => Promise<ZipFile>)[], at: Date): ReadableStream<Uint8Array> {
  let next = 0;
  let zip: Zip;
  return new ReadableStream({
    start: (controller) => {
      zip = new Zip((error, chunk, final) => {
        if (error) controller.error(error);
        else {
          controller.enqueue(chunk);
          if (final) controller.close();
        }
      });
    },
    pull: async () => {
      const read = files[next++];
      if (!read) {
        zip.end();
        return;
      }
      const { name, bytes } = await read();
      const file = new ZipPassThrough(name);
      file.mtime = at;
      zip.add(file);
      file.push(bytes, true);
    },
    cancel: () => zip.terminate(),
  });
}
