import { useEffect, useMemo, useState, type RefObject } from 'react';
import { Rows3 } from 'lucide-react';
import { boardsStore } from '#app/collab/boards-store.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { scriptStore } from '#app/collab/script-store.ts';
import { useCommands, useToast } from '#app/components/index.ts';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { arrangePanels, gapsIn } from '#shared/storyboard/index.ts';
import { useLatest } from '../use-latest.ts';
import { panelsOfLine, type PanelOfLine } from './panels-of-line.ts';
import styles from './line-coverage.module.css';

export interface LineCoverageProps {
  readonly connection: ProjectConnection;
  /** In which the script stands. */
  readonly host: RefObject<HTMLElement>;
  /** The lines that are selected in the script. */
  readonly lines: readonly ElementId[];
  /** Tells which lines of boarded scenes no panel shows, when they are others than before. */
  readonly onGaps: (gaps: ReadonlySet<ElementId>) => void;
  readonly onOpen: (panel: PanelId) => void;
}

interface Hover {
  readonly panels: readonly PanelOfLine[];
  readonly left: number;
  readonly top: number;
}

/** What the bars beside boarded lines say when one asks them: which panels show the line, and the way there. */
export function LineCoverage({ connection, host, lines, onGaps, onOpen }: LineCoverageProps) {
  const { doc } = connection;
  const [hover, setHover] = useState<Hover | null>(null);
  const latest = useLatest({ onOpen, onGaps });
  useGaps(connection, (gaps) => latest.current.onGaps(gaps));
  useOpenCommand(connection, lines, (panel) => latest.current.onOpen(panel));

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const stop = new AbortController();
    const on = { signal: stop.signal, passive: true };
    let shown: HTMLElement | null = null;
    const turn = (line: HTMLElement | null) => {
      if (line === shown) return;
      shown = line;
      element.toggleAttribute('data-over-bar', line !== null);
      setHover(line && hoverOf(line, panelsOfLine(doc, line.dataset['id'] as ElementId)));
    };
    element.addEventListener('pointermove', (event) => turn(barUnder(event)), on);
    element.addEventListener('pointerleave', () => turn(null), on);
    element.addEventListener('scroll', () => turn(null), { ...on, capture: true });
    element.addEventListener('keydown', () => turn(null), { ...on, capture: true });
    element.addEventListener(
      'click',
      (event) => {
        const line = barUnder(event);
        const [panel] = line ? panelsOfLine(doc, line.dataset['id'] as ElementId) : [];
        if (panel) latest.current.onOpen(panel.id);
      },
      { signal: stop.signal },
    );
    return () => {
      stop.abort();
      element.removeAttribute('data-over-bar');
    };
  }, [doc, host, latest]);

  if (!hover) return null;
  const { panels, left, top } = hover;
  return (
    <div role="tooltip" className={styles['tip']} style={{ left, top }}>
      <strong>{panels.length === 1 ? '1 panel' : `${String(panels.length)} panels`}</strong>
      {panels.slice(0, MOST_NAMED).map(({ id, label }) => (
        <span key={id}>{label}</span>
      ))}
      {panels.length > MOST_NAMED && <span>…</span>}
    </div>
  );
}

const MOST_NAMED = 6;
/** Pixels beside the bar that still are its own. */
const REACH = 10;

/** The boarded line whose bar is under the pointer. */
function barUnder({ target, clientX }: MouseEvent): HTMLElement | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-coverage] p[data-boarded]') : null;
  if (!line) return null;
  const { left, width } = line.getBoundingClientRect();
  const zoom = width / line.offsetWidth;
  const bar = left + parseFloat(getComputedStyle(line).backgroundPositionX) * zoom;
  return Math.abs(clientX - bar) <= REACH ? line : null;
}

function hoverOf(line: HTMLElement, panels: readonly PanelOfLine[]): Hover | null {
  const { left, top, width } = line.getBoundingClientRect();
  const bar = left + (parseFloat(getComputedStyle(line).backgroundPositionX) * width) / line.offsetWidth;
  return panels.length === 0 ? null : { panels, left: bar - 8, top };
}

/** Milliseconds in which nobody typed. */
const QUIET_MS = 800;

/** Looks for gaps when boards have changed, and when the script has and nobody types any more. */
function useGaps({ doc }: ProjectConnection, tell: (gaps: ReadonlySet<ElementId>) => void): void {
  const latest = useLatest(tell);
  useEffect(() => {
    let known: ReadonlySet<ElementId> = new Set();
    let timer = 0;
    const look = () => {
      const gaps = gapsIn(arrangePanels(scriptStore(doc).scenes.get(), boardsStore(doc).get().panels.values()));
      const same = gaps.size === known.size && [...gaps].every((id) => known.has(id));
      known = gaps;
      if (!same) latest.current(gaps);
    };
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, QUIET_MS);
    };
    look();
    const stops = [scriptStore(doc).scenes.subscribe(soon), boardsStore(doc).subscribe(soon)];
    return () => {
      window.clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [doc, latest]);
}

/** The way from a line to its panels by the keyboard. */
function useOpenCommand({ doc }: ProjectConnection, lines: readonly ElementId[], open: (panel: PanelId) => void): void {
  const toast = useToast();
  const latest = useLatest({ lines, open });
  useCommands(
    useMemo(
      () => [
        {
          ...{ id: 'script.panels-of-line', label: 'Panels of this line', group: 'Script', icon: Rows3 },
          keywords: 'coverage boards storyboard shot',
          run: () => {
            const [panel] = latest.current.lines.flatMap((line) => panelsOfLine(doc, line));
            if (panel) latest.current.open(panel.id);
            else toast({ message: 'No panel shows this line yet.' });
          },
        },
      ],
      [doc, latest, toast],
    ),
  );
}
