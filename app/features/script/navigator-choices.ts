import { ArrowDown, ArrowUp, Hash, Lock, LockOpen, type LucideIcon } from 'lucide-react';
import type { Command, MenuItem } from '#app/components/index.ts';
import type { NumberSchool, OutlineRow } from '#shared/screenplay/index.ts';
import type { Locked } from './lock-numbers.ts';
import { nameOf } from './move-row.ts';

interface Options {
  /** The scene in view; undefined where there is none, and for who may not write. */
  readonly active: OutlineRow | undefined;
  readonly nudge: (row: OutlineRow, direction: 'up' | 'down') => void;
  readonly synopses: boolean;
  readonly toggleSynopses: () => void;
  /** The scenes' numbers; null for who may not write. */
  readonly numbers: {
    readonly locked: Locked;
    readonly school: NumberSchool;
    readonly lock: () => void;
    readonly unlock: () => void;
    readonly choose: (school: NumberSchool) => void;
  } | null;
}

interface Act {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** What can be done with the list of scenes: the same in its menu and in the palette. */
export function navigatorChoices({ active, nudge, synopses, toggleSynopses, numbers }: Options): {
  readonly items: readonly MenuItem[];
  readonly commands: readonly Command[];
} {
  const moving = active ? moves(active, nudge) : [];
  const locking = numbers ? locks(numbers) : [];
  const shown = 'Synopses in the list of scenes';
  return {
    items: [
      { kind: 'toggle', label: 'Synopses', checked: synopses, onSelect: toggleSynopses },
      ...group(moving.map(itemOf)),
      ...group(locking.map(itemOf)),
      ...(numbers && numbers.locked !== 'none' ? schools(numbers) : []),
    ],
    commands: [
      { id: 'scenes.synopses', label: shown, group: 'Scenes', run: toggleSynopses },
      // The keys act on the row that has the keyboard, which hears them itself.
      ...[...moving, ...locking].map((act): Command => ({ ...act, group: 'Scenes', heardElsewhere: true })),
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

function itemOf({ label, icon, shortcut, run }: Act): MenuItem {
  return { kind: 'action', label, icon, ...(shortcut !== undefined && { shortcut }), onSelect: run };
}

function group(items: readonly MenuItem[]): readonly MenuItem[] {
  return items.length > 0 ? [{ kind: 'separator' }, ...items] : [];
}

type Numbers = NonNullable<Options['numbers']>;

function locks({ locked, lock, unlock }: Numbers): Act[] {
  return [
    ...(locked === 'none' ? [{ id: 'scenes.lock', label: 'Lock scene numbers', icon: Lock, run: lock }] : []),
    ...(locked === 'some' ? [{ id: 'scenes.lock', label: 'Lock numbers of new scenes', icon: Hash, run: lock }] : []),
    ...(locked === 'none' ? [] : [{ id: 'scenes.unlock', label: 'Unlock scene numbers', icon: LockOpen, run: unlock }]),
  ];
}

function schools({ school, choose }: Numbers): readonly MenuItem[] {
  const choice = (value: NumberSchool, label: string): MenuItem => ({
    ...{ kind: 'choice', label, checked: school === value, onSelect: () => choose(value) },
  });
  return [
    { kind: 'separator' },
    { kind: 'heading', label: 'A scene between 12 and 13' },
    choice('suffix', '12A'),
    choice('prefix', 'A13'),
  ];
}
