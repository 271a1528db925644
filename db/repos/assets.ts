import { and, eq } from 'drizzle-orm';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { assets } from '../schema/index.ts';

export type AssetRow = typeof assets.$inferSelect;

/** The same file of the same project is one row, however often it is put. */
export async function insertAsset(db: Db, asset: AssetRow): Promise<void> {
  await db.insert(assets).values(asset).onConflictDoNothing();
}

export async function findAsset(db: Db, project: ProjectId, hash: AssetHash): Promise<AssetRow | undefined> {
  const [asset] = await db
    .select()
    .from(assets)
    .where(and(eq(assets.projectId, project), eq(assets.hash, hash)));
  return asset;
}
