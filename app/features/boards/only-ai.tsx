import { Sparkles } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import { allPanels, isMadeByAi, type Panel, type Storyboard } from '#shared/storyboard/index.ts';
import { Button, EmptyState, IconButton, useCommands } from '#app/components/index.ts';
import styles from './boards-pane.module.css';

/** The boards with nothing but what models have made, in every view. Not kept: nobody should miss panels the next day. */
export interface OnlyAi {
  readonly on: boolean;
  /** Which panels are shown; null: all. */
  readonly only: ((panel: Panel) => boolean) | null;
  readonly toggle: () => void;
  /** From a card: the focus stays on it, or goes to the first that is shown. */
  readonly toggleAt: (active: PanelId | null, focusOn: (panel: PanelId | null) => void) => void;
  /** What is not by AI is wanted after all: shows everything. */
  readonly unlessShown: (panel: PanelId | null) => void;
}

const LABEL = 'Only AI pictures';

export function useOnlyAi(storyboard: Storyboard): OnlyAi {
  const [on, set] = useState(false);
  const toggle = useCallback(() => set((before) => !before), []);
  useCommands(
    useMemo(
      () => [
        {
          ...{ id: 'boards.only-ai', label: on ? 'Show all panels' : LABEL, group: 'Boards', icon: Sparkles },
          ...{ shortcut: 'A', heardElsewhere: true },
          keywords: 'filter ai generated model provenance label hide show all',
          run: toggle,
        },
      ],
      [on, toggle],
    ),
  );
  const unlessShown = (id: PanelId | null) => {
    if (on && id !== null && !allPanels(storyboard).some((panel) => panel.id === id && isMadeByAi(panel))) set(false);
  };
  const toggleAt: OnlyAi['toggleAt'] = (active, focusOn) => {
    const byAi = allPanels(storyboard).filter(isMadeByAi);
    toggle();
    focusOn(on || byAi.some(({ id }) => id === active) ? active : (byAi[0]?.id ?? null));
  };
  return { on, only: on ? isMadeByAi : null, toggle, toggleAt, unlessShown };
}

export function OnlyAiSwitch({ only }: { readonly only: Pick<OnlyAi, 'on' | 'toggle'> }) {
  return <IconButton icon={Sparkles} label={LABEL} shortcut="A" pressed={only.on} onClick={only.toggle} />;
}

/** No panel shows what a model has made. */
export function NoAiPictures({ toggle, canGenerate }: Pick<OnlyAi, 'toggle'> & { readonly canGenerate: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The card that had the focus is gone.
    if (document.activeElement === document.body) place.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={place} className={styles['noneByAi']}>
      <EmptyState title="No panel shows a picture by AI" actions={<Button onClick={toggle}>Show all panels</Button>}>
        <p>
          Here are the panels whose chosen picture a model has made: each bears the mark AI. Frames of the previz
          artist, drawings and pictures that somebody brought are none of them.
          {canGenerate && ' Select panels and press Shift+G to have some made.'}
        </p>
      </EmptyState>
    </div>
  );
}

/** On a small picture, where there is no room for more words. */
export function AiTag() {
  return (
    <span className={styles['aiTag']} title="Made by a picture model">
      AI
    </span>
  );
}
