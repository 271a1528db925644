import { useEffect, useState } from 'react';
import { pagesStore } from '#app/collab/pages-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Pagination } from '#shared/pagination/index.ts';
import { scriptStatistics, type ScriptStatistics } from '#shared/reports/index.ts';

const AGAIN_MS = 400;

interface Counted {
  readonly of: Pagination;
  readonly statistics: ScriptStatistics;
}

/**
 * The figures of the script as it is, counted while the caller is mounted. Somebody who types without a pause has them
 * counted again at most every 400 ms. Null until the script was laid out for the first time.
 */
export function useStatistics(doc: ProjectDoc): ScriptStatistics | null {
  const [counted, setCounted] = useState(() => countAgain(doc, null));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      timer = undefined;
      setCounted((before) => countAgain(doc, before));
    };
    const leave = pagesStore(doc).subscribe(() => (timer ??= setTimeout(count, AGAIN_MS)));
    count();
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [doc]);
  return counted && counted.statistics;
}

function countAgain(doc: ProjectDoc, before: Counted | null): Counted | null {
  const pages = pagesStore(doc).get();
  return pages && pages !== before?.of ? { of: pages, statistics: scriptStatistics(pages) } : before;
}
