import { useEffect, useState } from 'react';
import { pagesStore } from '#app/collab/pages-store.ts';
import { useNumberSchool } from '#app/collab/use-settings.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Pagination } from '#shared/pagination/index.ts';
import { scriptStatistics, type ScriptStatistics } from '#shared/reports/index.ts';
import type { NumberSchool } from '#shared/screenplay/index.ts';

const AGAIN_MS = 400;

interface Counted {
  readonly of: Pagination;
  readonly school: NumberSchool;
  readonly statistics: ScriptStatistics;
}

/**
 * The figures of the script as it is, counted while the caller is mounted. Somebody who types without a pause has them
 * counted again at most every 400 ms. Null until the script was laid out for the first time.
 */
export function useStatistics(doc: ProjectDoc): ScriptStatistics | null {
  const school = useNumberSchool(doc);
  const [counted, setCounted] = useState(() => countAgain(doc, school, null));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      timer = undefined;
      setCounted((before) => countAgain(doc, school, before));
    };
    const leave = pagesStore(doc).subscribe(() => (timer ??= setTimeout(count, AGAIN_MS)));
    count();
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [doc, school]);
  return counted && counted.statistics;
}

function countAgain(doc: ProjectDoc, school: NumberSchool, before: Counted | null): Counted | null {
  const pages = pagesStore(doc).get();
  if (!pages || (pages === before?.of && school === before.school)) return before;
  return { of: pages, school, statistics: scriptStatistics(pages, school) };
}
