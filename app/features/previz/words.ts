import { PROP_LIBRARY, type Blocking, type PoseName, type SetKind } from '#shared/previz/index.ts';
import type { Item } from './stage.ts';

export function nameOf(item: Item, { props }: Blocking): string {
  switch (item.kind) {
    case 'figure':
      return item.name;
    case 'prop': {
      const kind = props.find(({ id }) => id === item.id)?.kind;
      if (kind === undefined) return 'Thing';
      const alike = props.filter((prop) => prop.kind === kind);
      const nth = alike.findIndex(({ id }) => id === item.id) + 1;
      return alike.length > 1 ? `${PROP_LIBRARY[kind].label} ${String(nth)}` : PROP_LIBRARY[kind].label;
    }
    case 'camera':
      return 'Camera';
    case 'end':
      return 'End of the move';
    case 'light':
      return 'Key light';
  }
}

export const POSE_NAMES: Readonly<Record<PoseName, string>> = {
  ...{
    stand: 'Stands',
    walk: 'Walks',
    run: 'Runs',
    sit: 'Sits',
    talk: 'Talks',
    point: 'Points',
    phone: 'On the phone',
  },
  ...{ lie: 'Lies', drive: 'Drives', kneel: 'Kneels', embrace: 'Embraces', reach: 'Reaches', carry: 'Carries' },
  ...{ drink: 'Drinks', read: 'Reads', aim: 'Aims', arms_crossed: 'Arms crossed', head_in_hands: 'Head in hands' },
  wave: 'Waves',
};

export const SET_NAMES: Readonly<Record<SetKind, string>> = {
  ...{ room: 'Room', office: 'Office', kitchen: 'Kitchen', bedroom: 'Bedroom', bathroom: 'Bathroom' },
  ...{ corridor: 'Corridor', bar: 'Bar', hospital: 'Hospital', church: 'Church', warehouse: 'Warehouse', car: 'Car' },
  ...{ train: 'Train', cabin: 'Cabin', street: 'Street', alley: 'Alley', forest: 'Forest', field: 'Field' },
  ...{ garden: 'Garden', beach: 'Beach', desert: 'Desert', rooftop: 'Rooftop', water: 'By the water' },
  ...{ lighthouse: 'Lighthouse', bridge: 'Bridge', pier: 'Pier' },
};
