import type { Append, Appended, DocumentStore, NewRow } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Log } from './log.ts';

export interface JournalLimits {
  /** How long a first row waits for company, in milliseconds: at people's pace, and behind a commit of a crowd. */
  readonly windowMs: { readonly few: number; readonly crowd: number };
  /** A transaction takes at most this many rows and about this many bytes. */
  readonly batchRows: number;
  readonly batchBytes: number;
  /** Above this many bytes waiting, sockets are not read. */
  readonly queueBytes: number;
  readonly retryMs: { readonly first: number; readonly most: number };
}

export const JOURNAL_LIMITS: JournalLimits = {
  windowMs: { few: 2, crowd: 4 },
  batchRows: 500,
  batchBytes: 1024 * 1024,
  queueBytes: 32 * 1024 * 1024,
  retryMs: { first: 50, most: 2000 },
};

/** Rows of one commit that are a crowd: what follows is likely to be one too, and fewer commits leave it more time. */
const CROWD_ROWS = 8;

/** Called once per entry, in the order in which a document's entries were pushed. */
export type OnOutcome = (
  outcome: { readonly kind: 'committed'; readonly seq: number } | { readonly kind: 'fenced' },
) => void;

/** A document's rows up to this seq are committed. */
export type OnCommitted = (name: DocumentName, epoch: number, seq: number) => void;

interface Entry {
  /** Null for a mark: it takes no row and is reached when everything before it is committed. */
  readonly row: NewRow | null;
  readonly onOutcome: OnOutcome;
}

interface Line {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly fence: number;
  readonly entries: Entry[];
  /** Attempts that failed since the last success; a line with any is tried alone. */
  failures: number;
  /** Not tried before this time. */
  dueAt: number;
}

/**
 * Group commit across documents: rows gather for a few milliseconds and go to the store in one transaction. Nothing is
 * said to be saved before `onOutcome` says `committed`. One transaction at a time, so that a document's rows keep their
 * order; a failing one is tried again for as long as the process lives.
 */
export class Journal {
  readonly #store: DocumentStore;
  readonly #clock: Clock;
  readonly #limits: JournalLimits;
  readonly #log: Log;
  readonly #lines = new Map<DocumentName, Line>();
  readonly #pressureListeners = new Set<(saturated: boolean) => void>();
  readonly #commitListeners = new Set<OnCommitted>();
  #bytes = 0;
  #rows = 0;
  #windowMs: number;
  #running = false;
  #timer: NodeJS.Timeout | null = null;
  #saturated = false;
  #onIdle: (() => void)[] = [];

  constructor(store: DocumentStore, clock: Clock, log: Log, limits: JournalLimits = JOURNAL_LIMITS) {
    this.#store = store;
    this.#clock = clock;
    this.#limits = limits;
    this.#windowMs = limits.windowMs.few;
    this.#log = log;
  }

  /** A document's pushes name the same epoch and fence until the journal has none of it left. */
  push(at: Omit<Append, 'rows'>, row: NewRow, onOutcome: OnOutcome): void {
    this.#line(at).entries.push({ row, onOutcome });
    this.#bytes += row.bytes.length;
    this.#rows += 1;
    this.#pressureChanged();
    this.#schedule(this.#windowMs);
  }

  /** Reports once everything pushed so far for this document is committed; at once when nothing is waiting. */
  mark(name: DocumentName, onOutcome: (outcome: { readonly kind: 'committed' | 'fenced' }) => void): void {
    const line = this.#lines.get(name);
    if (line) line.entries.push({ row: null, onOutcome });
    else onOutcome({ kind: 'committed' });
  }

  isSettled(name: DocumentName): boolean {
    return !this.#lines.has(name);
  }

  get saturated(): boolean {
    return this.#saturated;
  }

