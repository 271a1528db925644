import type { Append, ClientOwner, DocumentHead, DocumentStore, LogRow, NewCheckpoint, NewRow } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';

interface StoredDocument {
  head: DocumentHead;
  readonly rows: LogRow[];
  checkpoints: NewCheckpoint[];
  readonly clients: Map<number, ClientOwner>;
}

/** The store's contract without a database, for tests that need none. It forgets everything with the process. */
export function createMemoryStore(): DocumentStore {
  const documents = new Map<DocumentName, StoredDocument>();

  function appendTo({ name, epoch, fence, rows }: Append) {
    const document = documents.get(name);
    if (document?.head.epoch !== epoch || document.head.fence !== fence) return { kind: 'fenced' as const };
    const isTaken = (row: NewRow) =>
      row.newClients.some((client) => (document.clients.get(client) ?? ownerOf(row)) !== ownerOf(row));
    if (rows.some(isTaken)) return { kind: 'fenced' as const };
    const seqFrom = document.head.seq + 1;
    rows.forEach((row, i) => {
      document.rows.push({ ...row, seq: seqFrom + i });
      for (const client of row.newClients) document.clients.set(client, ownerOf(row));
    });
    document.head = { ...document.head, seq: document.head.seq + rows.length };
    return { kind: 'committed' as const, seqFrom };
  }

  return {
    create({ name, project, schemaVersion, seed, by, at }) {
      if (documents.has(name)) return Promise.resolve('exists');
      documents.set(name, {
        head: { project, epoch: 1, schemaVersion, seq: seed ? 1 : 0, fence: 0 },
        rows: seed
          ? [{ seq: 1, bytes: seed.bytes, userId: by, sessionId: 'server', at, newClients: [seed.clientId] }]
          : [],
        checkpoints: [],
        clients: new Map(seed ? [[seed.clientId, 'server']] : []),
      });
      return Promise.resolve('created');
    },
    head: (name) => Promise.resolve(documents.get(name)?.head ?? null),
    heads: (names) => Promise.resolve(headsOf(documents, names)),
    load(name, { claim } = { claim: false }) {
      const document = documents.get(name);
      if (!document) return Promise.resolve(null);
      if (claim) document.head = { ...document.head, fence: document.head.fence + 1 };
      const newest = document.checkpoints.at(-1);
      const checkpoint = newest ? { seq: newest.seq, bytes: newest.bytes } : null;
      const updates = document.rows.slice(checkpoint?.seq ?? 0).map((row) => row.bytes);
      return Promise.resolve({ ...document.head, checkpoint, updates, clients: new Map(document.clients) });
    },
    append: (batch) => Promise.resolve(batch.map(appendTo)),
    saveCheckpoint(checkpoint) {
      const document = must(documents.get(checkpoint.name));
      const others = document.checkpoints.filter(({ seq }) => seq !== checkpoint.seq);
      document.checkpoints = [...others, checkpoint].sort((a, b) => a.seq - b.seq).slice(-2);
      return Promise.resolve();
    },
    log(name, epoch, after, limit) {
      const document = documents.get(name);
      if (document?.head.epoch !== epoch) return Promise.resolve([]);
      return Promise.resolve(document.rows.slice(after, after + limit));
    },
  };
}

function headsOf(documents: ReadonlyMap<DocumentName, StoredDocument>, names: readonly DocumentName[]) {
  return new Map([...documents].flatMap(([name, { head }]) => (names.includes(name) ? [[name, head]] : [])));
}

function ownerOf({ userId, sessionId }: Pick<NewRow, 'userId' | 'sessionId'>): ClientOwner {
  return sessionId === 'server' ? 'server' : userId;
}
