import * as Y from 'yjs';

interface Range {
  readonly client: number;
  readonly clock: number;
  readonly len: number;
}

/** What windows were told is saved: how far each client id got, and what was deleted. */
export class Ledger {
  readonly #clocks = new Map<number, number>();
  readonly #deletions: Range[] = [];
  /** Frames acknowledged, counted once each. */
  acked = 0;

  promise(client: number, clock: number, deletions: readonly Range[]): void {
    this.acked += 1;
    this.#clocks.set(client, Math.max(clock, this.#clocks.get(client) ?? 0));
    this.#deletions.push(...deletions);
  }

  /** What of it a document lacks, in words; empty when it keeps every promise. */
  missingFrom({ store }: Y.Doc): string[] {
    const missing: string[] = [];
    for (const [client, clock] of this.#clocks) {
      const reached = Y.getState(store, client);
      if (reached < clock) missing.push(`client ${String(client)} was told ${String(clock)}, kept ${String(reached)}`);
    }
    for (const range of this.#deletions) if (isAlive(store, range)) missing.push(`undeleted: ${JSON.stringify(range)}`);
    return missing;
  }
}

function isAlive(store: Y.Doc['store'], { client, clock, len }: Range): boolean {
  const structs = store.clients.get(client);
  if (!structs || Y.getState(store, client) < clock + len) return true;
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const struct = structs[i]!;
    if (struct.id.clock >= clock + len) return false;
    if (!struct.deleted) return true;
  }
  return false;
}

/** Follows one replica: what each of its write frames holds, so that an ack says what was promised. */
export class Sent {
  readonly #doc: Y.Doc;
  readonly #deletions: Range[] = [];
  #frames: { readonly number: number; readonly clock: number; readonly deletions: number }[] = [];
  /** The frame that carried everything from before the connection; nothing earlier is a promise of its own. */
  #whole = Infinity;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('afterTransaction', ({ local, deleteSet }: Y.Transaction) => {
      if (!local) return;
      for (const [client, ranges] of deleteSet.clients) {
        for (const { clock, len } of ranges) this.#deletions.push({ client, clock, len });
      }
    });
  }

  connected(): void {
    this.#frames = [];
    this.#whole = Infinity;
  }

  wrote(number: number, kind: 'step2' | 'update'): void {
    if (kind === 'step2') this.#whole = Math.min(this.#whole, number);
    const clock = Y.getState(this.#doc.store, this.#doc.clientID);
    this.#frames.push({ number, clock, deletions: this.#deletions.length });
  }

  acked(number: number, ledger: Ledger): void {
    if (number < this.#whole) return;
    const reached = this.#frames.findLastIndex((frame) => frame.number <= number);
    if (reached < 0) return;
    const { clock, deletions } = this.#frames[reached]!;
    const rest = this.#frames.slice(reached + 1);
    ledger.promise(this.#doc.clientID, clock, this.#deletions.splice(0, deletions));
    ledger.acked += reached;
    this.#frames = rest.map((frame) => ({ ...frame, deletions: frame.deletions - deletions }));
  }
}
