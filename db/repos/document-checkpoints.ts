import { and, desc, eq, notInArray } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { documentCheckpoints } from '../schema/index.ts';
import type { NewCheckpoint } from './document-store.ts';

const KEPT_CHECKPOINTS = 2;

export function saveCheckpoint(db: Db, { name, epoch, seq, bytes, sha256, at }: NewCheckpoint): Promise<void> {
  return db.transaction(async (tx) => {
    await tx
      .insert(documentCheckpoints)
      .values({ document: name, epoch, seq, bytes, sha256, at: new Date(at) })
      .onConflictDoNothing();
    const ofEpoch = and(eq(documentCheckpoints.document, name), eq(documentCheckpoints.epoch, epoch));
    const kept = await tx
      .select({ seq: documentCheckpoints.seq })
      .from(documentCheckpoints)
      .where(ofEpoch)
      .orderBy(desc(documentCheckpoints.seq))
      .limit(KEPT_CHECKPOINTS);
    const seqs = kept.map((row) => row.seq);
    await tx.delete(documentCheckpoints).where(and(ofEpoch, notInArray(documentCheckpoints.seq, seqs)));
  });
}
