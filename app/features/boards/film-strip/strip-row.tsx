import { useCallback, useMemo, type KeyboardEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { PanelId } from '#shared/lib/ids.ts';
import { chosenTake, isMadeByAi, seconds } from '#shared/storyboard/index.ts';
import { PanelPicture, isPictured } from '#app/lib/panel-picture.tsx';
import { cardId } from '../card-id.ts';
import { AiTag } from '../only-ai.tsx';
import type { CardEvents } from '../panel-card.tsx';
import type { BoardsPaneProps } from '../types.ts';
import { DropMark, FileDropMark } from '../drop-mark.tsx';
import type { Upload } from '../picture-uploads.ts';
import { UploadBar } from '../upload-state.tsx';
import { useFileDrop } from '../use-file-drop.ts';
import { usePanelDrag } from '../use-panel-drag.ts';
import {
  FRAME_HEIGHT,
  GAP,
  TICK_HEIGHT,
  dropInStrip,
  fileDropInStrip,
  type StripItem,
  type StripLayout,
} from './strip-layout.ts';
import type { FilmStripProps } from './types.ts';
import styles from './film-strip.module.css';

interface StripRowProps extends FilmStripProps {
  readonly strip: StripLayout;
  readonly scroller: HTMLDivElement | null;
  readonly mountScroller: (element: HTMLDivElement | null) => void;
  /** The one that is shown large. */
  readonly at: PanelId | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The frames in view out of a strip of any length, to choose and to put in another order. */
export function StripRow({
  stage,
  commands,
  pictures,
  strip,
  scroller,
  mountScroller,
  at,
  focus,
  events,
  aspect,
  onKeyDown,
}: StripRowProps) {
  const { ids, selection, props } = stage;
  const { drag, mount } = usePanelDrag({
    scroller,
    axis: 'x',
    dropUnder: (box, { clientX }) => dropInStrip(strip, clientX - box.getBoundingClientRect().left + box.scrollLeft),
    dragged: (id) => (!props.canEdit ? [] : ids.includes(id) ? ids : [id]),
    onDrop: commands.drop,
  });
  const fileDrop = useFileDrop({
    ...{ scroller, axis: 'x', enabled: props.canEdit, onFiles: pictures.dropped },
    dropAt: (x) => fileDropInStrip(strip, x, pictures.takers),
  });
  const inStrip = useMemo<CardEvents>(() => ({ ...events, mount }), [events, mount]);
  const shown = useWindow(strip, scroller, [
    strip.indexOf.get(at as PanelId),
    strip.indexOf.get(drag?.source as PanelId),
  ]);
  const from = scroller?.scrollLeft ?? 0;
  const to = from + (scroller?.clientWidth ?? 0) + 400;
  return (
    <div
      ref={mountScroller}
      className={styles['scroller']}
      role="listbox"
      aria-label="Film strip"
      aria-orientation="horizontal"
      aria-multiselectable
      data-dragging={drag !== null}
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      <div role="presentation" className={styles['content']} style={{ width: strip.width }}>
        {strip.scenes
          .filter(({ left, width }) => left < to && left + width > from - 400)
          .map(({ group, left, width }) => (
            <div key={group.key} aria-hidden className={styles['tick']} style={{ left, width, height: TICK_HEIGHT }}>
              <span>
                {group.scene?.number} {group.scene?.heading.text.toUpperCase() ?? 'No longer in the script'}
              </span>
            </div>
          ))}
        {shown.map((index) => {
          const item = strip.items[index];
          return (
            item && (
              <StripFrame
                key={item.panel.id}
                {...{ item, index, props, aspect }}
                total={strip.items.length}
                selected={selection.selected.has(item.panel.id)}
                current={item.panel.id === at}
                dragging={drag?.ids.includes(item.panel.id) ?? false}
                upload={pictures.uploading.shown.get(item.panel.id)}
                events={inStrip}
              />
            )
          );
        })}
        {drag?.drop && <DropMark at={drag.drop.line} />}
        <FileDropMark drop={fileDrop} />
      </div>
    </div>
  );
}

/** Indices of the frames to draw, with those that must not vanish. */
function useWindow(strip: StripLayout, scroller: HTMLElement | null, kept: readonly (number | undefined)[]): number[] {
  const { items } = strip;
  const pinned = kept.filter((index) => index !== undefined);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => (items[index]?.width ?? 0) + GAP,
    // A new function for a new layout makes the virtualizer take the new widths.
    getItemKey: useCallback((index: number) => `${String(index)}:${String(items[index]?.width ?? 0)}`, [items]),
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...pinned])].sort((a, b) => a - b),
    overscan: 4,
    paddingStart: 16,
  });
  return virtualizer.getVirtualItems().map(({ index }) => index);
}

interface StripFrameProps {
  readonly item: StripItem;
  readonly index: number;
  readonly total: number;
  readonly props: BoardsPaneProps;
  readonly aspect: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly dragging: boolean;
  readonly upload: Upload | undefined;
  readonly events: CardEvents;
}

function StripFrame(frame: StripFrameProps) {
  const { item, index, total, props, aspect, selected, current, dragging, upload, events } = frame;
  const { panel, number, left, width } = item;
  const take = chosenTake(panel);
  const mount = useMemo(() => mounting(panel.id, events), [panel.id, events]);
  const byAi = isMadeByAi(panel);
  const name = [number, panel.caption, seconds(panel.durationMs), byAi ? 'picture by AI' : '']
    .filter((words) => words !== '')
    .join(', ');
  return (
    <div
      id={cardId(panel.id)}
      ref={mount}
      role="option"
      aria-label={name}
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      tabIndex={current ? 0 : -1}
      data-frame=""
      data-current={current}
      data-dragging={dragging}
      className={styles['frame']}
      style={{ left, width, top: TICK_HEIGHT }}
      onMouseDown={(event) => events.press(panel.id, event)}
      onClick={(event) => events.click(panel.id, event)}
      onFocus={() => events.focus(panel.id)}
    >
      <div className={styles['thumbnail']} style={{ height: FRAME_HEIGHT }}>
        {isPictured({ take, panel }) && (
          <PanelPicture
            {...{ take, panel, projectId: props.projectId, aspectRatio: aspect, assetUrl: props.assetUrl }}
            {...{ alt: '', fit: 'cover', sizes: `${String(Math.max(width, 128))}px`, className: styles['still'] }}
          />
        )}
        {upload && <UploadBar upload={upload} className={styles['uploading'] ?? ''} />}
        {byAi && <AiTag />}
      </div>
      <p className={styles['under']}>
        <span>{number}</span>
        <span className={styles['seconds']}>{seconds(panel.durationMs)}</span>
      </p>
    </div>
  );
}

function mounting(id: PanelId, events: CardEvents) {
  let unmount: (() => void) | undefined;
  return (element: HTMLElement | null) => {
    unmount?.();
    unmount = element ? events.mount(id, element) : undefined;
  };
}
