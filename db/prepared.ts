import type { Db } from './client.ts';

/**
 * A query that is put together once for every handle on the database, and parsed and planned once by every connection.
 * Worth it for what each socket or each commit asks: Drizzle takes longer to write such a query than PostgreSQL to answer.
 */
export function preparedFor<Query>(prepare: (db: Db) => Query): (db: Db) => Query {
  const made = new WeakMap<Db, Query>();
  return (db) => {
    const query = made.get(db) ?? prepare(db);
    made.set(db, query);
    return query;
  };
}
