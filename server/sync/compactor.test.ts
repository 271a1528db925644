import * as Y from 'yjs';
import { afterEach, expect, test } from 'vitest';
import { DOCUMENT, contentOf, typeLine } from '#tests/sync/network.ts';
import { WorkerCompactor } from './compactor.ts';

const compactor = new WorkerCompactor();
afterEach(() => compactor.close());

function typedLog(): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; n < 50; n++) typeLine(doc, `line ${String(n)}`, 0);
  doc.getXmlFragment('script').delete(3, 20);
  return { doc, updates };
}

test('[S1] a log becomes one update that holds the same, made in another thread', async () => {
  const { doc, updates } = typedLog();
  const { bytes, sha256 } = await compactor.compact({ name: DOCUMENT, checkpoint: null, updates });
  const copy = new Y.Doc();
  Y.applyUpdate(copy, bytes);
  expect(contentOf(copy)).toEqual(contentOf(doc));
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  const more = await compactor.compact({ name: DOCUMENT, checkpoint: { seq: 51, bytes }, updates: [] });
  expect(more.bytes).toEqual(bytes);
});

test('[S1] a log of more rows than are handed over at once becomes the same, and stays whole here', async () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; n < 25_000; n++) doc.getMap('settings').set('n', n);
  const { bytes } = await compactor.compact({ name: DOCUMENT, checkpoint: null, updates });
  const copy = new Y.Doc();
  Y.applyUpdate(copy, bytes);
  expect(copy.getMap('settings').toJSON()).toEqual({ n: 24_999 });
  const again = await compactor.compact({ name: DOCUMENT, checkpoint: null, updates });
  expect(again.bytes).toEqual(bytes);
});

test('[S1] a log with a gap, or with garbage, is refused, and the next one is not held up', async () => {
  const { updates } = typedLog();
  const gap = compactor.compact({ name: DOCUMENT, checkpoint: null, updates: updates.slice(1) });
  const garbage = compactor.compact({ name: DOCUMENT, checkpoint: null, updates: [new Uint8Array([9, 9, 9])] });
  const whole = compactor.compact({ name: DOCUMENT, checkpoint: null, updates });
  await expect(gap).rejects.toThrow('gap');
  await expect(garbage).rejects.toThrow();
  expect((await whole).bytes.length).toBeGreaterThan(0);
});
