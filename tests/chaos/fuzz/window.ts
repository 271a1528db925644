import * as Y from 'yjs';
import { createUndo, defineRoots } from '#shared/collab/index.ts';
import type { NewId } from '#shared/lib/ids.ts';
import { HeadlessEditor } from '#tests/builders/headless-editor.ts';
import { Peer, type World } from '#tests/sync/network.ts';
import { Sent, type Ledger } from './ledger.ts';
import { watchUndo } from './undo-watch.ts';

/** A person's tab: the text editor and the boards on one document, one undo stack, and what it was told is saved. */
export class Window extends Peer {
  readonly #newId: NewId;
  readonly #ledger: Ledger;
  editor!: HeadlessEditor;
  #sent!: Sent;
  /** The network lost, doubled or swapped frames of this connection, so that its acks count something else. */
  meddled = false;
  /** The same happened at some time to this document, which may wait for ever for what nobody has any more. */
  torn = false;
  /** Its person's role has changed since this document was opened here: it may hold what they may no longer write. */
  demoted = false;
  /** Under which it has written. */
  readonly ids: number[] = [];
  /** Nothing goes through, and neither side knows. */
  cutOff = false;
  /** Texts of other people that an undo here took away. */
  readonly lostToUndo: string[] = [];
  undos = 0;

  constructor(name: string, newId: NewId, ledger: Ledger) {
    super(name);
    this.#newId = newId;
    this.#ledger = ledger;
    this.open(new Y.Doc());
  }

  /** A document in this tab instead of the one before. */
  open(doc: Y.Doc): void {
    this.disconnect();
    const before = this.editor as HeadlessEditor | undefined;
    before?.destroy();
    before?.undo.destroy();
    this.useDoc(doc);
    this.ids.push(doc.clientID);
    this.torn = false;
    this.demoted = false;
    const undo = createUndo(doc, { captureTimeout: 0 });
    watchUndo(undo, (taken) => {
      this.undos += 1;
      this.lostToUndo.push(...taken);
    });
    this.#sent = new Sent(doc);
    this.editor = new HeadlessEditor(doc, undo, this.#newId);
  }

  /** Closed and opened again from what the device kept. */
  reload(): void {
    const doc = new Y.Doc();
    defineRoots(doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    const { torn, demoted } = this;
    this.open(doc);
    Object.assign(this, { torn, demoted });
  }

  override async connect(world: World, query: Record<string, string> = {}): Promise<this> {
    this.#sent.connected();
    this.meddled = false;
    this.cutOff = false;
    return super.connect(world, query);
  }

  /** The tab's network is gone. Returns what the server does once it notices. */
  vanish(): () => void {
    const { connection } = this;
    this.forget();
    return () => connection?.end();
  }

  override sendUpdate(update: Uint8Array): void {
    super.sendUpdate(update);
    this.#sent.wrote(this.sentWrites, 'update');
  }

  override sendStep2(update: Uint8Array): void {
    super.sendStep2(update);
    this.#sent.wrote(this.sentWrites, 'step2');
  }

  override deliver(direction: 'up' | 'down'): boolean {
    if (this.cutOff) return false;
    const before = this.acked;
    const delivered = super.deliver(direction);
    if (this.acked > before && !this.meddled) this.#sent.acked(this.acked, this.#ledger);
    return delivered;
  }
}
