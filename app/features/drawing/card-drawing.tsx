import { useEffect, useRef } from 'react';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ConnectOptions } from '#app/collab/connect-project.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { Easel } from './easel.ts';
import { watchHands } from './share-hand.ts';
import { sketchOf } from './sketch.ts';
import { useDrawing } from './use-drawing.ts';
import styles from './card-drawing.module.css';

export interface CardDrawingProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly panel: PanelId;
  readonly user: ConnectOptions['user'];
  readonly aspectRatio: number;
}

/** A panel's drawing on its card while somebody draws on it: every line as it is drawn. */
export function CardDrawing({ connection, projectId, panel, user, aspectRatio }: CardDrawingProps) {
  const drawing = useDrawing({ project: connection, projectId, panel, canDraw: false, user }, 0);
  const host = useRef<HTMLDivElement>(null);
  const open = drawing.kind === 'open' ? drawing.connection : null;
  useEffect(() => {
    if (!open || !host.current) return undefined;
    const element = host.current;
    const easel = new Easel(element, sketchOf(open.doc), aspectRatio);
    const observer = new ResizeObserver(() => easel.resize(element.clientHeight * window.devicePixelRatio));
    observer.observe(element);
    const unwatch = watchHands(open.awareness, ({ drafts }) => easel.drawOthers(drafts));
    return () => {
      observer.disconnect();
      unwatch();
      easel.destroy();
    };
  }, [open, aspectRatio]);
  return <div ref={host} className={styles['live']} data-live-drawing={open ? '' : undefined} />;
}
