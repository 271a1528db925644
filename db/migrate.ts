import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import type { Database } from './client.ts';

/** Brings the schema up to date. Runs inside the server process: PGlite may not be opened twice. */
export async function migrate({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<void> {
  const config = { migrationsFolder: migrationsFolder() };
  // The migrators ask for their own driver's class; both are the same Drizzle session underneath.
  /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- openDatabase made it with that driver */
  if (kind === 'postgres') await migratePostgres(db as Parameters<typeof migratePostgres>[0], config);
  else await migratePglite(db as Parameters<typeof migratePglite>[0], config);
  /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
}

// The bundle lies in dist/, the sources in db/: both are somewhere below the folder that holds db/migrations.
function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw new Error('db/migrations is missing from this installation.');
}
