import type { PanelId, TakeId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';

/** What became of one sending. */
export type Sent =
  | { readonly kind: 'taken'; readonly take: Take }
  /** The server's own words for the person. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Nobody answered, or somebody who said "later". */
  | { readonly kind: 'unreached' };

/** A picture on its way to its panel. */
export interface Upload {
  readonly take: TakeId;
  readonly panel: PanelId;
  readonly name: string;
  /** `away`: the connection was lost; it is sent again by itself. */
  readonly state: 'waiting' | 'sending' | 'reading' | 'away';
  /** Of the file's bytes, 0 to 1. */
  readonly sent: number;
}

export interface UploadsSnapshot {
  /** The one that each panel waits for: the first, where there are several. Only of batches that take a while. */
  readonly shown: ReadonlyMap<PanelId, Upload>;
  /** Why files were not added, each with its name, since somebody last put them out of sight. */
  readonly refusals: readonly string[];
  /** How many files those refusals are of. */
  readonly ofFiles: number;
}

/** Files that were added at once, and what is done with each that arrives. */
export interface Batch {
  readonly files: readonly { readonly file: File; readonly panel: PanelId }[];
  /** Shows the take on its panel. A sentence when it can't be. */
  readonly hang: (panel: PanelId, take: Take) => string | null;
  /** The panel's picture does not come. */
  readonly giveUp: (panel: PanelId) => void;
}

export interface UploadTools {
  readonly newId: () => TakeId;
  readonly send: (
    upload: { readonly take: TakeId; readonly panel: PanelId; readonly file: File },
    how: { readonly signal: AbortSignal; readonly onSent: (fraction: number) => void },
  ) => Promise<Sent>;
  /** Calls back after so many milliseconds, or sooner when there may be a connection again. Returns the way not to. */
  readonly later: (ms: number, then: () => void) => () => void;
}

/** Whoever waits less sees no bar. */
const SHOW_AFTER_MS = 300;
/** The server reads one at a time: a second is on the wire meanwhile. */
const AT_ONCE = 2;
const AGAIN_MS = [1_000, 2_000, 4_000, 8_000];
const AGAIN_AT_LAST_MS = 15_000;

interface Entry {
  readonly file: File;
  readonly batch: Batch;
  readonly abort: AbortController;
  upload: Upload;
  visible: boolean;
  failures: number;
}

/** The pictures that this window sends. They go on while the person is at another place of the project. */
export class PictureUploads {
  readonly #tools: UploadTools;
  readonly #entries = new Map<TakeId, Entry>();
  readonly #listeners = new Set<() => void>();
  #refusals: readonly string[] = [];
  #ofFiles = 0;
  #snapshot: UploadsSnapshot = { shown: new Map(), refusals: [], ofFiles: 0 };

  constructor(tools: UploadTools) {
    this.#tools = tools;
  }

  readonly get = (): UploadsSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether leaving now would lose any. */
  get busy(): boolean {
    return this.#entries.size > 0;
  }

  /** Sends files in their order. `refused` says of others of the same choice why they are not sent at all. */
  add(batch: Batch, refused: readonly string[] = []): void {
    const entries = batch.files.map(({ file, panel }): Entry => {
      const take = this.#tools.newId();
      const upload: Upload = { take, panel, name: file.name, state: 'waiting', sent: 0 };
      return { file, batch, abort: new AbortController(), upload, visible: false, failures: 0 };
    });
    for (const entry of entries) this.#entries.set(entry.upload.take, entry);
    this.#ofFiles += batch.files.length + refused.length;
    this.#refusals = [...this.#refusals, ...refused];
    this.#tools.later(SHOW_AFTER_MS, () => {
      for (const entry of entries) entry.visible = true;
      this.#tell();
    });
    this.#tell();
    this.#advance();
  }

  /** Calls one off. Nothing is said: who does it knows. */
  cancel(take: TakeId): void {
    const entry = this.#entries.get(take);
    if (entry) this.#end(entry, () => entry.batch.giveUp(entry.upload.panel));
  }

  /** Calls off what is left of batches, as somebody does who takes them back. */
  cancelBatches(which: (batch: Batch) => boolean): void {
    for (const entry of [...this.#entries.values()]) if (which(entry.batch)) this.#end(entry, () => undefined);
  }

  /** Puts the refusals out of sight. */
  dismiss(): void {
    this.#refusals = [];
    this.#ofFiles = this.#entries.size;
    this.#tell();
  }

  #advance(): void {
    for (const entry of this.#entries.values()) {
      const underWay = [...this.#entries.values()].filter(({ upload }) => isUnderWay(upload)).length;
      if (underWay >= AT_ONCE) return;
      if (entry.upload.state === 'waiting') void this.#send(entry);
    }
  }

  async #send(entry: Entry): Promise<void> {
    const { file, abort } = entry;
    this.#change(entry, { state: 'sending', sent: 0 });
    const { take, panel } = entry.upload;
    const onSent = (sent: number) => this.#change(entry, { sent, state: sent < 1 ? 'sending' : 'reading' });
    const sent = await this.#tools.send({ take, panel, file }, { signal: abort.signal, onSent });
    if (this.#entries.get(take) !== entry) return;
    if (sent.kind === 'unreached') this.#tryAgain(entry);
    else this.#end(entry, () => this.#settle(entry, sent));
  }

  #settle({ batch, upload: { panel, name } }: Entry, sent: Exclude<Sent, { kind: 'unreached' }>): void {
    if (sent.kind === 'taken') {
      const fault = batch.hang(panel, sent.take);
      if (fault !== null) this.#refusals = [...this.#refusals, `${name}: ${fault}`];
      return;
    }
    this.#refusals = [...this.#refusals, sent.message];
    batch.giveUp(panel);
  }

  #tryAgain(entry: Entry): void {
    const wait = AGAIN_MS[entry.failures++] ?? AGAIN_AT_LAST_MS;
    entry.visible = true;
    this.#change(entry, { state: 'away' });
    const stop = this.#tools.later(wait, () => {
      if (this.#entries.get(entry.upload.take) !== entry) return;
      this.#change(entry, { state: 'waiting' });
      this.#advance();
    });
    entry.abort.signal.addEventListener('abort', stop, { once: true });
    this.#advance();
  }

  #end(entry: Entry, then: () => void): void {
    this.#entries.delete(entry.upload.take);
    entry.abort.abort();
    then();
    if (this.#entries.size === 0 && this.#refusals.length === 0) this.#ofFiles = 0;
    this.#tell();
    this.#advance();
  }

  #change(entry: Entry, change: Partial<Upload>): void {
    entry.upload = { ...entry.upload, ...change };
    if (this.#entries.get(entry.upload.take) === entry) this.#tell();
  }

  #tell(): void {
    const shown = new Map<PanelId, Upload>();
    for (const { upload, visible } of this.#entries.values()) {
      if (visible && !shown.has(upload.panel)) shown.set(upload.panel, upload);
    }
    this.#snapshot = { shown, refusals: this.#refusals, ofFiles: this.#ofFiles };
    for (const listener of this.#listeners) listener();
  }
}

function isUnderWay({ state }: Upload): boolean {
  return state === 'sending' || state === 'reading';
}
