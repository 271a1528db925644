import { GalleryHorizontal, LayoutGrid, Table2, type LucideIcon } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { IconButton, useCommands } from '#app/components/index.ts';
import type { BoardsView, ViewName } from './boards-view.ts';
import styles from './boards-pane.module.css';

const LOOKS: readonly { readonly name: ViewName; readonly label: string; readonly icon: LucideIcon }[] = [
  { name: 'grid', label: 'Grid', icon: LayoutGrid },
  { name: 'strip', label: 'Film strip', icon: GalleryHorizontal },
  { name: 'list', label: 'Shot list', icon: Table2 },
];

interface ViewSwitchProps {
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
}

/** The ways to see the boards, beside each other. */
export function ViewSwitch({ view, onView }: ViewSwitchProps) {
  return (
    <div role="group" aria-label="View of the boards" className={styles['views']}>
      {LOOKS.map(({ name, label, icon }) => (
        <IconButton key={name} icon={icon} label={label} pressed={view === name} onClick={() => onView(name)} />
      ))}
    </div>
  );
}

/** In the palette: the views that are not shown. Answers how another one is. */
export function useViewCommands(view: ViewName, change: (changes: Partial<BoardsView>) => void) {
  const show = useCallback((name: ViewName) => change({ view: name }), [change]);
  useCommands(
    useMemo(
      () =>
        LOOKS.filter(({ name }) => name !== view).map(({ name, label, icon }) => ({
          ...{ id: `boards.view-${name}`, label: `Boards as ${label.toLowerCase()}`, group: 'Boards', icon },
          keywords: 'view storyboard table setups frames',
          run: () => show(name),
        })),
      [view, show],
    ),
  );
  return show;
}
