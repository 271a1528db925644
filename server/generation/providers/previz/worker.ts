/** One thread of the render pool: takes `{ id, spec }`, posts progress, then the picture or the error. */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { must } from '#shared/lib/assert.ts';
import { renderFrame, type PrevizSpec } from '#shared/previz/index.ts';
import type { WorkerMessage } from './messages.ts';

const port = must(parentPort, 'the previz worker was started outside a worker thread');
// One thread draws one frame: libvips starting threads of its own would only take the cores from the other workers.
sharp.concurrency(1);

port.on('message', ({ id, spec }: { id: number; spec: PrevizSpec }) => {
  const post = (message: WorkerMessage) => port.postMessage(message);
  draw(spec, (done) => post({ id, type: 'progress', done: done * 0.95 })).then(
    (png) => post({ id, type: 'done', png }),
    (error: unknown) => post({ id, type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

/** 8-bit grey. No metadata is kept, so that the same spec gives the same file. */
async function draw(spec: PrevizSpec, onProgress: (done: number) => void): Promise<Uint8Array> {
  const { gray, width, height } = renderFrame(spec, onProgress);
  const png = await sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    // A filter for each row takes a fifth off the file, and less time than packing harder.
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
  return new Uint8Array(png);
}
