import { renderFrame, type Frame } from '#shared/previz/index.ts';
import type { PictureBrief } from '#shared/storyboard/index.ts';
import { specOfBrief } from '#app/lib/spec-of-brief.ts';

export interface BriefQuestion {
  readonly brief: PictureBrief;
  /** Pixels. */
  readonly width: number;
}

/** Answers the frame; null when it could not be drawn. The renderer comes into the thread alone: the window goes without it. */
self.addEventListener('message', ({ data: { brief, width } }: MessageEvent<BriefQuestion>) => {
  let frame: Frame | null = null;
  try {
    frame = renderFrame({ ...specOfBrief(brief), width });
  } catch {
    // Said by the answer: nobody hears what a worker throws.
  }
  self.postMessage(frame);
});
