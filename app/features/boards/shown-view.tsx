import { forwardRef, type ReactNode } from 'react';
import { Skeleton, later } from '#app/components/index.ts';
import type { BoardsView } from './boards-view.ts';
import { Grid, type GridProps } from './grid.tsx';
import type { FilmStripProps } from './film-strip/types.ts';
import type { ShotTableProps } from './shot-table/types.ts';
import type { ShownBoards } from './types.ts';

const WAITING = <Skeleton width="100%" height="100%" />;
const ShotTable = later<ShotTableProps>(async () => (await import('./shot-table/shot-table.tsx')).ShotTable, WAITING);

const FilmStrip = later<FilmStripProps>(async () => (await import('./film-strip/film-strip.tsx')).FilmStrip, WAITING);

interface ShownViewProps {
  readonly view: BoardsView;
  /** In the place of every view, where there is nothing to be shown in them. */
  readonly none: ReactNode;
  readonly grid: GridProps;
  readonly list: ShotTableProps;
  readonly strip: FilmStripProps;
}

/** The boards as this person looks at them. All but the grid come with their first use. */
export const ShownView = forwardRef<ShownBoards, ShownViewProps>(function ShownView(props, ref) {
  const { view, none, grid, list, strip } = props;
  if (none) return <>{none}</>;
  if (view.view === 'list') return <ShotTable {...list} {...{ ref }} />;
  return view.view === 'strip' ? <FilmStrip {...strip} {...{ ref }} /> : <Grid {...grid} />;
});
