import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OPERATIONS, type Operation } from '#shared/access/index.ts';

/** Open to everybody: nothing asks for them, they are in the table to say so. */
const PUBLIC = Object.entries(OPERATIONS).flatMap(([operation, needs]) => (needs === 'public' ? [operation] : []));
/** Operations whose part does not exist yet. An entry that is in use fails as well: take it out. */
const NOT_YET: Operation[] = [
  'document.read',
  'document.presence',
  'document.writeScript',
  'document.writeBoards',
  'room.follow',
];

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('every operation of the table is asked for by the server somewhere', async () => {
  const texts = await Promise.all((await sources('server')).map((file) => readFile(file, 'utf8')));
  const code = texts.join('\n');
  const unused = Object.keys(OPERATIONS).filter((operation) => !code.includes(`'${operation}'`));
  expect(unused.filter((operation) => !PUBLIC.includes(operation))).toEqual(NOT_YET);
});
