import { useCallback } from 'react';
import { parseKept, useKept } from '#app/lib/use-kept.ts';
import { SHOT_COLUMNS } from '#shared/storyboard/index.ts';

/** The ways to see the boards. */
export const VIEWS = ['grid', 'strip', 'list'] as const;
export type ViewName = (typeof VIEWS)[number];

export interface BoardsView {
  readonly view: ViewName;
  /** Of the shot list. */
  readonly order: 'script' | 'shooting';
  /** Names of the shot list's columns. */
  readonly columns: readonly string[];
  /** Of the film strip: the scene at hand, or every one. */
  readonly scope: 'scene' | 'film';
  /** Whether the strip's frames are as wide as they stand long. */
  readonly toScale: boolean;
}

export const USUAL_COLUMNS: readonly string[] = [
  'picture',
  ...SHOT_COLUMNS.filter(({ shown }) => shown).map(({ name }) => name),
];
const PLAIN: BoardsView = { view: 'grid', order: 'script', columns: USUAL_COLUMNS, scope: 'scene', toScale: false };

/** How a person looks at boards is theirs, in every project, and the same the next time. */
export function useBoardsView(key: string): [BoardsView, (changes: Partial<BoardsView>) => void] {
  const [view, keep] = useKept(key, readView, PLAIN);
  const change = useCallback((changes: Partial<BoardsView>) => keep((before) => ({ ...before, ...changes })), [keep]);
  return [view, change];
}

/** What of it makes sense. */
export function readView(json: string | null): BoardsView {
  const { view, order, columns, scope, toScale } = parseKept(json);
  return {
    view: VIEWS.find((name) => name === view) ?? PLAIN.view,
    order: order === 'shooting' ? 'shooting' : 'script',
    columns: Array.isArray(columns) ? columns.filter((name) => typeof name === 'string') : PLAIN.columns,
    scope: scope === 'film' ? 'film' : 'scene',
    toScale: toScale === true,
  };
}
