import { and, eq, exists, lt, not, or, sql } from 'drizzle-orm';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import {
  assets,
  consents,
  documentCheckpoints,
  documentUpdates,
  documents,
  jobs,
  revisions,
  takes,
} from '../schema/index.ts';

export type AssetRow = typeof assets.$inferSelect;

type Handle = Pick<Db, 'select' | 'execute'>;

/** The same file of the same project is one row, however often it is put; `createdAt` is when it was put last. */
export async function insertAsset(db: Db, asset: AssetRow): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFile(tx, asset.hash);
    await tx
      .insert(assets)
      .values(asset)
      .onConflictDoUpdate({ target: [assets.projectId, assets.hash], set: { createdAt: asset.createdAt } });
  });
}

export async function findAsset(db: Db, project: ProjectId, hash: AssetHash): Promise<AssetRow | undefined> {
  const [asset] = await db
    .select()
    .from(assets)
    .where(is({ projectId: project, hash }));
  return asset;
}

/** All files of a project, in no order. */
export async function assetsOf(db: Db, project: ProjectId): Promise<AssetRow[]> {
  return db.select().from(assets).where(eq(assets.projectId, project));
}

export type AssetKey = Pick<AssetRow, 'projectId' | 'hash'>;

const is = ({ projectId, hash }: AssetKey) => and(eq(assets.projectId, projectId), eq(assets.hash, hash));

/** Rows put before `before` that nothing names: see `isNamed`. */
export async function unusedAssets(db: Db, before: Date): Promise<AssetRow[]> {
  // No take: that leaves few, whose hashes are worth looking for in every row of their project's documents.
  const without = await db
    .select()
    .from(assets)
    .where(and(lt(assets.createdAt, before), not(hasTake(db))));
  const unused: AssetRow[] = [];
  for (const asset of without) {
    const [found] = await db
      .select({ hash: assets.hash })
      .from(assets)
      .where(and(is(asset), not(isNamed(db))));
    if (found) unused.push(asset);
  }
  return unused;
}

/** Takes out a row if it is still unused and was not put anew since `before`. False when it stays. */
export async function forgetAsset(db: Db, key: AssetKey, before: Date): Promise<boolean> {
  const gone = await db
    .delete(assets)
    .where(and(is(key), lt(assets.createdAt, before), not(isNamed(db))))
    .returning({ hash: assets.hash });
  return gone.length > 0;
}

/** Hashes that a row of some project has, or a consent. */
export async function assetHashes(db: Db): Promise<Set<AssetHash>> {
  const rows = await db.selectDistinct({ hash: assets.hash }).from(assets);
  const papers = await db.selectDistinct({ hash: consents.fileHash }).from(consents);
  return new Set([...rows, ...papers].map(({ hash }) => hash));
}

/** Does `remove` while no row of any project and no consent has this hash and none can come; false, and nothing done, when one has. */
export async function removeIfUnowned(db: Db, hash: AssetHash, remove: () => Promise<void>): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockFile(tx, hash);
    const [owned] = await tx.select({ hash: assets.hash }).from(assets).where(eq(assets.hash, hash)).limit(1);
    const [signed] = await tx.select({ id: consents.id }).from(consents).where(eq(consents.fileHash, hash)).limit(1);
    if (owned || signed) return false;
    await remove();
    return true;
  });
}

export async function lockFile(tx: Handle, hash: AssetHash): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${hash}, 0))`);
}

function hasTake(db: Handle) {
  const take = and(eq(takes.projectId, assets.projectId), eq(takes.asset, assets.hash));
  return exists(
    db
      .select({ one: sql`1` })
      .from(takes)
      .where(take),
  );
}

/**
 * Whether a take, a job, or any stored state of the project's documents (log, checkpoints, revisions, of every epoch)
 * names the asset. Documents hold a hash as its 32 bytes or in hex, and updates are stored as they are: bytes that do
 * not occur in them are named by none.
 */
function isNamed(db: Handle) {
  const names = (bytes: typeof documentUpdates.bytes | typeof documentCheckpoints.bytes | typeof revisions.state) =>
    or(
      sql`position(decode(${assets.hash}, 'hex') in ${bytes}) > 0`,
      sql`position(convert_to(${assets.hash}, 'UTF8') in ${bytes}) > 0`,
    );
  const one = { one: sql`1` };
  const ofProject = eq(documents.projectId, assets.projectId);
  const update = db
    .select(one)
    .from(documentUpdates)
    .innerJoin(documents, eq(documents.name, documentUpdates.document))
    .where(and(ofProject, names(documentUpdates.bytes)));
  const checkpoint = db
    .select(one)
    .from(documentCheckpoints)
    .innerJoin(documents, eq(documents.name, documentCheckpoints.document))
    .where(and(ofProject, names(documentCheckpoints.bytes)));
  const revision = db
    .select(one)
    .from(revisions)
    .where(and(eq(revisions.projectId, assets.projectId), names(revisions.state)));
  const job = db
    .select(one)
    .from(jobs)
    .where(
      and(
        eq(jobs.projectId, assets.projectId),
        sql`position(${assets.hash} in ${jobs.payload}::text || coalesce(${jobs.handle}::text, '')) > 0`,
      ),
    );
  return sql`(${or(hasTake(db), exists(update), exists(checkpoint), exists(revision), exists(job))})`;
}
