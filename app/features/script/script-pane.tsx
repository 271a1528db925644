import {
  forwardRef,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type CSSProperties,
  type ReactNode,
} from 'react';
import type { Editor } from '@tiptap/core';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { followOf } from '#app/collab/follow.ts';
import { usePageSettings } from '#app/collab/use-settings.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { BookmarkCommands } from './bookmark-commands.tsx';
import { EmptyScript } from './empty-script.tsx';
import { FollowFrame } from './follow-frame.tsx';
import type { ElementLookup } from './line-marks.ts';
import './page-break.css';
import { positionOfElement, selectedElements } from './places.ts';
import { OuterEdges } from './outer-edges.tsx';
import { copyRow, selectRow } from './pick-row.ts';
import { PrintSheets } from './print-sheets.tsx';
import { RenameCharacter } from './rename-character.tsx';
import { ScriptBar } from './script-bar.tsx';
import { ScriptFind } from './script-find.tsx';
import css from './script-pane.module.css';
import { SmartTypeList } from './smart-type-list.tsx';
import { sheetStyle } from './sheet-style.ts';
import { TitleSheet } from './title-sheet.tsx';
import { useElementMenu } from './use-element-menu.tsx';
import { useFollow } from './use-follow.ts';
import { useNumbersBetween } from './use-numbers-between.ts';
import { useOmittedLines } from './use-omitted-lines.ts';
import { usePageModes } from './use-page-modes.ts';
import { useScriptView } from './use-script-view.ts';
import { useTitleSheet } from './use-title-sheet.ts';
import type { ViewOptions } from './view-choices.ts';
import { useScriptEditor } from './use-script-editor.ts';

export interface ScriptPaneProps {
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  /** This person, as the others see them; the colour is one of the presence colours, `#rrggbb`. */
  readonly me: { readonly name: string; readonly colour: string };
  /** Lines that panels hang on. A new object when the set changes, the same one while it does not. */
  readonly coverage: ElementLookup;
  /** Lines lit because their panel is selected. The same rule. */
  readonly highlight?: readonly ElementId[] | undefined;
  readonly onSelectionChange?: ((elements: readonly ElementId[]) => void) | undefined;
  /** The scene in which the caret stands or that was scrolled into view; null before the first heading. */
  readonly onActiveScene?: ((scene: ElementId | null) => void) | undefined;
  /** Where this person's view of the script is kept in this browser. */
  readonly viewKey: string;
  readonly darkPage?: ViewOptions['darkPage'];
  readonly openStatistics?: ViewOptions['openStatistics'];
  readonly openCards?: ViewOptions['openCards'];
  /** What stands at the top of the pane when the script has been opened; null for its beginning. */
  readonly startAt?: ElementId | null;
  /** What an empty script offers below its keys, such as opening a file. */
  readonly emptyActions?: ReactNode;
}

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

const NONE: readonly ElementId[] = [];

/** The script on its page. Nothing of React runs while a person types, except what shows a value that changed. */
export const ScriptPane = forwardRef<ScriptPaneHandle, ScriptPaneProps>(function ScriptPane(props, ref) {
  const {
    connection,
    editable,
    me,
    coverage,
    highlight = NONE,
    onSelectionChange,
    onActiveScene,
    viewKey,
    darkPage,
    openStatistics,
    openCards,
    startAt = null,
    emptyActions,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const elementMenu = useElementMenu(page);
  const numbers = useNumbersBetween(connection.doc);
  const omitted = useOmittedLines(connection.doc);
  const marks = useMemo(
    () => ({ boarded: coverage, lit: new Set(highlight), numbers, omitted }),
    [coverage, highlight, numbers, omitted],
  );

  const settings = usePageSettings(connection.doc);
  const editor = useScriptEditor({
    host,
    scroller,
    connection,
    editable,
    marks,
    settings,
    onSelectionChange,
    onActiveScene,
    onElementMenu: () => editor && elementMenu.open(editor),
  });
  const options = useScriptView(viewKey, connection, editable);
  const { view, change } = options;
  usePageModes({ editor, connection, scroller, page, view });
  const showSheets = useCallback(() => change({ sheets: true }), [change]);
  const openTitlePage = useTitleSheet({ scroller, page, ready: editor !== null, showSheets });
  const followed = useFollow({ connection, editor, scroller });
  const show = useCallback(
    (id: ElementId) => editor !== null && scrollToElement(editor, scroller.current, id),
    [editor],
  );
  useEffect(() => {
    connection.awareness.setLocalStateField('user', { name: me.name, color: me.colour });
  }, [connection, me.name, me.colour]);

  useEffect(() => {
    if (editor && startAt !== null) scrollToElement(editor, scroller.current, startAt);
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

  return (
    <section className={css['pane']} aria-label="Script">
      <PrintSheets doc={connection.doc} />
      <ScriptBar
        {...options}
        {...{ editor, editable, darkPage, openTitlePage, openStatistics, openCards }}
        doc={connection.doc}
      />
      {editor && <ScriptFind {...{ editor, scroller, editable }} />}
      {editor && editable && <RenameCharacter editor={editor} />}
      {editor && <BookmarkCommands {...{ connection, editor, editable, show }} />}
      {followed && <FollowFrame followed={followed} onStop={() => followOf(connection.awareness).stop()} />}
      {/* Without a caret in it the page is scrolled by the keyboard only when it can be focused itself. */}
      <div
        ref={scroller}
        className={css['scroller']}
        style={{ ...sheetStyle(settings), '--zoom': view.zoom } as CSSProperties}
        {...(!editable && { tabIndex: 0 })}
      >
        <div className={css['sheets']}>
          {editor && view.sheets && (
            <TitleSheet {...{ connection, editable, settings }} onLeave={() => editor.view.focus()} />
          )}
          <div
            ref={page}
            className={css['page']}
            data-paper=""
            {...(!view.sheets && { 'data-draft': '' })}
            {...(view.focus && { 'data-focus': '' })}
          >
            {editor && view.sheets && <OuterEdges doc={connection.doc} settings={settings} />}
            <div ref={host} />
            {editor && editable && <EmptyScript editor={editor}>{emptyActions}</EmptyScript>}
            {editor && editable && <SmartTypeList {...{ editor, page }} />}
            {editor && elementMenu.shown(editor)}
          </div>
        </div>
      </div>
    </section>
  );
});

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
