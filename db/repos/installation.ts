import type { Db } from '../client.ts';
import { installation } from '../schema/index.ts';

/** The id of the installation whose data this is; `fresh` becomes it when there is none yet. */
export async function installationId(db: Db, fresh: string): Promise<string> {
  await db.insert(installation).values({ id: fresh }).onConflictDoNothing();
  const [row] = await db.select({ id: installation.id }).from(installation);
  return row?.id ?? fresh;
}
