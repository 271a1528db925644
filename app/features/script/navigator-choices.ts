import { Hash, Lock, LockOpen } from 'lucide-react';
import type { Command, MenuItem } from '#app/components/index.ts';
import type { NumberSchool } from '#shared/screenplay/index.ts';
import type { Locked } from './lock-numbers.ts';
import { itemsOf, type RowAct } from './row-acts.ts';

interface Options {
  /** What can be done with the scene in view, in groups. */
  readonly acts: readonly (readonly RowAct[])[];
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

/** What can be done with the list of scenes: the same in its menu and in the palette. */
export function navigatorChoices({ acts, synopses, toggleSynopses, numbers }: Options): {
  readonly items: readonly MenuItem[];
  readonly commands: readonly Command[];
} {
  const locking = numbers ? locks(numbers) : [];
  const shown = 'Synopses in the list of scenes';
  return {
    items: [
      { kind: 'toggle', label: 'Synopses', checked: synopses, onSelect: toggleSynopses },
      ...group(itemsOf(acts)),
      ...group(itemsOf([locking])),
      ...(numbers && numbers.locked !== 'none' ? schools(numbers) : []),
    ],
    commands: [
      { id: 'scenes.synopses', label: shown, group: 'Scenes', run: toggleSynopses },
      // The keys act on the row that has the keyboard, which hears them itself.
      ...[...acts.flat(), ...locking].map((act): Command => ({ ...act, group: 'Scenes', heardElsewhere: true })),
    ],
  };
}

function group(items: readonly MenuItem[]): readonly MenuItem[] {
  return items.length > 0 ? [{ kind: 'separator' }, ...items] : [];
}

type Numbers = NonNullable<Options['numbers']>;

function locks({ locked, lock, unlock }: Numbers): RowAct[] {
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
