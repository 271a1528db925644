import { Camera, Lamp, Package, User } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import {
  PROP_KINDS,
  PROP_LIBRARY,
  SET_KINDS,
  type Blocking,
  type PropKind,
  type SetKind,
} from '#shared/previz/index.ts';
import { Icon } from '#app/components/index.ts';
import { BringIn } from './bring-in.tsx';
import { ChoiceControl } from './controls.tsx';
import { keyOf, sameItem, type Item } from './stage.ts';
import { SET_NAMES, nameOf } from './words.ts';
import styles from './controls.module.css';

interface ItemListProps {
  readonly blocking: Blocking;
  readonly selected: Item | null;
  readonly editable: boolean;
  readonly onSelect: (item: Item) => void;
  readonly onAdd: (kind: PropKind) => void;
  readonly cast: readonly string[];
  readonly onBring: (name: string) => void;
  /** Null: as the scene's heading has it. */
  readonly set: SetKind | null;
  readonly onSet: (set: SetKind | null) => void;
}

const ICONS: Readonly<Record<Item['kind'], LucideIcon>> = {
  figure: User,
  prop: Package,
  camera: Camera,
  end: Camera,
  light: Lamp,
};

/** Everybody and everything that can be taken hold of, and the library of things. */
export function ItemList({ blocking, selected, editable, onSelect, onAdd, set, onSet, ...people }: ItemListProps) {
  const items: readonly Item[] = [
    ...blocking.figures.map(({ name }) => ({ kind: 'figure', name }) as const),
    { kind: 'camera' },
    ...(blocking.end ? [{ kind: 'end' } as const] : []),
    { kind: 'light' },
    ...blocking.props.map(({ id }) => ({ kind: 'prop', id }) as const),
  ];
  return (
    <div className={styles['list']} role="group" aria-label="In the scene">
      {items.map((item) => (
        <button
          key={keyOf(item)}
          type="button"
          className={styles['item']}
          aria-pressed={sameItem(item, selected)}
          onClick={() => onSelect(item)}
        >
          <Icon of={ICONS[item.kind]} /> {nameOf(item, blocking)}
        </button>
      ))}
      {editable && <BringIn blocking={blocking} {...people} />}
      {editable && (
        <ChoiceControl
          {...{ label: 'Put in', disabled: false, value: '' }}
          options={[['', 'A thing …'], ...PROP_KINDS.map((kind) => [kind, PROP_LIBRARY[kind].label] as const)]}
          onChange={(kind) => kind !== '' && onAdd(kind as PropKind)}
        />
      )}
      <ChoiceControl
        {...{ label: 'Set', disabled: !editable, value: set ?? '' }}
        options={[['', 'By heading'], ...SET_KINDS.map((kind) => [kind, SET_NAMES[kind]] as const)]}
        onChange={(kind) => onSet(kind === '' ? null : (kind as SetKind))}
      />
    </div>
  );
}
