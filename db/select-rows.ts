import type { SQL } from 'drizzle-orm';
import type { Db } from './client.ts';

/** The rows of a plain statement, which the two drivers give in different wrappings. */
export async function selectRows<Row>(tx: Pick<Db, 'execute'>, statement: SQL): Promise<readonly Row[]> {
  const answer: unknown = await tx.execute(statement);
  return (Array.isArray(answer) ? answer : (answer as { rows: unknown }).rows) as readonly Row[];
}
