import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_PICTURES } from '#tests/builders/hostile-pictures.ts';
import { startCanary, type Canary } from '#tests/setup/canary.ts';
import { shownFileName } from '#shared/lib/file-name.ts';
import { createStudio } from './studio.ts';

// What is right must not hang on how busy the machine is: the process counts what it has of the processor.
const studio = createStudio({ limitMs: 55_000 });
let canary: Canary;
beforeAll(async () => {
  canary = await startCanary();
});
afterAll(() => {
  studio.close();
  canary.close();
});

test.each(HOSTILE_PICTURES)(
  '[S10] $what: read right, or refused with a reason',
  async ({ bytes, ends }) => {
    const read = await studio.read(await bytes(canary.address));
    if (ends instanceof RegExp) {
      expect(read).toMatchObject({ ok: false, message: expect.stringMatching(ends) as string });
      expect(!read.ok && read.message).toMatch(/^[A-Z].*\.$/);
      return;
    }
    expect(read).toMatchObject({ ok: true, picture: { width: ends[0], height: ends[1] } });
    if (!read.ok) return;
    const { picture } = read;
    // Nothing of a second meaning of the file is left in what is kept.
    for (const made of [picture, ...picture.sizes]) expect(Buffer.from(made.bytes).includes('payload')).toBe(false);
  },
  60_000,
);

test('[S10] nothing that a file names was asked for, by anybody', () => {
  expect(canary.asked()).toBe(0);
});

test('a name is shown without what makes it read as another, and is no path', () => {
  const names = [
    'holiday\u202Egpj.exe',
    'a.png\0.exe',
    '../../../etc/passwd',
    '..\\..\\boot.ini',
    '..',
    '',
    ' \u200B ',
  ];
  expect(names.map(shownFileName)).toEqual([
    'holidaygpj.exe',
    'a.png.exe',
    'passwd',
    'boot.ini',
    'picture',
    'picture',
    'picture',
  ]);
  expect(shownFileName(`${'a'.repeat(100_000)}.png`)).toMatch(/^a{111}…a{4}\.png$/);
});
