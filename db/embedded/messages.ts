/** What passes between the database's thread and the rest of the process. Answers come in the order of the requests. */

export type Request =
  | {
      readonly kind: 'query';
      readonly id: number;
      readonly text: string;
      readonly params: readonly unknown[];
      readonly rowMode: 'array' | 'object';
      /** Types (oids) whose values are handed on as PostgreSQL writes them. */
      readonly plain: readonly number[];
    }
  | { readonly kind: 'close'; readonly id: number };

export interface QueryResult {
  readonly rows: unknown[];
  readonly fields: { name: string; dataTypeID: number }[];
  readonly affectedRows?: number;
  readonly command?: string;
}

/** An error of PostgreSQL, or another one: what of it survives the way between threads. */
export interface PlainError {
  readonly message: string;
  /** SQLSTATE and the like. */
  readonly details: Readonly<Record<string, string>>;
}

export type Message =
  | { readonly kind: 'opened' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: QueryResult | null }
  | { readonly kind: 'refused'; readonly id: number; readonly error: PlainError }
  /** The last message: see SyncedFolderOptions.onLost. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface ThreadData {
  readonly folder: string;
  readonly template: string | null;
}
