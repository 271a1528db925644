import type * as Y from 'yjs';
import * as encoding from 'lib0/encoding';
import { createElementNode, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { newDocument } from '../content.ts';
import { clientFrame } from './raw-socket.ts';
import type { Dialect } from './dialect.ts';
import { word } from './words.ts';

/** A window's edits and cursors as frames. All are made before they are sent: Yjs costs the sender nothing then. */
export class Typist {
  /** Makes the paragraph that the words go to. Sent once, before them. */
  readonly opening: Buffer;
  readonly clientId: number;
  readonly #dialect: Dialect;
  readonly #writer: number;
  readonly #text: Y.XmlText;
  readonly #frames: Buffer[] = [];
  #update: Uint8Array = new Uint8Array(0);
  #cursors = 0;

  constructor(dialect: Dialect, writer: number, clientId: number) {
    this.#dialect = dialect;
    this.#writer = writer;
    this.clientId = clientId;
    const doc = newDocument(clientId);
    doc.on('update', (update: Uint8Array) => (this.#update = update));
    const id = clientId.toString(36).padEnd(16, '0') as ElementId;
    doc.transact(() => scriptRoot(doc).push([createElementNode({ id, type: 'action', text: ' ' })]));
    this.#text = (scriptRoot(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    this.opening = clientFrame(this.#dialect.update(this.#update));
  }

  /** Makes the words up to this number. */
  prepare(count: number): void {
    while (this.#frames.length < count) {
      this.#text.insert(this.#text.length, word(this.#writer, this.#frames.length));
      this.#frames.push(clientFrame(this.#dialect.update(this.#update)));
    }
  }

  word(number: number): Buffer {
    this.prepare(number + 1);
    return must(this.#frames[number]);
  }

  /** The next state of this window's presence, as Tiptap's caret has it; the caret's place is the number of the state. */
  cursor(): Buffer {
    const item = { client: this.clientId, clock: this.#cursors };
    const place = { type: null, tname: null, item, assoc: 0 };
    const user = { id: 'person', name: 'A writer of this film', colour: '#0072b2', color: '#0072b2' };
    const mark = word(this.#writer, this.#cursors++);
    const state = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, this.clientId);
      encoding.writeVarUint(encoder, this.#cursors);
      encoding.writeVarString(encoder, JSON.stringify({ user, mark, cursor: { anchor: place, head: place } }));
    });
    return clientFrame(this.#dialect.awareness(state));
  }
}
