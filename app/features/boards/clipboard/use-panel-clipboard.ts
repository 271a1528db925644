import type { ClipboardEvent } from 'react';
import { newId } from '#app/collab/new-id.ts';
import { useToast } from '#app/components/index.ts';
import { panelsOf } from '../board-edits.ts';
import { boardAtHand, type Commands, type Stage } from '../commands.ts';
import { panelAt } from '../layout.ts';
import { selectAll } from '../selection.ts';
import { bringAlong } from './bring-along.ts';
import { PANELS_TYPE, copyPanels, readCopied, wordsOfPanels, writeCopied, type CopiedPanels } from './copied-panels.ts';
import { pastePanels, type PastePlace } from './paste-panels.ts';
import { panelCount } from '#shared/storyboard/index.ts';

export interface ClipboardEvents {
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

export interface PanelClipboard {
  readonly events: ClipboardEvents;
  /** Puts a copy of the selected panels after the last of them; the clipboard stays as it is. */
  readonly duplicate: () => void;
}

/**
 * Panels on the clipboard of the machine, within a project and from one to another.
 * @param pasteElse takes what is pasted and is no panels
 */
export function usePanelClipboard(
  stage: Stage,
  commands: Pick<Commands, 'remove'>,
  pasteElse: (event: ClipboardEvent) => void,
): PanelClipboard {
  const toast = useToast();
  const { props, storyboard, ids, choose, say } = stage;
  const { connection, projectId, canEdit } = props;
  const copy = (event: ClipboardEvent): boolean => {
    if (isTyping(event) || ids.length === 0) return false;
    event.preventDefault();
    const panels = panelsOf(storyboard, ids);
    const numbers = panels.map(({ id }) => numberOf(stage, id));
    event.clipboardData.setData(PANELS_TYPE, writeCopied(copyPanels(projectId, storyboard, ids)));
    event.clipboardData.setData('text/plain', wordsOfPanels(panels, numbers));
    say(`Copied ${panelCount(ids.length)}`);
    return true;
  };
  const paste = (copied: CopiedPanels, act: 'paste' | 'duplicate') => {
    const place = placeOf(stage);
    if (!place) {
      toast({ message: 'Panels hang on scenes. Write a heading in the script first.' });
      return;
    }
    const pasted = pastePanels(connection, storyboard, projectId, copied, place, newId, act);
    choose(selectAll(pasted.panels, pasted.panels[0]), 'settled');
    say(`${act === 'paste' ? 'Pasted' : 'Duplicated'} ${panelCount(pasted.panels.length)}`);
    void bringAlong(connection, projectId, copied.project, pasted).then((faults) => {
      for (const message of faults) toast({ tone: 'stop', message });
    });
  };
  const duplicate = () => {
    if (canEdit && ids.length > 0) paste(copyPanels(projectId, storyboard, ids), 'duplicate');
  };
  const events: ClipboardEvents = {
    onCopy: (event) => void copy(event),
    onCut(event) {
      if (canEdit && copy(event)) commands.remove();
    },
    onPaste(event) {
      const copied = isTyping(event) ? null : readCopied(event.clipboardData.getData(PANELS_TYPE));
      if (!copied || !canEdit) {
        pasteElse(event);
        return;
      }
      event.preventDefault();
      paste(copied, 'paste');
    },
  };
  return { events, duplicate };
}

function isTyping({ target }: ClipboardEvent): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function numberOf({ layout }: Stage, id: Parameters<typeof panelAt>[1]): string {
  const found = panelAt(layout, id);
  return found?.group.numbers[found.index] ?? '';
}

/** After the last selected panel, else after the one that has the focus; else at the end of the scene at hand. */
function placeOf(stage: Stage): PastePlace | null {
  const found = panelAt(stage.layout, stage.ids.at(-1) ?? stage.selection.active);
  if (found?.group.scene) {
    return { scene: found.group.scene.id, at: found.index + 1, anchors: found.panel.anchors };
  }
  const board = boardAtHand(stage);
  return board ? { scene: board.scene.id, at: board.panels.length, anchors: [board.scene.id] } : null;
}
