import { useEffect, useState } from 'react';
import type { PictureBrief } from '#shared/storyboard/index.ts';

/** Whether anybody is to be seen in what the artist makes of a brief; null until that is known, and for no brief. */
export function useAnybodySeen(brief: PictureBrief | null): boolean | null {
  const [found, setFound] = useState<{ readonly of: string; readonly seen: boolean | null } | null>(null);
  // Whoever types elsewhere in the film makes another brief that says the same.
  const asked = brief && JSON.stringify(brief);
  useEffect(() => {
    if (asked === null) return undefined;
    const worker = new Worker(new URL('./poses-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data: seen }: MessageEvent<boolean | null>) => {
      setFound({ of: asked, seen });
      worker.terminate();
    });
    // Its script did not arrive: nothing is said of it.
    worker.addEventListener('error', (event) => event.preventDefault());
    worker.postMessage(JSON.parse(asked) as PictureBrief);
    return () => worker.terminate();
  }, [asked]);
  return found && found.of === asked ? found.seen : null;
}
