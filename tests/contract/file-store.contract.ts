import { describe, expect, test } from 'vitest';
import type { FileStore, StoredFile } from '#server/assets/index.ts';

const HASH = 'ab'.repeat(32);
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = async (store: FileStore, name: string) => {
  const bytes = await store.read(name);
  return bytes && new TextDecoder().decode(bytes);
};

async function listed(store: FileStore): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of store.list()) files.push(file);
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What every FileStore promises. `open` gives an empty one. */
export function fileStoreContract(title: string, open: () => Promise<FileStore>): void {
  describe(title, () => {
    test('a file is read as it was written, and again after it was written again', async () => {
      const store = await open();
      expect(await store.has(HASH)).toBe(false);
      await store.write(HASH, utf8('one'));
      expect([await read(store, HASH), await store.has(HASH)]).toEqual(['one', true]);
      await Promise.all([store.write(HASH, utf8('two')), store.write(HASH, utf8('two'))]);
      expect(await read(store, HASH)).toBe('two');
    });

    test('every byte comes back, none of none too', async () => {
      const store = await open();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256);
      await store.write(HASH, bytes);
      expect(new Uint8Array((await store.read(HASH))!)).toEqual(bytes);
      await store.write(HASH, new Uint8Array());
      expect((await store.read(HASH))!.length).toBe(0);
    });

    test('what is not there is null, and removing it is no mistake', async () => {
      const store = await open();
      expect(await store.read(HASH)).toBeNull();
      await store.remove(HASH);
      await store.write(HASH, utf8('one'));
      await store.remove(HASH);
      expect([await store.read(HASH), await store.has(HASH), await listed(store)]).toEqual([null, false, []]);
    });

    test('the list holds every file with its length and when it was written, however many there are', async () => {
      const store = await open();
      expect(await listed(store)).toEqual([]);
      const before = Date.now();
      const names = Array.from({ length: 25 }, (_, i) => i.toString(16).padStart(2, '0').repeat(32));
      await Promise.all(names.map((name) => store.write(name, utf8(name.slice(0, 7)))));
      await store.write(`${HASH}.w640`, utf8('small'));
      const files = await listed(store);
      expect(files.map(({ name }) => name)).toEqual([...names, `${HASH}.w640`]);
      expect(new Set(files.map(({ bytes }) => bytes))).toEqual(new Set([7, 5]));
      // A file system and a service tell time to the second.
      for (const { writtenAt } of files) expect(Math.abs(writtenAt - before)).toBeLessThan(60_000);
    });
  });
}
