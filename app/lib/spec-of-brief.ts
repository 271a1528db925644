import { readBlocking, specFromScript, type PrevizSpec } from '#shared/previz/index.ts';
import type { PictureBrief } from '#shared/storyboard/index.ts';

/** The frame that the artist makes of a brief, as the server's does. */
export function specOfBrief({ setting, location, time, blocking, ...rest }: PictureBrief): PrevizSpec {
  return specFromScript({
    ...rest,
    ...(setting && { setting }),
    ...(location !== '' && { location }),
    ...(time !== '' && { time }),
    ...(blocking && { blocking: readBlocking(blocking) }),
  });
}
