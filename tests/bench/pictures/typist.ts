import { setTimeout as pause } from 'node:timers/promises';
import type * as Y from 'yjs';
import { createElementNode, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { SyncLine } from '#tests/e2e/support/sync-line.ts';

/** Between two letters, as a quick typist. */
const EVERY_MS = 60;

export interface Keystrokes {
  /** Until the one who types was told that it is saved, in milliseconds. */
  readonly saved: readonly number[];
  /** Until somebody else saw it. */
  readonly seen: readonly number[];
}

/** Somebody who types in one line, and somebody else who reads along. */
export class Typist {
  readonly #writer: SyncLine;
  readonly #reader: SyncLine;
  readonly #line: Y.XmlText;
  #onSeen: () => void = () => undefined;

  private constructor(writer: SyncLine, reader: SyncLine, line: Y.XmlText) {
    this.#writer = writer;
    this.#reader = reader;
    this.#line = line;
    // Pictures change panels, never a line of the script.
    scriptRoot(reader.doc).observeDeep(() => this.#onSeen());
  }

  static async sit(address: string, caller: { readonly origin: string; readonly cookie: string }): Promise<Typist> {
    const [writer, reader] = [await SyncLine.open(address, caller), await SyncLine.open(address, caller)];
    const element = createElementNode({ id: 'typedline0000000' as ElementId, type: 'action', text: 'On' });
    await writer.edit((doc) => scriptRoot(doc).push([element]));
    return new Typist(writer, reader, must(element.get(0) as Y.XmlText | undefined));
  }

  async typeFor(ms: number): Promise<Keystrokes> {
    const [saved, seen]: [number[], number[]] = [[], []];
    const end = performance.now() + ms;
    while (performance.now() < end) {
      const begun = performance.now();
      const visible = new Promise<void>((resolve) => (this.#onSeen = resolve)).then(() => {
        seen.push(performance.now() - begun);
      });
      const durable = this.#writer
        .edit(() => this.#line.insert(this.#line.length, 'a'))
        .then((isDurable) => {
          if (!isDurable) throw new Error('The server ended the line.');
          saved.push(performance.now() - begun);
        });
      await Promise.all([visible, durable]);
      await pause(Math.max(0, EVERY_MS - (performance.now() - begun)));
    }
    return { saved, seen };
  }

  leave(): void {
    this.#writer.close();
    this.#reader.close();
  }
}
