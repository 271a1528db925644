import type { LogRow } from '#db/index.ts';

/** Rows that are read at once. */
const ROWS_AT_ONCE = 500;

interface LogPositionDeps {
  /** Committed rows after this seq, in order. */
  readonly read: (after: number, limit: number) => Promise<readonly LogRow[]>;
  /** Puts rows in memory; false when the room is over, or is because of them. */
  readonly apply: (rows: readonly LogRow[]) => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Where a room stands in the log of its document, to which other processes write as well, and how it gets level with it.
 * Seqs have no gaps and rows become visible in their order, so whatever is missing lies between here and the head.
 */
export class LogPosition {
  readonly #deps: LogPositionDeps;
  #seq: number;
  #head: number;
  #catchingUp: Promise<void> | null = null;

  /** `seq`: the last row that the loaded document holds. */
  constructor(seq: number, deps: LogPositionDeps) {
    this.#deps = deps;
    this.#seq = this.#head = seq;
  }

  /** Every row up to here is in memory. */
  get seq(): number {
    return this.#seq;
  }

  /** As far as is known, there are no rows that are not in memory. */
  get isLevel(): boolean {
    return this.#seq === this.#head;
  }

  /** A row of our own, in memory since it was made, is committed. Others may have been committed before it. */
  committed(seq: number): void {
    if (seq === this.#seq + 1) this.#seq = seq;
    this.heardOf(seq);
  }

  /** There are rows up to here. */
  heardOf(seq: number): void {
    this.#head = Math.max(this.#head, seq);
    // Tried again at the next word or comparison, which are never far away.
    if (!this.isLevel) this.#catchUp().catch(this.#deps.onError);
  }

  /** Resolves when every row that was committed by now is in memory. Rejects when the log can't be read. */
  async upToDate(): Promise<void> {
    // A reading that is under way may have looked before the last commit.
    await this.#catchingUp?.catch(() => undefined);
    await this.#catchUp();
  }

  #catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readOn().finally(() => (this.#catchingUp = null));
    return this.#catchingUp;
  }

  // Our own rows are among them: applying those again changes nothing.
  async #readOn(): Promise<void> {
    for (;;) {
      const rows = await this.#deps.read(this.#seq, ROWS_AT_ONCE);
      const last = rows.at(-1);
      if (!last || !this.#deps.apply(rows)) return;
      this.#seq = Math.max(this.#seq, last.seq);
      this.#head = Math.max(this.#head, this.#seq);
      if (rows.length < ROWS_AT_ONCE) return;
    }
  }
}
