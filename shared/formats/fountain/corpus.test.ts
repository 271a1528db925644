import { expect, test } from 'vitest';
import { decodeText } from '#shared/lib/decode-text.ts';
import { corpusFiles } from '#tests/builders/corpus.ts';
import { parseFountain, writeFountain } from './index.ts';

const files = corpusFiles('.fountain');

test.skipIf(files.length === 0).for(files)('$name exports again with the same elements', ({ name, read }) => {
  const text = decodeText(read());
  if (!text.ok) throw new Error(`${name}: ${text.error}`);
  const { screenplay } = parseFountain(text.value);
  expect(screenplay.elements.length).toBeGreaterThan(0);
  expect(parseFountain(writeFountain(screenplay)).screenplay).toEqual(screenplay);
});

test.skipIf(files.length === 0).for(files)('$name cut anywhere is still read', ({ name, read }) => {
  const bytes = read();
  for (let end = 97; end < bytes.length; end += 97) {
    const text = decodeText(bytes.subarray(0, end));
    if (!text.ok) throw new Error(`${name} cut at ${String(end)}: ${text.error}`);
    parseFountain(text.value);
  }
});

test.runIf(files.length === 0)('real Fountain files are tested where they stand beside the project', () => undefined);
