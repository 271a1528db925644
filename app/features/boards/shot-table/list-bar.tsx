import { Columns3 } from 'lucide-react';
import { Button, Menu, type MenuItem } from '#app/components/index.ts';
import { USUAL_COLUMNS, type BoardsView } from '../boards-view.ts';
import { ViewBar } from '../view-bar.tsx';
import { TABLE_COLUMNS } from './columns.ts';

const ORDERS = [
  { value: 'script', label: 'Script order' },
  { value: 'shooting', label: 'Shooting order' },
] as const;

interface ListBarProps {
  readonly view: BoardsView;
  readonly onView: (changes: Partial<BoardsView>) => void;
  readonly count: number;
}

/** Above the shot list: its order, and its columns. */
export function ListBar({ view, onView, count }: ListBarProps) {
  return (
    <ViewBar
      label="Order of the shot list"
      value={view.order}
      options={ORDERS}
      onChange={(order) => onView({ order })}
      said={count === 1 ? '1 setup' : `${count.toLocaleString('en')} setups`}
      edge="bottom"
    >
      <Menu
        label="Columns of the shot list"
        align="end"
        trigger={
          <Button variant="quiet" icon={Columns3}>
            Columns
          </Button>
        }
        items={columnItems(view.columns, (columns) => onView({ columns }))}
      />
    </ViewBar>
  );
}

function columnItems(shown: readonly string[], choose: (columns: readonly string[]) => void): MenuItem[] {
  return [
    { kind: 'action', label: 'The usual columns', onSelect: () => choose(USUAL_COLUMNS) },
    { kind: 'action', label: 'All columns', onSelect: () => choose(TABLE_COLUMNS.map(({ name }) => name)) },
    { kind: 'separator' },
    ...TABLE_COLUMNS.filter(({ name }) => name !== 'setup').map(({ name, label }): MenuItem => ({
      ...{ kind: 'toggle', label, checked: shown.includes(name) },
      onSelect: () => choose(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]),
    })),
  ];
}
