import { eq } from 'drizzle-orm';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { signingKeys } from '../schema/index.ts';

/** Sealed, as it was put there; undefined where the workspace has none yet. */
export async function findSigningKey(db: Db, workspaceId: WorkspaceId): Promise<string | undefined> {
  const [row] = await db
    .select({ sealed: signingKeys.sealed })
    .from(signingKeys)
    .where(eq(signingKeys.workspaceId, workspaceId));
  return row?.sealed;
}

/** Of two that are made at once the first stays. */
export async function insertSigningKey(db: Db, row: typeof signingKeys.$inferInsert): Promise<void> {
  await db.insert(signingKeys).values(row).onConflictDoNothing();
}
