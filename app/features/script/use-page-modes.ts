import type { Editor } from '@tiptap/core';
import { useEffect, useRef, type RefObject } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { setFocusMode } from './focus-mode.ts';
import { followPages, type FollowedPages } from './follow-pages.ts';
import type { ScriptView } from './script-view.ts';
import { keepCaretAtHeight } from './typewriter.ts';

interface Options {
  readonly editor: Editor | null;
  readonly connection: ProjectConnection;
  readonly scroller: RefObject<HTMLElement>;
  readonly page: RefObject<HTMLElement>;
  readonly view: ScriptView;
}

/** Shows the editor's script as this person wants to see it. */
export function usePageModes({ editor, connection, scroller, page, view }: Options): void {
  const { sheets, typewriter, focus } = view;
  const pages = useRef<FollowedPages | null>(null);
  const latest = useRef(sheets);
  useEffect(() => {
    latest.current = sheets;
    pages.current?.show(sheets);
  }, [sheets]);

  useEffect(() => {
    if (!editor || !page.current) return;
    const followed = followPages(editor, connection.doc, page.current, latest.current);
    pages.current = followed;
    return () => {
      pages.current = null;
      followed.stop();
    };
  }, [editor, connection, page]);

  useEffect(() => {
    if (!editor || !typewriter || !scroller.current) return;
    return keepCaretAtHeight(editor, scroller.current);
  }, [editor, scroller, typewriter]);

  useEffect(() => {
    editor?.view.dispatch(setFocusMode(editor.state.tr, focus));
  }, [editor, focus]);
}
