import type { ClipboardEvent } from 'react';
import type { Uploading } from './use-picture-uploads.ts';
import { boardAtHand, type Stage } from './commands.ts';
import { panelAt } from './layout.ts';
import type { FilePlace } from './picture-edits.ts';
import { pastedPictures } from './picture-files.ts';
import { selectAll } from './selection.ts';

export interface AddPictures {
  /** Onto the selected panels; without any, at the end of the scene at hand. */
  readonly chosen: (files: readonly File[]) => void;
  readonly dropped: (place: FilePlace, files: readonly File[]) => void;
  readonly pasted: (event: ClipboardEvent) => void;
}

/** The three ways in which a person's files become pictures, each said aloud. */
export function addPictures(stage: Stage, uploading: Uploading): AddPictures {
  const { props, storyboard, layout, ids, choose, say } = stage;
  const dropped = (place: FilePlace, files: readonly File[]) => {
    if (!props.canEdit || files.length === 0) return;
    const found = uploading.add(storyboard, place, files);
    if (!found) return;
    choose(selectAll(found.panels, found.panels[0]), 'settled');
    say(saying(found.panels.length, found.made.length));
  };
  const chosen = (files: readonly File[]) => {
    const place = placeOf(stage);
    if (place) dropped(place, files);
  };
  return {
    chosen,
    dropped,
    pasted(event) {
      // A caption takes text, and a picture from the clipboard is none.
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const files = pastedPictures(event.clipboardData);
      if (!props.canEdit || typing || files.length === 0) return;
      event.preventDefault();
      const onto = ids.length > 0 ? ids : panelAt(layout, stage.selection.active) ? [stage.selection.active] : [];
      const panels = onto.flatMap((id) => id ?? []);
      if (panels.length > 0) dropped({ kind: 'panels', ids: panels }, files);
      else chosen(files);
    },
  };
}

/** Where chosen files go; null where the script has no scene yet. */
export function placeOf(stage: Stage): FilePlace | null {
  if (stage.ids.length > 0) return { kind: 'panels', ids: stage.ids };
  const board = boardAtHand(stage);
  return board ? { kind: 'between', scene: board.scene.id, at: board.panels.length } : null;
}

function saying(pictures: number, panels: number): string {
  const what = pictures === 1 ? 'Adding a picture' : `Adding ${String(pictures)} pictures`;
  if (panels === 0) return what;
  return `${what}, ${panels === 1 ? 'with a new panel' : `with ${String(panels)} new panels`}`;
}
