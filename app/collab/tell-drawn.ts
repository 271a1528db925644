import { observeSketch, readDrawing, readPanel, updatePanel, type Origin } from '#shared/collab/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from './connection.ts';
import type { HeldDrawing } from './drawings.ts';

/** No step of undo: what was drawn is undone in the drawing. */
const TOLD: Origin = { kind: 'drawing' };
/** While somebody draws, others who do not watch live are told this often, in milliseconds. */
const APART_MS = 2000;

/**
 * Two windows that tell at once say two different things, unless it is in the same second. Counted from 2020, it takes
 * half the bytes of a time in milliseconds, and there may be ten thousand.
 */
function secondsAt(time: number): number {
  return Math.floor((time - Date.UTC(2020)) / 1000);
}

/**
 * Tells the panel when its drawing has changed, and is durable: whoever fetches its picture then gets all of it. Returns
 * the way to stop, which tells what is left to be told first and then lets the drawing go.
 */
export function tellDrawn(project: ProjectConnection, held: HeldDrawing, panel: PanelId): () => void {
  const { doc, saveState } = held.connection;
  let [changed, ending, toldAt] = [false, false, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    changed = false;
    toldAt = Date.now();
    const known = readPanel(project.doc, panel);
    const drawn = readDrawing(doc).marks.size === 0 ? 0 : Math.max((known?.drawn ?? 0) + 1, secondsAt(toldAt));
    if (known && known.drawn !== drawn) project.doc.transact(() => updatePanel(project.doc, panel, { drawn }), TOLD);
  };
  const look = () => {
    clearTimeout(timer);
    if (changed && saveState.get().kind === 'saved') {
      const wait = ending ? 0 : toldAt + APART_MS - Date.now();
      if (wait <= 0) tell();
      else timer = setTimeout(look, wait);
    }
    if (ending && !changed) end();
  };
  const onChange = ({ local }: { readonly local: boolean }) => {
    if (!local) return;
    changed = true;
    look();
  };
  const unwatch = [observeSketch(doc, onChange), saveState.subscribe(look)];
  const end = () => {
    for (const stop of unwatch.splice(0)) stop();
    clearTimeout(timer);
    held.release();
  };
  // A window that was closed in the middle of a stroke has told nobody.
  void held.connection.whenFilled.then(() => {
    if (readPanel(project.doc, panel)?.drawn !== 0 || readDrawing(doc).marks.size === 0) return;
    changed = saveState.get().kind !== 'read-only';
    look();
  });
  return () => {
    ending = true;
    look();
  };
}
