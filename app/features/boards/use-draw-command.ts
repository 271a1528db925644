import { Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#app/components/index.ts';
import type { KeyTarget } from './keys.ts';

/** In the palette and on the sheet of keys; the grid itself hears the key. */
export function useDrawCommand(latest: { readonly current: KeyTarget }): void {
  const commands = useMemo(
    () => [
      {
        ...{ id: 'boards.draw', label: 'Draw on the active panel', group: 'Boards', icon: Pencil },
        ...{ shortcut: 'D', heardElsewhere: true, keywords: 'sketch pen pencil paint' },
        run: () => {
          const { props, selection, layout } = latest.current.stage;
          const panel = selection.active ?? layout.order[0];
          if (panel) props.onDraw?.(panel);
        },
      },
    ],
    [latest],
  );
  useCommands(commands);
}
