import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeText } from '#shared/lib/decode-text.ts';
import { parseFountain, writeFountain } from './index.ts';

/** Real scripts that stand beside a checkout and are no part of it. */
const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.fountain'))
      .sort()
  : [];
if (files.length === 0) console.log('Skipped: no corpus of Fountain files beside the project (../shared/corpus).');

test.skipIf(files.length === 0).each(files)('%s exports again with the same elements', (file) => {
  const bytes = readFileSync(join(corpus, file));
  const text = decodeText(bytes);
  if (!text.ok) throw new Error(`${file}: ${text.error}`);
  const { screenplay } = parseFountain(text.value);
  expect(screenplay.elements.length).toBeGreaterThan(0);
  expect(parseFountain(writeFountain(screenplay)).screenplay).toEqual(screenplay);
});

test.skipIf(files.length === 0).each(files)('%s cut anywhere is still read', (file) => {
  const bytes = readFileSync(join(corpus, file));
  for (let end = 97; end < bytes.length; end += 97) {
    const text = decodeText(bytes.subarray(0, end));
    if (!text.ok) throw new Error(`${file} cut at ${end}: ${text.error}`);
    parseFountain(text.value);
  }
});
