import type { Editor } from '@tiptap/core';
import { useImperativeHandle, type ForwardedRef, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { positionOfElement, selectedElements } from './places.ts';

export interface ScriptPaneHandle {
  /** Brings the element to the top of the pane; false when the script does not hold it. */
  scrollToElement(id: ElementId): boolean;
  selectedElementIds(): readonly ElementId[];
  focus(): void;
}

const NONE: readonly ElementId[] = [];

/** What the host of the pane can ask of it. */
export function useScriptHandle(
  ref: ForwardedRef<ScriptPaneHandle>,
  editor: Editor | null,
  scroller: RefObject<HTMLElement>,
): void {
  useImperativeHandle(
    ref,
    () => ({
      scrollToElement(id) {
        const position = editor && positionOfElement(editor.state.doc, id);
        const line = position === null ? null : editor?.view.nodeDOM(position);
        if (!(line instanceof HTMLElement)) return false;
        scrollToLine(scroller.current, line);
        return true;
      },
      selectedElementIds: () => (editor ? selectedElements(editor.state) : NONE),
      focus: () => editor?.view.focus(),
    }),
    [editor, scroller],
  );
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
