import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import type { DocumentStore, NewRow } from '#db/index.ts';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';
import { checkpointOf } from '#tests/builders/checkpoint-of.ts';

export interface StoreUnderTest {
  readonly store: DocumentStore;
  readonly project: ProjectId;
  readonly users: readonly [UserId, UserId];
}

const AT = Date.UTC(2026, 0, 1);

/** What every DocumentStore promises. `open` gives an empty store in which the project and the users exist. */
export function documentStoreContract(title: string, open: () => Promise<StoreUnderTest>): void {
  describe(title, () => {
    test('a created document holds its seed as its first row, once', async () => {
      const { store, project, users } = await open();
      const document = { ...{ name: NAME, project, schemaVersion: 3, by: users[0], at: AT }, seed: seedOf('FADE IN') };
      expect(await store.create(document)).toBe('created');
      expect(await store.create(document)).toBe('exists');
      expect(await store.head(NAME)).toEqual({ project, epoch: 1, schemaVersion: 3, seq: 1, at: AT, fence: 0 });
      const loaded = (await store.load(NAME))!;
      expect(textOf(loaded.updates)).toBe('FADE IN');
      // Written by the server for that user, who may not go on under its id.
      expect(loaded.clients).toEqual(new Map([[document.seed.clientId, 'server']]));
    });

    test('an unknown document has neither head nor content', async () => {
      const { store } = await open();
      expect(await store.head(NAME)).toBeNull();
      expect(await store.load(NAME)).toBeNull();
      expect(await store.log(NAME, 1, 0, 10)).toEqual([]);
    });

    test('rows get seqs without gaps, in order, each with its author', async () => {
      const { store, users } = await openWithDocuments(open);
      const first = { name: NAME, epoch: 1, fence: 0, rows: [row([1], users[0]), row([2], users[1])] };
      expect(await store.append([first])).toEqual([{ kind: 'committed', seqFrom: 1 }]);
      expect(await store.append([{ ...first, rows: [row([3], users[0])] }])).toEqual([
        { kind: 'committed', seqFrom: 3 },
      ]);
      const log = await store.log(NAME, 1, 0, 10);
      expect(log.map(({ seq, bytes, userId, at }) => [seq, [...bytes], userId, at])).toEqual([
        [1, [1], users[0], AT],
        [2, [2], users[1], AT],
        [3, [3], users[0], AT],
      ]);
      expect((await store.log(NAME, 1, 1, 1)).map(({ seq }) => seq)).toEqual([2]);
      expect((await store.head(NAME))!.seq).toBe(3);
    });

    test('one transaction takes rows of several documents', async () => {
      const { store, users } = await openWithDocuments(open);
      const results = await store.append([
        { name: OTHER, epoch: 1, fence: 0, rows: [row([9], users[0])] },
        { name: NAME, epoch: 1, fence: 0, rows: [row([1], users[0]), row([2], users[0])] },
      ]);
      expect(results.map(({ kind }) => kind)).toEqual(['committed', 'committed']);
      expect([(await store.head(NAME))!.seq, (await store.head(OTHER))!.seq]).toEqual([2, 1]);
    });

    test('an append with another epoch, another fence or no document writes nothing and does not hinder the rest', async () => {
      const { store, users } = await openWithDocuments(open);
      const rows = [row([1], users[0])];
      const results = await store.append([
        { name: NAME, epoch: 2, fence: 0, rows },
        { name: OTHER, epoch: 1, fence: 0, rows },
        { name: 'nodocument000000' as DocumentName, epoch: 1, fence: 0, rows },
      ]);
      expect(results.map(({ kind }) => kind)).toEqual(['fenced', 'committed', 'fenced']);
      expect(await store.append([{ name: NAME, epoch: 1, fence: 7, rows }])).toEqual([{ kind: 'fenced' }]);
      expect((await store.head(NAME))!.seq).toBe(0);
    });

    test('a client id belongs to the user who first used it, and rows of anybody else under it are not taken', async () => {
      const { store, users } = await openWithDocuments(open);
      const at = { name: NAME, epoch: 1, fence: 0 };
      const first = { ...row([1], users[0]), newClients: [4_294_967_295] };
      const theirs = { ...row([2], users[1]), newClients: [5] };
      await store.append([{ ...at, rows: [first, theirs] }]);
      expect(await store.append([{ ...at, rows: [first] }])).toEqual([{ kind: 'committed', seqFrom: 3 }]);
      const forged = { ...row([9], users[1]), newClients: [4_294_967_295] };
      const ofServer = { ...row([9], users[0]), sessionId: 'server', newClients: [4_294_967_295] };
      for (const rows of [[forged], [ofServer], [theirs, forged]]) {
        expect(await store.append([{ ...at, rows }])).toEqual([{ kind: 'fenced' }]);
      }
      expect((await store.load(NAME))!.clients).toEqual(new Map([[4_294_967_295, users[0]], [5, users[1]]])); // prettier-ignore
      const log = await store.log(NAME, 1, 0, 10);
      expect(log.slice(0, 2).map(({ newClients }) => newClients)).toEqual([[4_294_967_295], [5]]);
    });

    test('a process that claims a document shuts out whoever had it before', async () => {
      const { store, users } = await openWithDocuments(open);
      const rows = [row([1], users[0])];
      const before = (await store.load(NAME))!;
      const claimed = (await store.load(NAME, { claim: true }))!;
      expect(claimed.fence).toBe(before.fence + 1);
      const at = { name: NAME, epoch: 1, rows };
      expect(await store.append([{ ...at, fence: before.fence }])).toEqual([{ kind: 'fenced' }]);
      expect(await store.append([{ ...at, fence: claimed.fence }])).toEqual([{ kind: 'committed', seqFrom: 1 }]);
    });

    test('the heads of several documents are one question', async () => {
      const { store, users } = await openWithDocuments(open);
      await store.append([{ name: OTHER, epoch: 1, fence: 0, rows: [row([1], users[0])] }]);
      const heads = await store.heads([NAME, OTHER, 'nodocument000000' as DocumentName]);
      expect([...heads].map(([name, { seq }]) => [name, seq]).sort()).toEqual([[NAME, 0], [OTHER, 1]]); // prettier-ignore
      expect((await store.heads([])).size).toBe(0);
    });

    test('loading starts from the newest checkpoint, and the log stays whole', async () => {
      const { store, users } = await openWithDocuments(open);
      const at = { name: NAME, epoch: 1, fence: 0 };
      for (const n of [1, 2, 3, 4, 5, 6]) await store.append([{ ...at, rows: [row([n], users[0])] }]);
      for (const seq of [2, 3, 5]) {
        await store.saveCheckpoint({ name: NAME, epoch: 1, seq, ...checkpointOf(new Uint8Array([seq])), at: AT });
      }
      const loaded = (await store.load(NAME))!;
      expect(loaded.checkpoint).toEqual({ seq: 5, bytes: new Uint8Array([5]) });
      expect(loaded.updates.map((bytes) => [...bytes])).toEqual([[6]]);
      expect(await store.log(NAME, 1, 0, 10)).toHaveLength(6);
    });

    test('a new epoch begins with a state, counts on, and shuts out whoever wrote the old one', async () => {
      const { store, users } = await openWithDocuments(open);
      const old = { name: NAME, epoch: 1, fence: 0, rows: [row([1], users[0])] };
      await store.append([{ ...old, rows: [{ ...row([1], users[0]), newClients: [7] }] }]);
      await store.append([old]);
      const start = { name: NAME, after: 1, epoch: 90, seq: 2, ...checkpointOf(new Uint8Array([12])), at: AT + 1 };
      expect(await store.startEpoch({ ...start, seq: 1 })).toBe(false);
      expect(await store.startEpoch({ ...start, after: 2 })).toBe(false);
      expect(await store.startEpoch(start)).toBe(true);
      expect(await store.startEpoch(start)).toBe(false);
      expect(await store.head(NAME)).toMatchObject({ epoch: 90, seq: 2, at: null, fence: 1 });
      expect(await store.append([old])).toEqual([{ kind: 'fenced' }]);
      const now = { ...old, epoch: 90, fence: 1 };
      expect(await store.append([{ ...now, rows: [row([3], users[1])] }])).toEqual([{ kind: 'committed', seqFrom: 3 }]);
      const loaded = (await store.load(NAME))!;
      expect(loaded.checkpoint).toEqual({ seq: 2, bytes: new Uint8Array([12]) });
      expect(loaded.updates.map((bytes) => [...bytes])).toEqual([[3]]);
      expect(loaded.clients).toEqual(new Map([[7, users[0]]]));
      expect((await store.log(NAME, 90, 0, 10)).map(({ seq }) => seq)).toEqual([3]);
      expect((await store.log(NAME, 1, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    test('a row is known by its epoch, seq and time together', async () => {
      const { store, users } = await openWithDocuments(open);
      await store.append([{ name: NAME, epoch: 1, fence: 0, rows: [row([1], users[0])] }]);
      expect(await store.hasRow(NAME, 1, { seq: 1, at: AT })).toBe(true);
      for (const [epoch, seq, at] of [
        [2, 1, AT],
        [1, 2, AT],
        [1, 1, AT + 1],
        [1, 0, AT],
      ] as const) {
        // prettier-ignore
        expect(await store.hasRow(NAME, epoch, { seq, at })).toBe(false);
      }
    });

    test('what is loaded does not change when more is written', async () => {
      const { store, users } = await openWithDocuments(open);
      const loaded = (await store.load(NAME))!;
      await store.append([{ name: NAME, epoch: 1, fence: 0, rows: [{ ...row([1], users[0]), newClients: [1] }] }]);
      expect([loaded.updates.length, loaded.clients.size]).toEqual([0, 0]);
    });
  });
}

const NAME = 'project000000001' as DocumentName;
const OTHER = 'project000000001/sketch/panel00000000001' as DocumentName;

async function openWithDocuments(open: () => Promise<StoreUnderTest>): Promise<StoreUnderTest> {
  const under = await open();
  for (const name of [NAME, OTHER]) {
    await under.store.create({
      name,
      project: under.project,
      schemaVersion: 1,
      seed: null,
      by: under.users[0],
      at: AT,
    });
  }
  return under;
}

function row(bytes: readonly number[], userId: UserId): NewRow {
  return { bytes: new Uint8Array(bytes), userId, sessionId: 'session', at: AT, newClients: [] };
}

function seedOf(text: string) {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  return { bytes: Y.encodeStateAsUpdate(doc), clientId: doc.clientID };
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('text').toJSON();
}
