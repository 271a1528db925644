import { and, desc, eq, lt, lte, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { documentCheckpoints, documentUpdates, documents, projects, revisions } from '../schema/index.ts';
import type { NewCheckpoint, NewEpoch } from './document-store.ts';

const KEPT_CHECKPOINTS = 2;
const DAY_MS = 86_400_000;

type Handle = Pick<Db, 'insert' | 'select' | 'delete'>;

export function saveCheckpoint(db: Db, checkpoint: NewCheckpoint): Promise<void> {
  const { name, epoch } = checkpoint;
  return db.transaction(async (tx) => {
    await insertCheckpoint(tx, checkpoint);
    const ofEpoch = and(eq(documentCheckpoints.document, name), eq(documentCheckpoints.epoch, epoch));
    const stored = await tx
      .select({ seq: documentCheckpoints.seq })
      .from(documentCheckpoints)
      .where(ofEpoch)
      .orderBy(desc(documentCheckpoints.seq));
    const seqs = stored.map((row) => row.seq);
    // The first epoch begins with nothing. What a later one begins with is in no row of its log.
    const kept = [...seqs.slice(0, KEPT_CHECKPOINTS), ...(epoch === 1 ? [] : seqs.slice(-1))];
    await tx.delete(documentCheckpoints).where(and(ofEpoch, notInArray(documentCheckpoints.seq, kept)));
    const older = seqs[KEPT_CHECKPOINTS - 1];
    if (older !== undefined) await forgetRows(tx, checkpoint, older);
  });
}

// Two checkpoints hold what goes, and the last row never goes: a window that saw it can still prove its history.
async function forgetRows(tx: Handle, { name, at }: NewCheckpoint, upTo: number): Promise<void> {
  const [project] = await tx
    .select({ days: projects.historyDays })
    .from(projects)
    .innerJoin(documents, eq(documents.projectId, projects.id))
    .where(eq(documents.name, name));
  if (project?.days == null) return;
  const rows = and(eq(documentUpdates.document, name), lte(documentUpdates.seq, upTo));
  await tx.delete(documentUpdates).where(and(rows, lt(documentUpdates.at, new Date(at - project.days * DAY_MS))));
}

export function startEpoch(db: Db, { after, ...checkpoint }: NewEpoch): Promise<boolean> {
  const { name, epoch, seq } = checkpoint;
  return db.transaction(async (tx) => {
    const started = await tx
      .update(documents)
      .set({ epoch, fence: sql`${documents.fence} + 1` })
      .where(and(eq(documents.name, name), eq(documents.epoch, after), eq(documents.headSeq, seq)))
      .returning({ name: documents.name });
    if (started.length === 0) return false;
    await insertCheckpoint(tx, checkpoint);
    await tx
      .update(revisions)
      .set({ epoch })
      .where(and(eq(revisions.document, name), eq(revisions.epoch, after)));
    return true;
  });
}

async function insertCheckpoint(tx: Handle, { name, at, ...checkpoint }: NewCheckpoint): Promise<void> {
  await tx
    .insert(documentCheckpoints)
    .values({ ...checkpoint, document: name, at: new Date(at) })
    .onConflictDoNothing();
}
