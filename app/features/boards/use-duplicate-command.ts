import { CopyPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#app/components/index.ts';
import type { KeyTarget } from './keys.ts';

/** In the palette and on the sheet of keys; the boards themselves hear the key. */
export function useDuplicateCommand(latest: { readonly current: KeyTarget }, canEdit: boolean): void {
  const commands = useMemo(
    () =>
      canEdit
        ? [
            {
              ...{ id: 'boards.duplicate', label: 'Duplicate the selected panels', group: 'Boards', icon: CopyPlus },
              ...{ shortcut: 'Mod+D', heardElsewhere: true, keywords: 'copy clone repeat' },
              run: () => latest.current.duplicate(),
            },
          ]
        : [],
    [latest, canEdit],
  );
  useCommands(commands);
}
