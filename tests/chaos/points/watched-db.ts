import type { Db } from '#db/index.ts';
import { documentCheckpoints, documentUpdates } from '#db/schema/index.ts';

/** Calls `reach` with the name of each moment of a document's writing, just before or just after it. */
export function watchDb(db: Db, reach: (point: string) => void): Db {
  return new Proxy(db, {
    get(target, key) {
      if (key !== 'transaction') return own(target, key);
      return async (work: (tx: object) => Promise<unknown>, ...options: never[]) => {
        let kind: string | null = null;
        const watched = (tx: object) => watchTransaction(tx, reach, (found) => (kind = found));
        const result = await target.transaction(
          async (tx) => {
            const worked = await work(watched(tx));
            if (kind !== null) reach(`before ${kind} commit`);
            return worked;
          },
          ...options,
        );
        if (kind !== null) reach(`after ${kind} commit`);
        return result;
      };
    },
  });
}

/** What a table's rows are called in the names of points. */
function nameOf(table: unknown): string | null {
  if (table === documentUpdates) return 'row';
  return table === documentCheckpoints ? 'checkpoint' : null;
}

function watchTransaction(tx: object, reach: (point: string) => void, onKind: (kind: string) => void): object {
  return new Proxy(tx, {
    get(target, key) {
      const method = own(target, key);
      if ((key !== 'insert' && key !== 'delete') || typeof method !== 'function') return method;
      return (table: unknown) => {
        const name = nameOf(table);
        const query = method(table) as object;
        if (name === null) return query;
        // A checkpoint's own transaction also clears old checkpoints away; only rows that go are the log's affair.
        if (key === 'delete' && name !== 'row') return query;
        const act = key === 'insert' ? 'insert' : 'delete';
        onKind(act === 'insert' ? name : 'delete');
        reach(`before ${name} ${act}`);
        return afterwards(query, () => reach(`after ${name} ${act}`));
      };
    },
  });
}

/** The same query, however it is built up, with something to do when its answer is there. */
function afterwards(query: object, done: () => void): object {
  return new Proxy(query, {
    get(target, key) {
      const value = own(target, key);
      if (typeof value !== 'function') return value;
      if (key === 'then') {
        return (resolve: (answer: unknown) => unknown, reject: (error: unknown) => unknown) =>
          (value as Promise<unknown>['then'])((answer) => {
            done();
            return answer;
          }).then(resolve, reject);
      }
      return (...args: unknown[]) => afterwards(value(...args) as object, done);
    },
  });
}

function own(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
