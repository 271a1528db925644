import * as Y from 'yjs';
import { documents } from '#db/schema/index.ts';
import type { Db } from '#db/index.ts';
import { SCHEMA_VERSION, defineRoots, type Origin, type ProjectDoc } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Documents } from '#server/sync/index.ts';

export interface MemoryDocuments extends Documents {
  /** The live document, as somebody who has it open holds it. */
  live(name: DocumentName): ProjectDoc;
  /** The origin of every transaction of `edit`, oldest first. */
  readonly origins: readonly Origin[];
}

/** Documents without sockets and log: live documents in memory, durable at once. Rows refer to theirs in the database. */
export function memoryDocuments(db: Db): MemoryDocuments {
  const docs = new Map<DocumentName, { doc: Y.Doc; seq: number }>();
  const origins: Origin[] = [];
  const entry = (name: DocumentName) => must(docs.get(name), `document ${name}`);
  return {
    origins,
    live: (name) => entry(name).doc,
    create: async (name, project, _by, build) => {
      const doc = new Y.Doc();
      defineRoots(doc);
      doc.transact(() => build(doc));
      const at = new Date('2026-01-05T09:00:00Z');
      await db
        .insert(documents)
        .values({ name, projectId: project, schemaVersion: SCHEMA_VERSION, headSeq: 1, createdAt: at });
      const made = { doc, seq: 1 };
      doc.on('update', () => made.seq++);
      docs.set(name, made);
      return { epoch: 1, seq: 1 };
    },
    edit: (name, _by, origin, change) => {
      const { doc } = entry(name);
      origins.push(origin);
      return Promise.resolve(doc.transact(() => change(doc), origin));
    },
    look: (name, read) => {
      const { doc, seq } = entry(name);
      return Promise.resolve({ epoch: 1, seq, found: read(doc) });
    },
    read: (name) => {
      const { doc, seq } = entry(name);
      return Promise.resolve({ epoch: 1, seq, state: Y.encodeStateAsUpdate(doc) });
    },
  };
}
