import { expect, test } from 'vitest';
import { HOSTILE_FILES } from '#tests/builders/hostile-files.ts';
import { scriptReader } from './script-reader.ts';

// What is right must not hang on how busy the machine is; `npm run chaos -- files` looks at the time.
const reader = scriptReader({ limitMs: 25_000 });

test.each(HOSTILE_FILES)('$what: read right, or refused with its name and a reason', async ({ name, bytes, ends }) => {
  const read = reader.read({ name, bytes: bytes() });
  if (typeof ends === 'number') {
    expect((await read).paragraphs).toHaveLength(ends);
    return;
  }
  const refusal: unknown = await read.catch((error: unknown) => error);
  expect(refusal).toMatchObject({ message: expect.stringMatching(ends) as string });
  expect(refusal).toMatchObject({
    name: 'AppError',
    message: expect.stringMatching(new RegExp(`^${name}: .+ Nothing was imported\\.$`)) as string,
  });
});

test('nothing of an external entity is read, and nothing of a bomb expands', async () => {
  for (const file of HOSTILE_FILES.slice(0, 2)) {
    const { paragraphs, preview } = await reader.read({ name: file.name, bytes: file.bytes() });
    expect(paragraphs[0]?.text).toMatch(/^&.;$/);
    expect(preview.notes[0]?.message).toContain('DOCTYPE');
  }
});
