import { expect, test } from 'vitest';
import { decodeText } from '#shared/lib/decode-text.ts';
import { canonicalXml } from '#tests/builders/canonical-xml.ts';
import { corpusFiles } from '#tests/builders/corpus.ts';
import { pageSettingsOf, settingsFromLayout } from '#shared/pagination/index.ts';
import { checkedLayout, paperOf } from '#shared/screenplay/index.ts';
import { keptLayout, parseFdx, writeFdx } from './index.ts';

const files = corpusFiles('.fdx');

test.skipIf(files.length === 0).for(files)('$name goes out with all that came in', ({ name, read }) => {
  const text = decodeText(read());
  if (!text.ok) throw new Error(`${name}: ${text.error}`);
  const { screenplay, diagnostics } = parseFdx(text.value);
  expect(screenplay.elements.length).toBeGreaterThan(0);
  expect(diagnostics.filter(({ fatal }) => fatal)).toEqual([]);
  const written = writeFdx(screenplay);
  expect(canonicalXml(written)).toBe(canonicalXml(text.value));
  expect(parseFdx(written).screenplay).toEqual(screenplay);
});

test.skipIf(files.length === 0).for(files)('$name keeps its page through a project', ({ name, read }) => {
  const text = decodeText(read());
  if (!text.ok) throw new Error(`${name}: ${text.error}`);
  const { layout } = parseFdx(text.value);
  const checked = checkedLayout(layout);
  const pages = settingsFromLayout(layout);
  expect(pageSettingsOf({ layout: checked, paper: checked ? paperOf(checked) : 'letter' })).toEqual(pages);
  const back = checked && parseFdx(writeFdx({ titlePage: {}, elements: [], kept: keptLayout(checked)! }));
  expect(checkedLayout(back?.layout)).toEqual(checked);
});

test.skipIf(files.length === 0).for(files)('$name cut anywhere is still read', ({ read }) => {
  const text = read().toString('utf8');
  for (let end = 97; end < text.length; end += Math.max(97, Math.floor(text.length / 200)))
    parseFdx(text.slice(0, end));
});

test.runIf(files.length === 0)(
  'real Final Draft files are tested where they stand beside the project',
  () => undefined,
);
