import { forwardRef, useCallback, useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { followOf } from '#app/collab/follow.ts';
import { usePageSettings } from '#app/collab/use-settings.ts';
import { useToast } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { BookmarkCommands } from './bookmark-commands.tsx';
import './beside.css';
import { EmptyScript } from './empty-script.tsx';
import { FollowFrame } from './follow-frame.tsx';
import type { ElementLookup } from './line-marks.ts';
import './narrow-page.css';
import './page-break.css';
import { OuterEdges } from './outer-edges.tsx';
import { PrintSheets } from './print-sheets.tsx';
import { ScriptBar } from './script-bar.tsx';
import { ScriptFind } from './script-find.tsx';
import css from './script-pane.module.css';
import { ScriptTools } from './script-tools.tsx';
import { SmartTypeList } from './smart-type-list.tsx';
import { sheetStyle } from './sheet-style.ts';
import { TitleSheet } from './title-sheet.tsx';
import { useElementMenu } from './use-element-menu.tsx';
import { useFollow } from './use-follow.ts';
import { useNumbersBetween } from './use-numbers-between.ts';
import { useOmittedLines } from './use-omitted-lines.ts';
import { usePageModes } from './use-page-modes.ts';
import { useScriptHandle, type ScriptPaneHandle } from './use-script-handle.ts';
import { useScriptKeys } from './use-script-keys.ts';
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
  /** Lines of boarded scenes that no panel shows. The same rule. */
  readonly gaps: ElementLookup;
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
  /** Asked when it has been opened: whether the keyboard comes there, too. */
  readonly takesKeyboard?: () => boolean;
  /** What an empty script offers below its keys, such as opening a file. */
  readonly emptyActions?: ReactNode;
}

const NONE: readonly ElementId[] = [];
const NEVER = () => false;

/** The script on its page. Nothing of React runs while a person types, except what shows a value that changed. */
export const ScriptPane = forwardRef<ScriptPaneHandle, ScriptPaneProps>(function ScriptPane(props, ref) {
  const {
    connection,
    editable,
    me,
    coverage,
    gaps,
    highlight = NONE,
    onSelectionChange,
    onActiveScene,
    viewKey,
    darkPage,
    openStatistics,
    openCards,
    startAt = null,
    takesKeyboard = NEVER,
    emptyActions,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const elementMenu = useElementMenu(page);
  const numbers = useNumbersBetween(connection.doc);
  const omitted = useOmittedLines(connection.doc);
  const marks = useMemo(
    () => ({ boarded: coverage, gaps, lit: new Set(highlight), numbers, omitted }),
    [coverage, gaps, highlight, numbers, omitted],
  );

  const settings = usePageSettings(connection.doc);
  const toast = useToast();
  const keyboard = useScriptKeys(viewKey);
  const { keys } = keyboard;
  const options = useScriptView(viewKey, connection, editable);
  const { view, change } = options;
  const editor = useScriptEditor({
    host,
    scroller,
    connection,
    editable,
    marks,
    settings,
    habits: { keys, continues: view.continues },
    onSelectionChange,
    onActiveScene,
    onElementMenu: () => editor && elementMenu.open(editor),
    onRefusal: (message) => toast({ message }),
  });
  usePageModes({ editor, connection, scroller, page, view });
  const showSheets = useCallback(() => change({ sheets: true }), [change]);
  const openTitlePage = useTitleSheet({ scroller, page, ready: editor !== null, showSheets });
  const followed = useFollow({ connection, editor, scroller });
  useEffect(() => {
    connection.awareness.setLocalStateField('user', { name: me.name, color: me.colour });
  }, [connection, me.name, me.colour]);

  const show = useScriptHandle(ref, { editor, scroller, startAt, takesKeyboard });

  return (
    <section className={css['pane']} aria-label="Script">
      <PrintSheets doc={connection.doc} />
      <ScriptBar
        {...options}
        {...{ editor, editable, keys, darkPage, openTitlePage, openStatistics, openCards }}
        doc={connection.doc}
      />
      {editor && <ScriptFind {...{ editor, scroller, editable }} />}
      {editor && <BookmarkCommands {...{ connection, editor, editable, show }} />}
      {followed && <FollowFrame followed={followed} onStop={() => followOf(connection.awareness).stop()} />}
      {editor && editable && (
        <ScriptTools {...{ editor, connection, scroller, page, ...keyboard }} spelling={view.spelling} />
      )}
      {/* Without a caret in it the page is scrolled by the keyboard only when it can be focused itself. */}
      <div
        ref={scroller}
        data-scroller=""
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
            {...(view.coverage && { 'data-coverage': '' })}
          >
            {editor && view.sheets && <OuterEdges doc={connection.doc} settings={settings} />}
            <div ref={host} />
            {editor && editable && <EmptyScript {...{ editor, keys }}>{emptyActions}</EmptyScript>}
            {editor && editable && <SmartTypeList {...{ editor, page }} />}
            {editor && elementMenu.shown(editor, keys)}
          </div>
        </div>
      </div>
    </section>
  );
});
