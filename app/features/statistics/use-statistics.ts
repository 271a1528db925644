import { useEffect, useState } from 'react';
import { pagesStore } from '#app/collab/pages-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { scriptStatistics, type ScriptStatistics } from '#shared/reports/index.ts';

const AGAIN_MS = 400;

/**
 * The figures of the script as it is, counted while the caller is mounted. Somebody who types without a pause has them
 * counted again at most every 400 ms. Null until the script was laid out for the first time.
 */
export function useStatistics(doc: ProjectDoc): ScriptStatistics | null {
  const [statistics, setStatistics] = useState<ScriptStatistics | null>(null);
  useEffect(() => {
    const pages = pagesStore(doc);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      timer = undefined;
      const now = pages.get();
      if (now) setStatistics(scriptStatistics(now));
    };
    const leave = pages.subscribe(() => (timer ??= setTimeout(count, AGAIN_MS)));
    count();
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [doc]);
  return statistics;
}
