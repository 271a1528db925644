import { SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#app/components/index.ts';
import type { KeyTarget } from './keys.ts';

/** In the palette and on the sheet of keys: who makes pictures, and in which words. */
export function useOrderCommand(latest: { readonly current: KeyTarget }): void {
  const commands = useMemo(
    () => [
      {
        ...{ id: 'boards.order', label: 'Make pictures …', group: 'Boards', icon: SlidersHorizontal },
        ...{ shortcut: 'Shift+G', heardElsewhere: true },
        keywords: 'generate ai model provider prompt style seed batch stale whole film',
        run: () => {
          const { props, ids } = latest.current.stage;
          if (props.canGenerate) props.onOrder?.(ids, null);
        },
      },
    ],
    [latest],
  );
  useCommands(commands);
}
