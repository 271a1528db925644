import type {
  Append,
  ClientOwner,
  DocumentHead,
  DocumentStore,
  LogRow,
  NewCheckpoint,
  NewEpoch,
  NewRow,
} from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';

interface StoredDocument {
  head: DocumentHead;
  /** Of every epoch, one count for all: the row of a seq stands at the place before it. */
  readonly rows: (LogRow & { readonly epoch: number })[];
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
      document.rows.push({ ...row, epoch, seq: seqFrom + i });
      for (const client of row.newClients) document.clients.set(client, ownerOf(row));
    });
    const at = rows.at(-1)?.at ?? document.head.at;
    document.head = { ...document.head, seq: document.head.seq + rows.length, at };
    return { kind: 'committed' as const, seqFrom };
  }

  return {
    create({ name, project, schemaVersion, seed, by, at }) {
      if (documents.has(name)) return Promise.resolve('exists');
      documents.set(name, {
        head: { project, epoch: 1, schemaVersion, seq: seed ? 1 : 0, at: seed ? at : null, fence: 0 },
        rows: seed
          ? [{ epoch: 1, seq: 1, bytes: seed.bytes, userId: by, sessionId: 'server', at, newClients: [seed.clientId] }]
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
      const newest = document.checkpoints.filter(({ epoch }) => epoch === document.head.epoch).at(-1);
      const checkpoint = newest ? { seq: newest.seq, bytes: newest.bytes } : null;
      const updates = document.rows.slice(checkpoint?.seq ?? 0).map((row) => row.bytes);
      return Promise.resolve({ ...document.head, checkpoint, updates, clients: new Map(document.clients) });
    },
    append: (batch) => Promise.resolve(batch.map(appendTo)),
    saveCheckpoint(checkpoint) {
      keepCheckpoint(must(documents.get(checkpoint.name)), checkpoint);
      return Promise.resolve();
    },
    startEpoch: (epoch) => Promise.resolve(startEpochOf(documents.get(epoch.name), epoch)),
    hasRow(name, epoch, { seq, at }) {
      const row = documents.get(name)?.rows[seq - 1];
      return Promise.resolve(row?.epoch === epoch && row.at === at);
    },
    log(name, epoch, after, limit) {
      const rows = (documents.get(name)?.rows ?? []).slice(after).filter((row) => row.epoch === epoch);
      return Promise.resolve(rows.slice(0, limit).map(({ epoch: _, ...row }) => row));
    },
  };
}

function keepCheckpoint(document: StoredDocument, checkpoint: NewCheckpoint): void {
  const { epoch, seq } = checkpoint;
  const others = document.checkpoints.filter((other) => other.epoch === epoch && other.seq !== seq);
  const all = [...others, checkpoint].sort((a, b) => a.seq - b.seq);
  document.checkpoints = [...(epoch === 1 ? [] : all.slice(0, -2).slice(0, 1)), ...all.slice(-2)];
}

function startEpochOf(document: StoredDocument | undefined, { after, ...checkpoint }: NewEpoch): boolean {
  if (document?.head.epoch !== after || document.head.seq !== checkpoint.seq) return false;
  document.head = { ...document.head, epoch: checkpoint.epoch, at: null, fence: document.head.fence + 1 };
  document.checkpoints = [checkpoint];
  return true;
}

function headsOf(documents: ReadonlyMap<DocumentName, StoredDocument>, names: readonly DocumentName[]) {
  return new Map([...documents].flatMap(([name, { head }]) => (names.includes(name) ? [[name, head]] : [])));
}

function ownerOf({ userId, sessionId }: Pick<NewRow, 'userId' | 'sessionId'>): ClientOwner {
  return sessionId === 'server' ? 'server' : userId;
}
