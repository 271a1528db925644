import type { RowMark } from '#shared/protocol/index.ts';
import { rowFrame } from './frames.ts';

/**
 * The newest row of a document that is known to be durable, and the telling of it. A window that was told of a row says
 * so when it comes back: that is how it turns out that the server was put back to before it (SPEC E3).
 */
export class LastRow {
  readonly #everyMs: number;
  readonly #tell: (frame: Uint8Array) => void;
  #row: RowMark | null;
  #timer: NodeJS.Timeout | null = null;

  /** `tell` hands a frame to every window of the room, once in `everyMs` milliseconds at most. */
  constructor(row: RowMark | null, everyMs: number, tell: (frame: Uint8Array) => void) {
    this.#row = row;
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  /** For a window that comes in; null while the epoch has no row. */
  get frame(): Uint8Array | null {
    return this.#row && rowFrame(this.#row);
  }

  /** This row is committed. */
  reached(row: RowMark): void {
    if (this.#row && row.seq <= this.#row.seq) return;
    this.#row = row;
    this.#timer ??= setTimeout(() => this.flush(), this.#everyMs);
  }

  /** Tells at once what is still to be told. */
  flush(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.frame) this.#tell(this.frame);
  }
}