  get stats(): { readonly rows: number; readonly bytes: number; readonly failing: number } {
    const failing = [...this.#lines.values()].filter((line) => line.failures > 0).length;
    return { rows: this.#rows, bytes: this.#bytes, failing };
  }

  onPressure(listener: (saturated: boolean) => void): () => void {
    this.#pressureListeners.add(listener);
    return () => this.#pressureListeners.delete(listener);
  }

  onCommitted(listener: OnCommitted): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  /** Resolves when nothing waits any more. */
  idle(): Promise<void> {
    if (this.#lines.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  #line(at: Omit<Append, 'rows'>): Line {
    let line = this.#lines.get(at.name);
    if (!line) this.#lines.set(at.name, (line = { ...at, entries: [], failures: 0, dueAt: 0 }));
    return line;
  }

  #schedule(delay: number): void {
    if (this.#running || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#flush();
    }, delay);
  }

  async #flush(): Promise<void> {
    this.#running = true;
    const now = this.#clock.now();
    const due = [...this.#lines.values()].filter((line) => line.dueAt <= now);
    const trusted = due.filter((line) => line.failures === 0);
    if (trusted.length > 0) await this.#commit(this.#take(trusted));
    await this.#retryAlone(due.filter((line) => line.failures > 0 && line.dueAt <= now));
    this.#running = false;
    if (this.#lines.size === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    else this.#schedule(this.#untilDue());
  }

  // One document that can't be written (a broken row, a deleted user) must not keep the others waiting; but when nothing
  // at all gets through, the database is away, and asking once a round is enough.
  async #retryAlone(lines: readonly Line[]): Promise<void> {
    let through = false;
    for (const line of lines) {
      if (await this.#commit(this.#take([line]))) through = true;
      else if (!through) {
        for (const other of lines) other.dueAt = Math.max(other.dueAt, line.dueAt);
        return;
      }
    }
  }

  #untilDue(): number {
    const now = this.#clock.now();
    let delay = Infinity;
    for (const { dueAt } of this.#lines.values()) delay = Math.min(delay, Math.max(this.#windowMs, dueAt - now));
    return delay;
  }

  #take(lines: readonly Line[]): { line: Line; count: number }[] {
    const taken: { line: Line; count: number }[] = [];
    let rows = 0;
    let bytes = 0;
    for (const line of lines) {
      let count = 0;
      while (count < line.entries.length && rows < this.#limits.batchRows && bytes < this.#limits.batchBytes) {
        const { row } = must(line.entries[count]);
        if (row) {
          rows += 1;
          bytes += row.bytes.length;
        }
        count += 1;
      }
      if (count > 0) taken.push({ line, count });
    }
    return taken;
  }

  async #commit(taken: readonly { line: Line; count: number }[]): Promise<boolean> {
    const batch = taken.map(({ line, count }) => ({
      ...{ name: line.name, epoch: line.epoch, fence: line.fence },
      rows: line.entries.slice(0, count).flatMap(({ row }) => (row ? [row] : [])),
    }));
    const rows = batch.reduce((sum, append) => sum + append.rows.length, 0);
    this.#windowMs = rows < CROWD_ROWS ? this.#limits.windowMs.few : this.#limits.windowMs.crowd;
    let appended: Appended[];
    try {
      appended = await this.#store.append(batch);
    } catch (error) {
      for (const { line } of taken) this.#failed(line);
      this.#log.error({ err: error, documents: batch.length }, 'commit failed, will try again');
      return false;
    }
    taken.forEach(({ line, count }, i) => this.#settle(line, count, must(appended[i])));
    this.#pressureChanged();
    return true;
  }

  #failed(line: Line): void {
    const { first, most } = this.#limits.retryMs;
    line.dueAt = this.#clock.now() + Math.min(most, first * 2 ** Math.min(line.failures, 16));
    line.failures += 1;
    // To the end of the order: next time another one tells whether the database is back.
    this.#lines.delete(line.name);
    this.#lines.set(line.name, line);
  }

  #settle(line: Line, count: number, appended: Appended): void {
    // A fenced document takes none of its rows: those that came in during the transaction go the same way.
    const entries = line.entries.splice(0, appended.kind === 'fenced' ? line.entries.length : count);
    while (line.entries[0]?.row === null) entries.push(...line.entries.splice(0, 1));
    line.failures = 0;
    if (line.entries.length === 0) this.#lines.delete(line.name);
    let seq = appended.kind === 'committed' ? appended.seqFrom - 1 : 0;
    for (const { row, onOutcome } of entries) {
      if (row) {
        seq += 1;
        this.#rows -= 1;
        this.#bytes -= row.bytes.length;
      }
      onOutcome(appended.kind === 'committed' ? { kind: 'committed', seq } : appended);
    }
    // After the authors: their acks are what people wait for.
    if (seq > 0) for (const listener of this.#commitListeners) listener(line.name, line.epoch, seq);
  }

  #pressureChanged(): void {
    // Half the limit, so that sockets do not start and stop with every batch.
    const saturated = this.#bytes > (this.#saturated ? this.#limits.queueBytes / 2 : this.#limits.queueBytes);
    if (saturated === this.#saturated) return;
    this.#saturated = saturated;
    this.#log.info({ saturated, bytes: this.#bytes }, 'journal pressure changed');
    for (const listener of this.#pressureListeners) listener(saturated);
  }
}
