import { plainPng, pngChunk } from '#tests/builders/png-file.ts';
import type { GenerationProvider, MadePicture, PictureRequest, PictureStatus } from '#server/generation/index.ts';

type Outcome = 'draw' | 'fail' | 'refuse' | 'hang';

export interface TestArtist extends GenerationProvider {
  readonly asked: PictureRequest[];
  /** Keys of the requests that were called off. */
  readonly cancelled: string[];
  /** What becomes of the next requests; `draw` once the list is empty. */
  readonly next: Outcome[];
}

/** A provider whose pictures are plain and say what was asked. It remembers requests as a remote one would. */
export function testArtist(): TestArtist {
  const requests = new Map<string, { request: PictureRequest; outcome: Outcome }>();
  const [asked, cancelled, next]: [PictureRequest[], string[], Outcome[]] = [[], [], []];
  const keyOf = (handle: unknown) => (handle as { key: string }).key;
  return {
    ...{ id: 'previz', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia', asked, cancelled, next },
    submit: (request, { key, onProgress }) => {
      asked.push(request);
      requests.set(key, { request, outcome: next.shift() ?? 'draw' });
      onProgress(0.5);
      return Promise.resolve({ key });
    },
    poll: (handle): Promise<PictureStatus> => {
      const found = requests.get(keyOf(handle));
      if (!found) return Promise.resolve({ state: 'unknown' });
      if (found.outcome === 'hang') return new Promise(() => undefined);
      if (found.outcome === 'draw') return Promise.resolve({ state: 'done', picture: pictureOf(found.request) });
      const retryable = found.outcome === 'fail';
      return Promise.resolve({ state: 'failed', message: 'The pencil broke. Try again.', kind: 'provider', retryable });
    },
    cancel: (handle) => {
      cancelled.push(keyOf(handle));
      requests.delete(keyOf(handle));
      return Promise.resolve();
    },
  };
}

function pictureOf(request: PictureRequest): MadePicture {
  const promptSent = JSON.stringify(request);
  return {
    ...{ bytes: pictureSaying(promptSent), mime: 'image/png', width: 960, height: 540 },
    ...{
      model: { id: 'pencil', version: '2' },
      promptSent,
      referencesSent: request.references.length,
      parameters: { b: 1, a: [0.1] },
      seed: request.seed,
    },
    ...{ requestId: 'r1', cost: 0.04 },
  };
}

/** No two requests have the same picture. */
function pictureSaying(words: string): Uint8Array {
  return plainPng({ width: 96, height: 54 }, [pngChunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1'))]);
}
