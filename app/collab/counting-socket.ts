import { MESSAGE, SYNC } from '#shared/protocol/index.ts';

export type OnWriteFrame = (step: 'step2' | 'update') => void;

/**
 * A WebSocket class that reports each write frame that leaves, so that acks can be matched with them. It says nothing
 * before the server's first word: a window that the server turns away has sent it nothing (SPEC H8).
 */
export function countingSocket(Base: typeof WebSocket, onWriteFrame: OnWriteFrame): typeof WebSocket {
  return class extends Base {
    #held: (string | ArrayBufferLike | Blob | ArrayBufferView)[] | null = [];

    constructor(...how: ConstructorParameters<typeof WebSocket>) {
      super(...how);
      // Registered before anybody else's, so that what was held leaves before the answer to this word.
      this.addEventListener('message', () => this.#release(), { once: true });
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (this.#held) {
        this.#held.push(data);
        return;
      }
      super.send(data);
      // Message types and steps are below 128: one byte each in their encoding.
      if (!(data instanceof Uint8Array) || data[0] !== MESSAGE.sync) return;
      if (data[1] === SYNC.step2) onWriteFrame('step2');
      else if (data[1] === SYNC.update) onWriteFrame('update');
    }

    #release(): void {
      const held = this.#held ?? [];
      this.#held = null;
      for (const data of held) this.send(data);
    }
  };
}
