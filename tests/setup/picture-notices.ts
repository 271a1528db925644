import type { Notices } from '#server/realtime/index.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';

export interface PictureNotices extends Notices {
  readonly heard: PictureProgress[];
  /** Resolves with the first notice, heard already or to come, that fits. */
  until(fits: (notice: PictureProgress) => boolean): Promise<PictureProgress>;
}

/** Notices of pictures as a window hears them, to be waited for. */
export function pictureNotices(): PictureNotices {
  const heard: PictureProgress[] = [];
  const waiting = new Set<(notice: PictureProgress) => void>();
  return {
    heard,
    notify: (_project, event, payload) => {
      if (event !== 'picture.progress') return;
      const notice = payload as object as PictureProgress;
      heard.push(notice);
      for (const listener of waiting) listener(notice);
    },
    until: (fits) => {
      const known = heard.find(fits);
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const listener = (notice: PictureProgress) => {
          if (!fits(notice)) return;
          waiting.delete(listener);
          resolve(notice);
        };
        waiting.add(listener);
      });
    },
  };
}
