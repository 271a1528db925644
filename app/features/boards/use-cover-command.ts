import { Clapperboard } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { boardAtHand } from './commands.ts';
import type { KeyTarget } from './keys.ts';
import { panelAt } from './layout.ts';

/** In the palette: ways to cover the scene of the active panel, else the scene in view. */
export function useCoverCommand(
  latest: { readonly current: KeyTarget },
  canEdit: boolean,
  cover: (scene: ElementId | null) => void,
): void {
  const commands = useMemo(
    () => [
      {
        ...{ id: 'boards.cover', label: 'Propose shots for this scene', group: 'Boards', icon: Clapperboard },
        keywords: 'cover coverage proposal classical long take kinetic shot list',
        run: () => {
          const { stage } = latest.current;
          const scene = panelAt(stage.layout, stage.selection.active)?.group.scene ?? boardAtHand(stage)?.scene;
          cover(scene?.id ?? null);
        },
      },
    ],
    [latest, cover],
  );
  useCommands(canEdit ? commands : NONE);
}

const NONE: readonly [] = [];
