import { expect, test } from 'vitest';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { PictureRequest } from './provider.ts';
import { referenceReader } from './reference-reader.ts';

const SIZES: Readonly<Record<string, number>> = { whole: 9000, '1280': 5000, '640': 2000, '320': 700 };
const reader = () =>
  referenceReader((_asset, width) =>
    Promise.resolve({ mime: width ? 'image/webp' : 'image/png', bytes: new Uint8Array(SIZES[width ?? 'whole'] ?? 0) }),
  );
const face = 'a'.repeat(64) as AssetHash;
const request = {
  references: [{ asset: face, role: 'character', name: 'ZOË', consent: null }],
} as unknown as PictureRequest;

test('what is small enough goes as it is, and the record says nothing of a size', async () => {
  const references = reader();
  expect((await references.read(face)).bytes).toHaveLength(9000);
  expect((await references.read(face, 9000)).mime).toBe('image/png');
  expect(references.asSent(request)).toEqual(request);
});

test('what is too large goes in the largest size that fits, and the record says in which; none smaller is made up', async () => {
  const references = reader();
  expect((await references.read(face, 2500)).bytes).toHaveLength(2000);
  expect(references.asSent(request).references).toMatchObject([{ asset: face, width: 640 }]);
  expect((await references.read(face, 1)).bytes).toHaveLength(700);
});
