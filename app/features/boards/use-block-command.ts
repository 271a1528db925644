import { Move3d } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#app/components/index.ts';
import type { KeyTarget } from './keys.ts';

/** In the palette and on the sheet of keys: the set of the active panel. */
export function useBlockCommand(latest: { readonly current: KeyTarget }): void {
  const commands = useMemo(
    () => [
      {
        ...{ id: 'boards.block', label: 'Block the panel’s scene', group: 'Boards', icon: Move3d },
        ...{ shortcut: 'V', heardElsewhere: true },
        keywords: 'previz set stage pose people props light camera 3d plan 180 line',
        run: () => {
          const { selection, props, layout } = latest.current.stage;
          const panel = selection.active ?? layout.order[0];
          if (panel) props.onBlock?.(panel);
        },
      },
    ],
    [latest],
  );
  useCommands(commands);
}
