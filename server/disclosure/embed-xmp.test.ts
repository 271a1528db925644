import sharp from 'sharp';
import { expect, test } from 'vitest';
import { embedXmp } from './embed-xmp.ts';
import { labelOf } from './label.ts';
import { xmpOf } from './xmp.ts';

const noise = () =>
  sharp({ create: { width: 65, height: 33, channels: 4, background: { r: 9, g: 140, b: 70, alpha: 0.5 } } });
const KINDS = {
  'image/png': () => noise().png(),
  'image/jpeg': () => noise().removeAlpha().jpeg(),
  'image/jpeg ': () => noise().removeAlpha().withMetadata({ density: 300 }).jpeg(),
  'image/webp': () => noise().removeAlpha().webp(),
  'image/webp ': () => noise().webp({ lossless: true }),
  'image/webp  ': () => noise().webp({ quality: 50 }),
} as const;

const xmp = xmpOf({
  sourceType: 'trainedAlgorithmicMedia',
  system: { name: 'flux', version: '2.1' },
  prompt: 'A <ship> & “fog”\0',
});

test.each(Object.keys(KINDS) as (keyof typeof KINDS)[])(
  '%s holds the packet, once, beside the same pixels',
  async (kind) => {
    const mime = kind.trim();
    const plain = await KINDS[kind]().toBuffer();
    const once = embedXmp(plain, mime, xmp.replace('flux', 'another'));
    const twice = embedXmp(once, mime, xmp);
    const read = await sharp(twice).metadata();
    expect(read.xmpAsString).toBe(xmp);
    expect(Buffer.from(twice).toString('latin1').split('AISystemUsed>').length - 1).toBe(2);
    expect(await sharp(twice).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
    const { width, height, hasAlpha } = await sharp(plain).metadata();
    expect(read).toMatchObject({ width, height, hasAlpha });
  },
);

test('a packet says what is known, in IPTC’s words, and no more', () => {
  expect(xmp).toContain(
    '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</',
  );
  expect(xmp).toContain('<Iptc4xmpExt:AISystemVersionUsed>2.1</');
  expect(xmp).toContain('<Iptc4xmpExt:AIPromptInformation>A &lt;ship&gt; &amp; “fog”</');
  const brought = xmpOf({ sourceType: null, system: null, prompt: null });
  expect(brought).not.toContain('AI');
  expect(brought).not.toContain('DigitalSourceType');
});

test('frames by hand and by the previz artist are not called AI', () => {
  const base = {
    take: 't',
    panel: 'p',
    output: 'o',
    digitalSourceType: null,
    provider: null,
    model: null,
    prompt: null,
  };
  const record = { ...base, inputs: [], consents: [], cost: null, requestedBy: null, at: null, copiedFrom: null };
  const typeOf = (source: 'previz' | 'generated' | 'uploaded' | 'drawn', drawn: boolean) =>
    labelOf({ ...record, source }, drawn).sourceType;
  expect(labelOf(null, true)).toEqual({ sourceType: 'digitalCreation', system: null, prompt: null });
  expect(labelOf(null, true, true).sourceType).toBe('composite');
  expect(labelOf(null, false, true).sourceType).toBeNull();
  expect([typeOf('previz', false), typeOf('previz', true)]).toEqual(['algorithmicMedia', 'composite']);
  expect([typeOf('uploaded', false), typeOf('uploaded', true)]).toEqual([null, 'composite']);
  expect([typeOf('generated', false), typeOf('generated', true)]).toEqual([
    'trainedAlgorithmicMedia',
    'compositeWithTrainedAlgorithmicMedia',
  ]);
});
