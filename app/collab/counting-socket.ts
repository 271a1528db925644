import { MESSAGE, SYNC } from '#shared/protocol/index.ts';

export type OnWriteFrame = (step: 'step2' | 'update') => void;

/** A WebSocket class that reports each write frame it is given, so that acks can be matched with what left. */
export function countingSocket(Base: typeof WebSocket, onWriteFrame: OnWriteFrame): typeof WebSocket {
  return class extends Base {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      super.send(data);
      // Message types and steps are below 128: one byte each in their encoding.
      if (!(data instanceof Uint8Array) || data[0] !== MESSAGE.sync) return;
      if (data[1] === SYNC.step2) onWriteFrame('step2');
      else if (data[1] === SYNC.update) onWriteFrame('update');
    }
  };
}
