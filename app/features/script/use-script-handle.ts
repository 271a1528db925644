import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useImperativeHandle, type ForwardedRef, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { copyRow, putCaretAt, selectRow } from './pick-row.ts';
import { positionOfElement, selectedElements } from './places.ts';

export interface ScriptPaneHandle {
  /** Brings the element to the top of the pane; false when the script does not hold it. */
  scrollToElement(id: ElementId): boolean;
  selectedElementIds(): readonly ElementId[];
  /** Selects a scene, or a section with all that stands in it, and takes the keyboard there. */
  selectRow(id: ElementId): void;
  /** To the clipboard, as Fountain and as rich text. */
  copyRow(id: ElementId): Promise<void>;
  focus(): void;
}

interface Options {
  readonly editor: Editor | null;
  readonly scroller: RefObject<HTMLElement>;
  /** What stands at the top of the pane when the script has been opened; null for its beginning. */
  readonly startAt: ElementId | null;
  /** Whether the keyboard comes there, too. */
  readonly takesKeyboard: () => boolean;
}

const NONE: readonly ElementId[] = [];

/** What the host of the pane can ask of it. Returns the way to a line, which the pane's own parts take, too. */
export function useScriptHandle(
  ref: ForwardedRef<ScriptPaneHandle>,
  { editor, scroller, startAt, takesKeyboard }: Options,
): (id: ElementId) => boolean {
  const show = useCallback(
    (id: ElementId) => editor !== null && scrollToElement(editor, scroller.current, id),
    [editor, scroller],
  );
  useEffect(() => {
    if (startAt !== null) show(startAt);
    if (editor?.isEditable && takesKeyboard() && startAt !== null) putCaretAt(editor, startAt);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the script has been opened
  }, [editor]);
  useImperativeHandle(
    ref,
    () => ({
      scrollToElement: show,
      selectedElementIds: () => (editor ? selectedElements(editor.state) : NONE),
      selectRow: (id) => {
        if (editor) selectRow(editor, id);
      },
      copyRow: async (id) => {
        if (editor) await copyRow(editor, id);
      },
      focus: () => editor?.view.focus(),
    }),
    [editor, show],
  );
  return show;
}

function scrollToElement(editor: Editor, scroller: HTMLElement | null, id: ElementId): boolean {
  const position = positionOfElement(editor.state.doc, id);
  const line = position === null ? null : editor.view.nodeDOM(position);
  if (!(line instanceof HTMLElement)) return false;
  scrollToLine(scroller, line);
  return true;
}

/** Lines off the screen have an estimated height until they are drawn: the second look lands on the line. */
function scrollToLine(scroller: HTMLElement | null, line: HTMLElement): void {
  if (!scroller) return;
  const scroll = () => {
    const offset = line.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += offset - ABOVE;
  };
  scroll();
  requestAnimationFrame(scroll);
}

/** Pixels left free above a line that was scrolled to. */
const ABOVE = 24;
