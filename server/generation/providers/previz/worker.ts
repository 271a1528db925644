/** One thread of the render pool: takes requests, posts progress, then the picture or the error. */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { must } from '#shared/lib/assert.ts';
import { renderFrame, renderMap, type MapPicture } from '#shared/previz/index.ts';
import type { WorkerMessage, WorkerRequest } from './messages.ts';

const port = must(parentPort, 'the previz worker was started outside a worker thread');
// One thread draws one frame: libvips starting threads of its own would only take the cores from the other workers.
sharp.concurrency(1);

port.on('message', ({ id, spec, map }: WorkerRequest) => {
  const post = (message: WorkerMessage) => port.postMessage(message);
  const onProgress = (done: number) => post({ id, type: 'progress', done: done * 0.95 });
  const draw = (): MapPicture | null => {
    if (map !== null) return renderMap(spec, map);
    const { gray, ...size } = renderFrame(spec, onProgress);
    return { ...size, channels: 1, pixels: gray };
  };
  pngOf(draw).then(
    (png) => post({ id, type: 'done', png }),
    (error: unknown) => post({ id, type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

/** 8 bits a channel. No metadata is kept, so that the same picture gives the same file. */
async function pngOf(draw: () => MapPicture | null): Promise<Uint8Array | null> {
  const picture = draw();
  if (!picture) return null;
  const { width, height, channels, pixels } = picture;
  const png = await sharp(pixels, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    // A filter for each row takes a fifth off the file, and less time than packing harder.
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
  return new Uint8Array(png);
}
