import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { keepDeviceCopy } from './device-copy.ts';
import type { DeviceStore } from './device-store.ts';

/** A browser's storage whose writes the test lets through. */
function storage(rows: Uint8Array[] = []) {
  const disk = [...rows];
  const waiting: { updates: readonly Uint8Array[]; end: (error?: Error) => void }[] = [];
  const store: DeviceStore = {
    updates: rows,
    row: null,
    keepRow: () => Promise.resolve(),
    append: (updates) =>
      new Promise((resolve, reject) => {
        waiting.push({
          updates,
          end: (error) => {
            if (error) reject(error);
            else {
              disk.push(...updates);
              resolve();
            }
          },
        });
      }),
    compact: (state) => {
      disk.splice(0, rows.length, state);
      return Promise.resolve();
    },
    setAside: () => Promise.resolve(),
    close: () => undefined,
  };
  return { store, disk, waiting };
}

function textOf(rows: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc.getText('t').toJSON();
}

async function keep(rows?: Uint8Array[]) {
  const doc = new Y.Doc();
  const place = storage(rows);
  const states: string[] = [];
  const copy = keepDeviceCopy(
    doc,
    () => Promise.resolve(place.store),
    (state) => states.push(state),
  );
  await copy.loaded;
  return { doc, copy, states, ...place };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what the device holds is there when it is loaded, and is not written again', async () => {
  const before = new Y.Doc();
  before.getText('t').insert(0, 'kept');
  const { doc, waiting, states } = await keep([Y.encodeStateAsUpdate(before)]);
  expect(doc.getText('t').toJSON()).toBe('kept');
  expect(waiting).toEqual([]);
  expect(states.at(-1)).toBe('written');
});

test('a change counts as written only when the storage has confirmed it, and so do those made meanwhile', async () => {
  const { doc, waiting, states, disk } = await keep();
  doc.getText('t').insert(0, 'a');
  doc.getText('t').insert(1, 'b');
  expect(states.at(-1)).toBe('writing');
  waiting[0]!.end();
  await settled();
  expect(states.at(-1)).toBe('writing');
  waiting[1]!.end();
  await settled();
  expect(states.at(-1)).toBe('written');
  expect(textOf(disk)).toBe('ab');
});

test('a full storage says so, and the next change tries everything again', async () => {
  const { doc, waiting, states, disk } = await keep();
  doc.getText('t').insert(0, 'a');
  waiting[0]!.end(new Error('quota'));
  await settled();
  expect(states.at(-1)).toBe('failed');
  doc.getText('t').insert(1, 'b');
  waiting[1]!.end();
  await settled();
  waiting[2]?.end();
  await settled();
  expect([states.at(-1), textOf(disk)]).toEqual(['written', 'ab']);
});

test('a page that is put away hands over what was waiting for an earlier write', async () => {
  const { doc, copy, waiting, states, disk } = await keep();
  doc.getText('t').insert(0, 'a');
  doc.getText('t').insert(1, 'b');
  expect(waiting).toHaveLength(1);
  copy.flush();
  expect(waiting).toHaveLength(2);
  waiting[1]!.end();
  await settled();
  expect(states.at(-1)).toBe('writing');
  waiting[0]!.end();
  await settled();
  expect([states.at(-1), textOf(disk)]).toEqual(['written', 'ab']);
});

test('of two writes at once of which the first fails, the next change writes everything', async () => {
  const { doc, copy, waiting, states, disk } = await keep();
  doc.getText('t').insert(0, 'a');
  doc.getText('t').insert(1, 'b');
  copy.flush();
  waiting[0]!.end(new Error('quota'));
  waiting[1]!.end();
  await settled();
  expect(states.at(-1)).toBe('failed');
  doc.getText('t').insert(2, 'c');
  waiting[2]!.end();
  await settled();
  expect([states.at(-1), textOf(disk)]).toEqual(['written', 'abc']);
});

test('a browser without storage opens the document all the same', async () => {
  const states: string[] = [];
  const copy = keepDeviceCopy(
    new Y.Doc(),
    () => Promise.reject(new Error('private window')),
    (state) => states.push(state),
  );
  await copy.loaded;
  expect(states).toEqual(['failed']);
});

test('a long copy is rewritten as one when it is opened', async () => {
  const before = new Y.Doc();
  const rows: Uint8Array[] = [];
  before.on('update', (update: Uint8Array) => rows.push(update));
  for (let i = 0; i < 300; i++) before.getText('t').insert(i, 'x');
  const { disk } = await keep(rows);
  expect([disk.length, textOf(disk)]).toEqual([1, 'x'.repeat(300)]);
});
