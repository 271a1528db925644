import { ArrowDown, ArrowUp, type LucideIcon } from 'lucide-react';
import type { Command, MenuItem } from '#app/components/index.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { nameOf } from './move-row.ts';

interface Options {
  /** The scene in view; undefined where there is none, and for who may not write. */
  readonly active: OutlineRow | undefined;
  readonly nudge: (row: OutlineRow, direction: 'up' | 'down') => void;
  readonly synopses: boolean;
  readonly toggleSynopses: () => void;
}

interface Act {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** What can be done with the list of scenes: the same in its menu and in the palette. */
export function navigatorChoices({ active, nudge, synopses, toggleSynopses }: Options): {
  readonly items: readonly MenuItem[];
  readonly commands: readonly Command[];
} {
  const acts: Act[] = active ? moves(active, nudge) : [];
  const shown = 'Synopses in the list of scenes';
  return {
    items: [
      { kind: 'toggle', label: 'Synopses', checked: synopses, onSelect: toggleSynopses },
      ...(acts.length > 0 ? [{ kind: 'separator' } as const] : []),
      ...acts.map(({ label, icon, shortcut, run }): MenuItem => {
        return { kind: 'action', label, icon, ...(shortcut !== undefined && { shortcut }), onSelect: run };
      }),
    ],
    commands: [
      { id: 'scenes.synopses', label: shown, group: 'Scenes', run: toggleSynopses },
      // The keys act on the row that has the keyboard, which hears them itself.
      ...acts.map((act): Command => ({ ...act, group: 'Scenes', heardElsewhere: true })),
    ],
  };
}

function moves(active: OutlineRow, nudge: Options['nudge']): Act[] {
  const name = nameOf(active);
  return [
    {
      ...{ id: 'scenes.move-up', label: `Move ${name} up`, icon: ArrowUp, shortcut: 'Alt+ArrowUp' },
      run: () => nudge(active, 'up'),
    },
    {
      ...{ id: 'scenes.move-down', label: `Move ${name} down`, icon: ArrowDown, shortcut: 'Alt+ArrowDown' },
      run: () => nudge(active, 'down'),
    },
  ];
}
