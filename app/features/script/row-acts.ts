import {
  ArrowDown,
  ArrowUp,
  Copy,
  CircleSlash2,
  LayoutGrid,
  Palette,
  RotateCcw,
  TextCursorInput,
  TextSelect,
  type LucideIcon,
} from 'lucide-react';
import type { MenuItem } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { nameOf } from './move-row.ts';

/** What can be done with a row that changes nothing; what a place has no room for is left out. */
export interface RowPlaces {
  readonly selectRow?: ((row: ElementId) => void) | undefined;
  readonly copyRow?: ((row: ElementId) => void) | undefined;
  readonly openBoards?: ((scene: ElementId) => void) | undefined;
}

/** What may be done by who writes the script. */
export interface RowWrites {
  readonly nudge: (row: OutlineRow, direction: 'up' | 'down') => void;
  readonly setOmitted: (row: OutlineRow, omitted: boolean) => void;
  readonly setColour: (row: OutlineRow, colour: string | null) => void;
  readonly askColour: (row: OutlineRow) => void;
  readonly askSynopsis: (row: OutlineRow) => void;
}

export interface RowAct {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** What can be done with a row, in groups: the same in its menu, in the menu of the list and in the palette. */
export function rowActs(row: OutlineRow, writes: RowWrites | null, places: RowPlaces): readonly (readonly RowAct[])[] {
  return [writes ? ownActs(row, writes) : [], writes ? moves(row, writes) : [], ways(row, places)].filter(
    (group) => group.length > 0,
  );
}

function ownActs(row: OutlineRow, { setOmitted, askColour, askSynopsis }: RowWrites): RowAct[] {
  const name = nameOf(row);
  const synopsis = { id: 'scenes.synopsis', label: `Synopsis of ${name}`, icon: TextCursorInput, shortcut: 'F2' };
  const acts: RowAct[] = row.isOmitted ? [] : [{ ...synopsis, run: () => askSynopsis(row) }];
  if (row.kind === 'section') return acts;
  acts.push({ id: 'scenes.colour', label: `Colour of ${name}`, icon: Palette, run: () => askColour(row) });
  acts.push(
    row.isOmitted
      ? { id: 'scenes.restore', label: `Restore ${name}`, icon: RotateCcw, run: () => setOmitted(row, false) }
      : { id: 'scenes.omit', label: `Omit ${name}`, icon: CircleSlash2, run: () => setOmitted(row, true) },
  );
  return acts;
}

function moves(row: OutlineRow, { nudge }: RowWrites): RowAct[] {
  const name = nameOf(row);
  return [
    {
      ...{ id: 'scenes.move-up', label: `Move ${name} up`, icon: ArrowUp, shortcut: 'Alt+ArrowUp' },
      run: () => nudge(row, 'up'),
    },
    {
      ...{ id: 'scenes.move-down', label: `Move ${name} down`, icon: ArrowDown, shortcut: 'Alt+ArrowDown' },
      run: () => nudge(row, 'down'),
    },
  ];
}

function ways(row: OutlineRow, { selectRow, copyRow, openBoards }: RowPlaces): RowAct[] {
  const name = nameOf(row);
  const act = (id: string, label: string, icon: LucideIcon, run: ((row: ElementId) => void) | undefined): RowAct[] =>
    run ? [{ id, label, icon, run: () => run(row.id) }] : [];
  return [
    ...(row.isOmitted
      ? []
      : [
          ...act('scenes.select', `Select ${name}`, TextSelect, selectRow),
          ...act('scenes.copy', `Copy ${name}`, Copy, copyRow),
        ]),
    ...(row.kind === 'scene' ? act('scenes.boards', `Boards of ${name}`, LayoutGrid, openBoards) : []),
  ];
}

/** Groups of acts as a menu shows them. */
export function itemsOf(groups: readonly (readonly RowAct[])[]): MenuItem[] {
  return groups.flatMap((group, index) => [
    ...(index > 0 ? [{ kind: 'separator' } as const] : []),
    ...group.map(({ label, icon, shortcut, run }): MenuItem => ({
      ...{ kind: 'action', label, icon, onSelect: run },
      ...(shortcut !== undefined && { shortcut }),
    })),
  ]);
}
