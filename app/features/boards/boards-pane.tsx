import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import { isStale, linesById } from '#shared/storyboard/index.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { VisuallyHidden } from '#app/components/index.ts';
import { panelsOf } from './board-edits.ts';
import { boardCommands, type Stage } from './commands.ts';
import { Grid } from './grid.tsx';
import { Inspector } from './inspector.tsx';
import { onGridKey } from './keys.ts';
import { panelAt, type Group } from './layout.ts';
import { Notice, useNotice } from './notice.tsx';
import { NOTHING, selectOnly, selectedIn, type Selection } from './selection.ts';
import { Toolbar, generatable } from './toolbar.tsx';
import type { BoardsPaneHandle, BoardsPaneProps } from './types.ts';
import { useCardEvents } from './use-card-events.ts';
import { useFocus } from './use-focus.ts';
import { useGridWindow } from './use-grid-window.ts';
import { useLatest } from './use-latest.ts';
import { useMarquee } from './use-marquee.ts';
import { usePanelDrag } from './use-panel-drag.ts';
import { panelCount } from './words.ts';
import styles from './boards-pane.module.css';

/** The storyboard of a project: every panel under its scene, in script order. Needs a document; render in the browser. */
export const BoardsPane = forwardRef<BoardsPaneHandle, BoardsPaneProps>(function BoardsPane(props, handle) {
  const { connection, canEdit } = props;
  const storyboard = useStoryboard(connection);
  const aspect = useAspectRatio(connection.doc);
  const lines = useMemo(() => linesById(storyboard.boards.map(({ scene }) => scene)), [storyboard.boards]);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [editing, setEditing] = useState<PanelId | null>(null);
  const [spoken, say] = useState('');
  const notice = useNotice(connection.undo);
  const firstField = useRef<HTMLSelectElement>(null);
  const dragSource = useRef<PanelId | null>(null);

  const window = useGridWindow({
    storyboard,
    aspect,
    pinned: [selection.active, dragSource.current],
    held: editing,
    moving: selection.selected,
  });
  const { layout, reveal, scroller } = window;
  const ids = useMemo(() => selectedIn(selection, layout.order), [selection, layout.order]);
  const focus = useFocus(layout, selection.active, reveal);
  const { focusOn } = focus;

  const choose: Stage['choose'] = (next, withFocus) => {
    setSelection(next);
    if (withFocus === 'settled') requestAnimationFrame(() => focusOn(next.active));
    else if (withFocus) focusOn(next.active);
    if (next.active !== selection.active || (next.selected.size === 0) !== (selection.selected.size === 0)) {
      const id = next.selected.size === 0 ? null : next.active;
      props.onSelectPanel(id === null ? null : (panelAt(layout, id)?.panel ?? null));
    }
  };
  const stage: Stage = { props, storyboard, layout, selection, ids, choose, say, offerUndo: notice.offer };
  const commands = boardCommands(stage);
  const generate = () => {
    const target = generatable(stage);
    if (target.ids.length > 0) props.onGenerate(target.ids);
  };
  const inspecting = canEdit && ids.length > 0;
  const latest = useLatest({
    stage,
    commands,
    generate,
    editCaption: setEditing,
    inspect: () => firstField.current?.focus(),
  });

  const { drag, mount } = usePanelDrag({
    scroller,
    layout,
    dragged: (id) => (!canEdit || editing === id ? [] : ids.includes(id) ? ids : [id]),
    onDrop: commands.drop,
    previewClass: styles['dragCount'] ?? '',
  });
  dragSource.current = drag?.source ?? null;
  const marquee = useMarquee(scroller, layout, (touched) => choose(touched, false));
  const events = useCardEvents(latest, focusOn, setEditing, setSelection, mount);

  const sceneEvents = useMemo(
    () => ({
      add: (group: Group) => latest.current.commands.addToScene(group),
      board: (group: Group) => latest.current.commands.boardScene(group),
    }),
    [latest],
  );

  useImperativeHandle(handle, () => ({
    scrollToPanel: reveal,
    selectPanel: (id) => latest.current.stage.choose(selectOnly(id), true),
    scrollToScene: window.revealScene,
  }));
  useEffect(() => {
    // The strip under the grid takes room when it comes: what was just selected must not be behind it.
    if (inspecting && latest.current.stage.selection.active) reveal(latest.current.stage.selection.active);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the strip comes, not whenever the grid changes
  }, [inspecting]);
  useSceneInView(window.sceneInView, props.onSceneInView);

  const chosen = useMemo(() => panelsOf(storyboard, ids), [storyboard, ids]);
  const title = ids.length === 1 ? numberOf(stage) : panelCount(ids.length);
  return (
    <section className={styles['pane']} aria-label="Boards">
      <Toolbar stage={stage} onAdd={commands.addPanel} onGenerate={generate} />
      <div className={styles['stage']}>
        <Grid
          window={window}
          props={props}
          shots={storyboard.shots}
          lines={lines}
          selection={selection}
          editing={editing}
          drag={drag}
          marquee={marquee}
          events={events}
          focus={focus}
          sceneEvents={sceneEvents}
          onKeyDown={(event) => onGridKey(event, latest.current)}
        />
        <Notice notice={notice} />
      </div>
      {inspecting && (
        <Inspector
          panels={chosen}
          shots={chosen.flatMap((panel) => storyboard.shots.get(panel.shot) ?? [])}
          title={title}
          firstField={firstField}
          onShots={commands.shots}
          onDuration={commands.duration}
          onKeep={chosen.some((panel) => isStale(panel, lines)) ? commands.keepPictures : null}
          onRemove={commands.remove}
          onLeave={() => focusOn(selection.active)}
        />
      )}
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </section>
  );
});

function numberOf({ layout, ids }: Stage): string {
  const found = panelAt(layout, ids[0] ?? null);
  return found?.group.numbers[found.index] ?? '';
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
