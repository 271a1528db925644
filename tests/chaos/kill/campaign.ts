import type { Database } from '#db/index.ts';
import { createDocumentStore } from '#db/index.ts';
import { readScript } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';
import { loadDocument } from '#server/sync/document.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
import { Pen } from './pen.ts';

/** Who writes what: everybody in every document. */
export interface Cast {
  /** One a writer, each signed in. */
  readonly cookies: readonly string[];
  readonly documents: readonly DocumentName[];
}

/** A server that is started, killed and started again on one database. */
export interface Subject {
  /** Resolves with its address when it serves. */
  start(): Promise<string>;
  /** Without a chance to say goodbye. */
  kill(): Promise<void>;
}

/** How many windows lose what they hold when the server dies; the others bring it back. */
const FORGETFUL = 0.2;

/** Eight people at five documents while the server under them is killed over and over. Collects what does not hold. */
export class Campaign {
  readonly #rng: Rng;
  readonly #cast: Cast;
  readonly #subject: Subject;
  readonly #pens: Pen[];
  readonly #saved = new Map<DocumentName, Set<string>>();
  readonly faults: string[] = [];
  rounds = 0;
  #home = '';

  constructor(cast: Cast, subject: Subject, rng: Rng) {
    this.#rng = rng;
    this.#cast = cast;
    this.#subject = subject;
    for (const document of cast.documents) this.#saved.set(document, new Set());
    this.#pens = cast.documents.flatMap((document, d) =>
      cast.cookies.map((cookie, w) => {
        const saved = must(this.#saved.get(document));
        return new Pen(`w${String(w)}d${String(d)}`, document, cookie, (word) => saved.add(word));
      }),
    );
  }

  /** Words that somebody was told are saved. */
  get saved(): number {
    return [...this.#saved.values()].reduce((sum, words) => sum + words.size, 0);
  }

  async begin(): Promise<void> {
    this.#home = await this.#subject.start();
    await this.#everybodyIn();
  }

  /**
   * Everybody types until `strike` has ended the server (it is told where the server is); then it is started again,
   * looked at by somebody new, and everybody comes back.
   */
  async round(strike: (home: string, pens: readonly Pen[]) => Promise<void>): Promise<void> {
    this.rounds += 1;
    for (const pen of this.#pens) pen.start();
    await strike(this.#home, this.#pens);
    await Promise.all(this.#pens.map((pen) => pen.leave()));
    for (const pen of this.#pens) if (this.#rng.next() < FORGETFUL) pen.forget();
    this.#home = await this.#subject.start();
    for (const document of this.#cast.documents) await this.#look(document);
    await this.#everybodyIn();
  }

  /** Everybody has the same in the end; the server is killed a last time. */
  async end(): Promise<void> {
    for (const pen of this.#pens) pen.stop();
    await Promise.all(this.#pens.map((pen) => pen.leave()));
    await this.#everybodyIn();
    for (const document of this.#cast.documents) {
      const scripts = this.#pens.filter((pen) => pen.document === document).map(({ doc }) => scriptOf(doc));
      if (new Set(scripts).size !== 1) this.faults.push(`windows of ${document} differ`);
      await this.#look(document);
    }
    await Promise.all(this.#pens.map((pen) => pen.leave()));
    await this.#subject.kill();
  }

  /** What the database itself says, once nobody serves it. */
  async inspect({ db }: Database): Promise<void> {
    const store = createDocumentStore(db);
    for (const document of this.#cast.documents) {
      const { loaded, doc } = must(await loadDocument(store, document));
      this.#compare(document, scriptOf(doc), 'the database');
      const rows = await store.log(document, loaded.epoch, 0, 10_000_000);
      const first = rows[0]?.seq ?? loaded.seq + 1;
      const holes = rows.filter(({ seq }, i) => seq !== first + i).length;
      if (holes > 0 || (rows.at(-1)?.seq ?? 0) !== loaded.seq) this.faults.push(`${document}: the log has holes`);
    }
  }

  async #everybodyIn(): Promise<void> {
    await Promise.all(this.#pens.map((pen) => pen.connect(this.#home)));
  }

  /** Somebody who has never been here reads the document, before any window brings back what it holds. */
  async #look(document: DocumentName): Promise<void> {
    const caller = { origin: this.#home, cookie: pick(this.#rng, this.#cast.cookies) };
    const reader = await SyncLine.open(documentUrl(this.#home, document), caller);
    if (reader.closed) this.faults.push(`${document} does not open: ${JSON.stringify(await reader.ended)}`);
    else this.#compare(document, scriptOf(reader.doc), `round ${String(this.rounds)}`);
    reader.close();
    await reader.ended;
  }

  #compare(document: DocumentName, script: string, when: string): void {
    const times = new Map<string, number>();
    for (const [word] of script.matchAll(/w\d+d\d+\.\d+;/g)) times.set(word, (times.get(word) ?? 0) + 1);
    const lost = [...must(this.#saved.get(document))].filter((word) => !times.has(word));
    const doubled = [...times].filter(([, count]) => count > 1).map(([word]) => word);
    if (lost.length > 0)
      this.faults.push(`${when}: ${String(lost.length)} saved words lost: ${lost.slice(0, 5).join(' ')}`);
    if (doubled.length > 0) this.faults.push(`${when}: words twice: ${doubled.slice(0, 5).join(' ')}`);
  }
}

function scriptOf(doc: Pen['doc']): string {
  return readScript(doc)
    .map(({ text }) => text)
    .join('\n');
}

export function randomMoment(rng: Rng): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50 + randomInt(rng, 850)));
}
