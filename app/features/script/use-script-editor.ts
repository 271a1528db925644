import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { PageSettings } from '#shared/pagination/index.ts';
import { restand } from './beside.ts';
import type { Habits } from './commands.ts';
import { createScriptEditor } from './create-editor.ts';
import { learnSelection } from './fresh-selection.ts';
import { holdCaret } from './hold-caret.ts';
import { MarkedLines, type LineMarks } from './line-marks.ts';
import { sceneAt, selectedElements } from './places.ts';
import { tellTyping } from './tell-typing.ts';

export interface EditorEvents {
  readonly onSelectionChange?: ((elements: readonly ElementId[]) => void) | undefined;
  readonly onActiveScene?: ((scene: ElementId | null) => void) | undefined;
  readonly onElementMenu: () => void;
  /** Why a key could do nothing. */
  readonly onRefusal: (words: string) => void;
}

interface Options extends EditorEvents {
  readonly host: RefObject<HTMLElement>;
  readonly scroller: RefObject<HTMLElement>;
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  readonly marks: LineMarks;
  readonly settings: PageSettings;
  readonly habits: Habits;
}

/** Holds one editor per connection, made outside React's rendering when the document has been filled. */
export function useScriptEditor({ host, scroller, connection, editable, ...shown }: Options): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  const { marks, settings, habits, ...events } = shown;
  const [lines] = useState(() => new MarkedLines(marks, settings));
  const latest = useRef({ editable, events, habits });
  useEffect(() => {
    latest.current = { editable, events, habits };
  });

  useEffect(() => {
    let made: Editor | null = null;
    let unwatch = () => {};
    let left = false;
    void connection.whenFilled.then(() => {
      if (left || !host.current || !scroller.current) return;
      made = createScriptEditor({
        element: host.current,
        connection,
        editable: latest.current.editable,
        lines,
        openElementMenu: () => latest.current.events.onElementMenu(),
        habits: () => latest.current.habits,
        say: (words) => latest.current.events.onRefusal(words),
      });
      holdCaret(made, scroller.current);
      unwatch = watch(made, connection, scroller.current, () => latest.current.events);
      setEditor(made);
    });
    return () => {
      left = true;
      unwatch();
      made?.destroy();
      setEditor(null);
    };
  }, [connection, host, scroller, lines]);

  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);

  useEffect(() => {
    lines.show(marks);
  }, [lines, marks]);

  useEffect(() => {
    lines.place(settings);
    if (!editor) return;
    learnSelection(editor.view);
    editor.view.dispatch(restand(editor.state.tr));
  }, [editor, lines, settings]);

  return editor;
}

/** Tells the host, and the others, which elements are selected and which scene is looked at. */
function watch(editor: Editor, { awareness }: ProjectConnection, scroller: HTMLElement, events: () => EditorEvents) {
  let elements = '';
  let scene: ElementId | null | undefined;
  let frame = 0;
  const reportScene = (position: number) => {
    const now = sceneAt(editor.state.doc, position);
    if (now === scene) return;
    // Who only reads has no caret: they are where they look.
    if (!editor.isEditable) awareness.setLocalStateField('seen', now);
    events().onActiveScene?.((scene = now));
  };
  const onTransaction = () => {
    const selected = selectedElements(editor.state);
    if (selected.join() === elements) return;
    elements = selected.join();
    if (editor.view.hasFocus()) awareness.setLocalStateField('at', selected[0] ?? null);
    events().onSelectionChange?.(selected);
    reportScene(editor.state.selection.head);
  };
  const onScroll = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      const box = scroller.getBoundingClientRect();
      const seen = editor.view.posAtCoords({ left: box.left + box.width / 2, top: box.top + box.height * 0.3 });
      if (seen) reportScene(seen.pos);
    });
  };
  const onFocus = () => awareness.setLocalStateField('at', selectedElements(editor.state)[0] ?? null);
  const leaveTyping = tellTyping(editor, awareness);
  editor.on('transaction', onTransaction);
  editor.on('focus', onFocus);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  return () => {
    leaveTyping();
    cancelAnimationFrame(frame);
    scroller.removeEventListener('scroll', onScroll);
    awareness.setLocalStateField('at', null);
    awareness.setLocalStateField('seen', null);
  };
}
