import { useCallback, useSyncExternalStore, type CSSProperties } from 'react';
import { pagesStore } from '#app/collab/pages-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { PageSettings } from '#shared/pagination/index.ts';
import { styledPieces } from '#shared/screenplay/index.ts';
import { outerWords, type AddedWord } from './page-marks.ts';

interface OuterEdgesProps {
  readonly doc: ProjectDoc;
  readonly settings: PageSettings;
}

/** What is printed at the head of the first sheet and at the foot of the last; it looks like the words of a break. */
export function OuterEdges({ doc, settings }: OuterEdgesProps) {
  const { head, foot } = outerWords(settings, usePageCount(doc));
  if (head.length + foot.length === 0) return null;
  return (
    <div className="outer-edges" aria-hidden="true">
      {head.map((word) => (
        <Word key={`head ${word.left} ${word.top}`} word={word} top={`${word.top}px`} />
      ))}
      {foot.map((word) => (
        <Word key={`foot ${word.left} ${word.top}`} word={word} top={`calc(100% + ${word.top}px)`} />
      ))}
    </div>
  );
}

/** Renders when a page comes or goes, not at every key. */
function usePageCount(doc: ProjectDoc): number {
  const pages = pagesStore(doc);
  const subscribe = useCallback((listener: () => void) => pages.subscribe(listener), [pages]);
  const count = () => pages.get()?.pages.length ?? 0;
  return useSyncExternalStore(subscribe, count, count);
}

function Word({ word, top }: { readonly word: AddedWord; readonly top: string }) {
  return (
    <span className="page-word" style={{ '--at': `${word.left}in`, top } as CSSProperties}>
      {styledPieces(word).map(({ from, text, styles }) => (
        <span key={from} className={styles.join(' ')}>
          {text}
        </span>
      ))}
    </span>
  );
}
