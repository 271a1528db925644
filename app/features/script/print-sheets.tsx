import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { pagesStore } from '#app/collab/pages-store.ts';
import { later } from '#app/components/index.ts';
import { readTitlePage, type ProjectDoc } from '#shared/collab/index.ts';

const PrintedSheets = later(async () => (await import('./printed-sheets.tsx')).PrintedSheets);

/**
 * What the browser prints in place of the window: the pages line by line as pagination laid them out, as the PDF has
 * them. Made when printing begins, by whatever way, and of what stands in this window, saved or not.
 */
export function PrintSheets({ doc }: { readonly doc: ProjectDoc }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  const pagination = printing ? pagesStore(doc).get() : null;
  return (
    pagination && createPortal(<PrintedSheets pagination={pagination} titlePage={readTitlePage(doc)} />, document.body)
  );
}
