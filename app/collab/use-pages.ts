import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Pagination } from '#shared/pagination/index.ts';
import { pagesStore } from './pages-store.ts';
import { useReadable } from './use-readable.ts';

/** The script in pages; null until it was laid out for the first time. Renders after every change of the script. */
export function usePages(doc: ProjectDoc): Pagination | null {
  return useReadable(pagesStore(doc));
}
