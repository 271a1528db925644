import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { linesById } from '#shared/storyboard/index.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { VisuallyHidden } from '#app/components/index.ts';
import { useBoardsView } from './boards-view.ts';
import { usePanelClipboard } from './clipboard/use-panel-clipboard.ts';
import { boardCommands, type Stage } from './commands.ts';
import type { SceneEvents } from './grid.tsx';
import { onGridKey, type KeyTarget } from './keys.ts';
import { panelAt } from './layout.ts';
import { ProposalsDialog } from './proposals-dialog.tsx';
import { HeldNotice } from './queue-hold.tsx';
import { setupsInList } from './setup-edits.ts';
import { SelectedPanels } from './selected-panels.tsx';
import { ShownView } from './shown-view.tsx';
import { Notice, useNotice } from './notice.tsx';
import { NoAiPictures, useOnlyAi } from './only-ai.tsx';
import { NOTHING, selectOnly, selectedIn, type Selection } from './selection.ts';
import { Refusals } from './refusals.tsx';
import { Toolbar, generatable } from './toolbar.tsx';
import type { BoardsPaneHandle, BoardsPaneProps } from './types.ts';
import { useBlockCommand } from './use-block-command.ts';
import { useBringPictures } from './use-bring-pictures.ts';
import { useCardEvents } from './use-card-events.ts';
import { useCoverCommand } from './use-cover-command.ts';
import { useDrawCommand } from './use-draw-command.ts';
import { useDuplicateCommand } from './use-duplicate-command.ts';
import { useFocus } from './use-focus.ts';
import { useGridWindow } from './use-grid-window.ts';
import { useLatest } from './use-latest.ts';
import { useMarquee } from './use-marquee.ts';
import { useOrderCommand } from './use-order-command.ts';
import { dropInGrid, usePanelDrag } from './use-panel-drag.ts';
import { useShownBoards } from './use-shown-boards.ts';
import { useViewCommands } from './view-switch.tsx';
import styles from './boards-pane.module.css';

