import { forwardRef, useImperativeHandle, useMemo, useState, type KeyboardEvent } from 'react';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { panelAt, type Group } from '../layout.ts';
import { EmptyScene } from '../scene-header.tsx';
import { selectOnly } from '../selection.ts';
import { FileDropMark } from '../drop-mark.tsx';
import type { ShownBoards } from '../types.ts';
import { useFileDrop, type FileDrop, type Takers } from '../use-file-drop.ts';
import { useBeginAt } from '../use-shown-boards.ts';
import { LargeFrame } from './large-frame.tsx';
import { StripBar } from './strip-bar.tsx';
import { StripRow } from './strip-row.tsx';
import { layOutStrip, sceneBeside } from './strip-layout.ts';
import type { FilmStripProps } from './types.ts';
import { useSceneAtHand } from './use-scene-at-hand.ts';
import styles from './film-strip.module.css';

/** The frames of a scene, or of the film, in one row, as an editor has them, and the one at hand large above. */
export const FilmStrip = forwardRef<ShownBoards, FilmStripProps>(function FilmStrip(props, handle) {
  const { stage, view, aspect, lines, pictures, onKeyDown, onView } = props;
  const { layout, selection, choose } = stage;
  const [scroller, mountScroller] = useState<HTMLDivElement | null>(null);
  const { group, ask } = useSceneAtHand(stage);
  const groups = useMemo(
    () => (view.scope === 'film' ? layout.groups : group ? [group] : []),
    [view.scope, layout.groups, group],
  );
  const strip = useMemo(() => layOutStrip(groups, { aspect, toScale: view.toScale }), [groups, aspect, view.toScale]);
  const found = panelAt(layout, selection.active);
  const first = strip.items.find((item) => item.group === group) ?? strip.items[0];
  const item =
    (found?.group === group ? strip.items[strip.indexOf.get(found?.panel.id as PanelId) ?? -1] : null) ?? first;

  const reveal = (panel: PanelId) => {
    const { left = 0, width = 0 } = strip.items[strip.indexOf.get(panel) ?? -1] ?? {};
    if (scroller && width > 0) showBetween(scroller, left, left + width);
  };
  const revealScene = (scene: ElementId) => {
    ask(scene);
    const at = strip.scenes.find((each) => each.group.key === scene);
    if (at && scroller) scroller.scrollLeft = at.left - 16;
  };
  useImperativeHandle(handle, () => ({ reveal, revealScene }));
  useBeginAt(stage, { reveal, revealScene }, scroller !== null);

  const [large, mountLarge] = useState<HTMLElement | null>(null);
  const fileDrop = useFileDrop({
    ...{ scroller: large, axis: 'y', enabled: stage.props.canEdit, onFiles: pictures.dropped },
    dropAt: () => ontoLarge(large, item?.panel.id, group, pictures.takers),
  });

  const onStripKey = (event: KeyboardEvent) => {
    const back = event.key === 'ArrowUp';
    const scenes = (back || event.key === 'ArrowDown') && !event.altKey && group;
    if (!scenes) {
      onKeyDown(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const panel = sceneBeside(layout.groups, group.key, back);
    if (panel) choose(selectOnly(panel.id), true);
  };
  return (
    <div className={styles['view']}>
      <div className={styles['large']} ref={mountLarge} data-large="">
        {item ? (
          <LargeFrame
            {...{ item, aspect, lines }}
            props={stage.props}
            shots={stage.storyboard.shots}
            uploading={pictures.uploading}
          />
        ) : (
          <NoFrames group={group} {...props} />
        )}
        <FileDropMark drop={fileDrop} />
      </div>
      <StripBar view={view} onView={onView} strip={strip} at={item} />
      <StripRow {...props} {...{ strip, scroller, mountScroller }} at={item?.panel.id ?? null} onKeyDown={onStripKey} />
    </div>
  );
});

/** A scene without panels has the words and the ways to begin that it has in the grid. */
function NoFrames({ group, stage, sceneEvents }: FilmStripProps & { readonly group: Group | undefined }) {
  if (!group) {
    return (
      <p className={styles['none']}>Panels hang on scenes. Write the first heading in the script, and board it.</p>
    );
  }
  const able = stage.props.canEdit;
  return (
    <div role="grid" aria-label="A scene without panels" className={styles['empty']}>
      <EmptyScene
        group={group}
        rowIndex={1}
        columns={1}
        onAdd={able ? sceneEvents.add : null}
        onCover={able ? sceneEvents.cover : null}
        onBoard={able ? sceneEvents.board : null}
      />
    </div>
  );
}

/** Onto the frame that is shown large; where a scene has none, as its first ones. */
function ontoLarge(
  large: HTMLElement | null,
  shown: PanelId | undefined,
  group: Group | undefined,
  takers: Takers,
): FileDrop | null {
  const mark = { left: 8, top: 8, width: (large?.clientWidth ?? 0) - 16, height: (large?.clientHeight ?? 0) - 16 };
  if (shown) return { place: { kind: 'panels', ids: takers(shown) }, mark };
  return group?.scene ? { place: { kind: 'between', scene: group.scene.id, at: 0 }, mark } : null;
}

function showBetween(scroller: HTMLElement, left: number, right: number): void {
  if (scroller.scrollLeft > left - 16) scroller.scrollLeft = left - 16;
  else if (scroller.scrollLeft + scroller.clientWidth < right + 16)
    scroller.scrollLeft = right + 16 - scroller.clientWidth;
}
