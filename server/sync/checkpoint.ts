import type { DocumentStore } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Compactor } from './compactor.ts';

export interface CheckpointDeps {
  readonly store: DocumentStore;
  readonly compactor: Compactor;
  readonly clock: Clock;
}

/**
 * Writes the whole state of a document up to its last committed row, from the store alone, so that it may run beside
 * the live room. Returns false when there is nothing new to write. Throws, and writes nothing, when the encoded state
 * does not read back as the document it was made from.
 */
export async function writeCheckpoint(
  { store, compactor, clock }: CheckpointDeps,
  name: DocumentName,
): Promise<boolean> {
  const loaded = await store.load(name);
  if (!loaded || loaded.updates.length === 0) return false;
  const { epoch, seq, checkpoint, updates } = loaded;
  const compacted = await compactor.compact({ name, checkpoint, updates });
  await store.saveCheckpoint({ name, epoch, seq, ...compacted, at: clock.now() });
  return true;
}