/** The storyboard of a project: every panel under its scene, in script order. Needs a document; render in the browser. */
export const BoardsPane = forwardRef<BoardsPaneHandle, BoardsPaneProps>(function BoardsPane(props, handle) {
  const { connection, canEdit } = props;
  const storyboard = useStoryboard(connection);
  const aspect = useAspectRatio(connection.doc);
  const lines = useMemo(() => linesById(storyboard.boards.map(({ scene }) => scene)), [storyboard.boards]);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [editing, setEditing] = useState<PanelId | null>(null);
  const [covering, setCovering] = useState<ElementId | null>(null);
  const [spoken, say] = useState('');
  const notice = useNotice(connection.undo);
  const firstField = useRef<HTMLSelectElement>(null);
  const dragSource = useRef<PanelId | null>(null);

  const [view, changeView] = useBoardsView(props.viewKey);
  const showAs = useViewCommands(view.view, changeView);
  const numbering = useNumbering(connection.doc, storyboard.shots);
  const onlyAi = useOnlyAi(storyboard);
  const { only } = onlyAi;

  const window = useGridWindow({
    ...{ storyboard, aspect, numbering, only, held: editing, moving: selection.selected },
    pinned: [selection.active, dragSource.current],
  });
  const { layout, scroller } = window;
  const { shown, reveal, revealScene } = useShownBoards({ props, selection }, window, view.view);
  const ids = useMemo(() => selectedIn(selection, layout.order), [selection, layout.order]);
  const focus = useFocus(layout, selection.active, reveal);
  const { focusOn } = focus;

  const choose: Stage['choose'] = (next, withFocus) => {
    setSelection(next);
    onlyAi.unlessShown(next.active);
    if (withFocus === 'settled') requestAnimationFrame(() => focusOn(next.active));
    else if (withFocus) focusOn(next.active);
    if (next.active !== selection.active || (next.selected.size === 0) !== (selection.selected.size === 0)) {
      const id = next.selected.size === 0 ? null : next.active;
      props.onSelectPanel(id === null ? null : (panelAt(layout, id)?.panel ?? null));
    }
  };
  const stage: Stage = { props, storyboard, layout, only, selection, ids, choose, say, offerUndo: notice.offer };
  const commands = boardCommands(stage);
  const generate = () => {
    const target = generatable(stage);
    if (target.ids.length > 0) props.onGenerate(target.ids);
  };
  const pictures = useBringPictures(stage, scroller);
  const clipboard = usePanelClipboard(stage, commands, pictures.pasted);
  const inspecting = canEdit && ids.length > 0;
  const latest = useLatest({
    ...{ stage, commands, generate, duplicate: clipboard.duplicate },
    choosePictures: pictures.choosePictures,
    cancelUpload: pictures.uploading.cancel,
    onlyAi: () => onlyAi.toggleAt(selection.active, focusOn),
    editCaption: setEditing,
    inspect: () => firstField.current?.focus(),
  });
  const { drag, mount } = usePanelDrag({
    ...{ scroller, axis: 'y' },
    dropUnder: (box, pointer) => dropInGrid(layout, box, pointer),
    dragged: (id) => (!canEdit || editing === id ? [] : ids.includes(id) ? ids : [id]),
    onDrop: commands.drop,
  });
  dragSource.current = drag?.source ?? null;
  const marquee = useMarquee(scroller, layout, (touched) => choose(touched, false));
  const events = useCardEvents(latest, focusOn, setEditing, setSelection, mount);
  const sceneEvents = useSceneEvents(latest, canEdit, setCovering);

  useImperativeHandle(handle, () => ({
    scrollToPanel: reveal,
    selectPanel: (id) => latest.current.stage.choose(selectOnly(id), true),
    scrollToScene: revealScene,
  }));
  useRoomForStrip(inspecting, () => selection.active && reveal(selection.active));
  useSceneInView(view.view === 'grid' ? window.sceneInView : null, props.onSceneInView);

  const onKeyDown = (event: KeyboardEvent) => onGridKey(event, latest.current);
  return (
    <section className={styles['pane']} aria-label="Boards" {...clipboard.events}>
      <Toolbar
        {...{ stage, pictures, only: onlyAi, view: view.view, onView: showAs }}
        {...{ onAdd: commands.addPanel, onGenerate: generate }}
      />
      <HeldNotice {...props} />
      <div className={styles['stage']}>
        <ShownView
          ref={shown}
          view={view}
          none={only && layout.order.length === 0 && <NoAiPictures {...onlyAi} canGenerate={props.canGenerate} />}
          grid={{
            ...{ window, props, lines, selection, editing, drag, marquee, events, focus, sceneEvents, onKeyDown },
            ...{ shots: storyboard.shots, fileDrop: pictures.fileDrop, uploads: pictures.uploading.shown },
          }}
          list={{
            ...{ stage, numbering, view, focus, pictures, onKeyDown, onView: changeView, onFocusPanel: events.focus },
            ...setupsInList(connection, storyboard),
          }}
          strip={{
            ...{ stage, commands, lines, aspect, view, focus, events, pictures, sceneEvents, onKeyDown },
            onView: changeView,
          }}
        />
        <Notice notice={notice} />
      </div>
      <Refusals {...pictures.uploading} />
      {inspecting && (
        <SelectedPanels
          {...{ stage, commands, lines, firstField }}
          onRedraw={props.canGenerate ? generate : null}
          onLeave={() => focusOn(selection.active)}
        />
      )}
      <ProposalsDialog
        board={storyboard.boards.find(({ scene }) => scene.id === covering) ?? null}
        onClose={() => setCovering(null)}
        onTake={(...taken) => covering !== null && commands.takeProposal(covering, ...taken)}
        projectId={props.projectId}
        canAsk={canEdit && props.canGenerate}
        sketchOf={props.sketchOf}
      />
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </section>
  );
});

/** The strip under the grid takes room when it comes: what was just selected must not be behind it. */
function useRoomForStrip(inspecting: boolean, reveal: () => void) {
  const latest = useLatest(reveal);
  useEffect(() => {
    if (inspecting) latest.current();
  }, [inspecting, latest]);
}

function useSceneEvents(
  latest: { readonly current: KeyTarget },
  canEdit: boolean,
  cover: (scene: ElementId | null) => void,
): SceneEvents {
  useCoverCommand(latest, canEdit, cover);
  useDrawCommand(latest);
  useDuplicateCommand(latest, canEdit);
  useBlockCommand(latest);
  useOrderCommand(latest);
  return useMemo(
    () => ({
      add: (group) => latest.current.commands.addToScene(group),
      board: (group) => latest.current.commands.boardScene(group),
      cover: (group) => cover(group.scene?.id ?? null),
    }),
    [latest, cover],
  );
}

function useSceneInView(
  scene: ReturnType<typeof useGridWindow>['sceneInView'],
  tell: BoardsPaneProps['onSceneInView'],
) {
  const latest = useLatest(tell);
  useEffect(() => {
    if (scene) latest.current?.(scene);
  }, [scene, latest]);
}
