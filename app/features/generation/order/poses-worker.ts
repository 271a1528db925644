import { isAnybodySeen, mapWidth } from '#shared/previz/index.ts';
import type { PictureBrief } from '#shared/storyboard/index.ts';
import { specOfBrief } from '#app/lib/spec-of-brief.ts';

/** Answers whether anybody is to be seen, as the server finds it; null when that can't be told. The set is built in the thread alone. */
self.addEventListener('message', ({ data: brief }: MessageEvent<PictureBrief>) => {
  let seen: boolean | null = null;
  try {
    seen = isAnybodySeen({ ...specOfBrief(brief), width: mapWidth(brief.aspectRatio) });
  } catch {
    // Said by the answer: nobody hears what a worker throws.
  }
  self.postMessage(seen);
});
