import { useMemo, type Dispatch, type RefObject, type SetStateAction } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import type { KeyTarget } from './keys.ts';
import type { CardEvents } from './panel-card.tsx';
import { extendTo, selectOnly, toggle, type Selection } from './selection.ts';

/** The handlers of all cards, made once: a card is drawn again only when its own panel changes. */
export function useCardEvents(
  latest: RefObject<KeyTarget> & { readonly current: KeyTarget },
  focusOn: (id: PanelId | null) => void,
  setEditing: (id: PanelId | null) => void,
  setSelection: Dispatch<SetStateAction<Selection>>,
  mount: CardEvents['mount'],
): CardEvents {
  return useMemo(
    () => ({
      press(id, event) {
        const { selection, choose } = latest.current.stage;
        const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && event.button === 0;
        // A selected card may be about to be dragged with the others: its click decides.
        if (plain && !selection.selected.has(id)) choose(selectOnly(id), false);
      },
      click(id, event) {
        const { selection, choose, layout } = latest.current.stage;
        if (event.shiftKey) choose(extendTo(selection, id, layout.order), false);
        else if (event.ctrlKey || event.metaKey) choose(toggle(selection, id), false);
        else if (selection.selected.size > 1) choose(selectOnly(id), false);
      },
      focus: (id) => setSelection((now) => (now.active === id ? now : { ...now, active: id })),
      editCaption: setEditing,
      caption(id, caption) {
        setEditing(null);
        if (caption !== null) latest.current.commands.caption(id, caption);
        if (document.activeElement?.tagName === 'INPUT') focusOn(id);
      },
      openThreads: (id) => latest.current.stage.props.onOpenThreads?.(id),
      cancel: (job) => latest.current.stage.props.onCancel(job),
      retry: (job) => latest.current.stage.props.onRetry(job),
      cancelUpload: (take) => latest.current.cancelUpload(take),
      mount,
    }),
    [latest, focusOn, setEditing, setSelection, mount],
  );
}
