import { useEffect, useMemo, useRef, useState } from 'react';
import type { PanelId, ProjectId, ShotId } from '#shared/lib/ids.ts';
import { looksReader, readLines } from '#shared/collab/index.ts';
import type { Frame } from '#shared/previz/index.ts';
import { DEFAULT_SHOT } from '#shared/shots/index.ts';
import { DEFAULT_PANEL, briefOf, type Panel, type ProposedShot } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { SketchCanvas } from './sketch-canvas.tsx';
import { sketches } from './sketch-queue.ts';
import styles from './proposed-frame.module.css';

/** Pixels: twice what it is shown at. */
const WIDTH = 208;

export interface ProposedFrameProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly shot: ProposedShot;
}

/** A proposed shot's first frame, small, as the artist would draw it. Drawn when it is first to be seen. */
export function ProposedFrame({ connection, projectId, shot }: ProposedFrameProps) {
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(box);
  const aspectRatio = useAspectRatio(connection.doc);
  const [frame, setFrame] = useState<Frame | null>(null);
  const brief = useMemo(() => {
    if (!isSeen) return null;
    const panel = panelOf(shot);
    const about = { project: projectId, panel, shot: { ...DEFAULT_SHOT, id: panel.shot, ...shot.shot } };
    // It stands on no board yet, so no panel's blocking is handed on to it.
    const { doc } = connection;
    return briefOf({ ...about, panels: [], script: readLines(doc), aspectRatio, looksIn: looksReader(doc) }).brief;
  }, [isSeen, connection, projectId, shot, aspectRatio]);
  useEffect(() => (brief ? sketches.ask({ brief, width: WIDTH }, setFrame) : undefined), [brief]);
  return (
    <div ref={box} className={styles['frame']} style={{ aspectRatio }} data-drawn={frame !== null}>
      {frame && <SketchCanvas frame={frame} label="" />}
    </div>
  );
}

/** As it would be once it is taken. */
function panelOf({ frames }: ProposedShot): Panel {
  return {
    ...{ id: '' as PanelId, shot: '' as ShotId, order: '', anchors: frames[0]?.anchors ?? [], ...DEFAULT_PANEL },
    ...{ textHash: '', words: '', take: null, takes: [], drawn: 0 },
  };
}

function useSeen(box: { readonly current: HTMLElement | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!box.current || isSeen) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, isSeen]);
  return isSeen;
}
