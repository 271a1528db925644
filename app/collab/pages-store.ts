import { observeSettings, readSettings, type ProjectDoc } from '#shared/collab/index.ts';
import { pageSettingsOf, paginate, repaginate, type Pagination } from '#shared/pagination/index.ts';
import type { Readable } from './connection.ts';
import { scriptStore, type Schedule, type ScriptStore } from './script-store.ts';

/** After the key that was pressed, which is painted when the task's turn comes. */
const soon: Schedule = (task) => {
  const timer = setTimeout(task);
  return () => clearTimeout(timer);
};

/** The first time a whole script is laid out, and a page that just opens is painted before that. */
const afterPaint: Schedule = (task) => {
  let cancel = () => {};
  const frame = requestAnimationFrame(() => (cancel = soon(task)));
  return () => {
    cancelAnimationFrame(frame);
    cancel();
  };
};

const stores = new WeakMap<ProjectDoc, Readable<Pagination | null>>();

/**
 * The script in pages, on the project's paper, for everybody in this window who shows or counts them. It follows the
 * script while somebody watches: never within the key that was pressed, but as soon as the key has been painted, and of
 * the pages only those that the change can have moved. Null until the script was laid out for the first time.
 */
export function pagesStore(doc: ProjectDoc, schedule?: Schedule): Readable<Pagination | null> {
  const store = stores.get(doc) ?? makeStore(doc, scriptStore(doc), schedule ?? soon, schedule ?? afterPaint);
  stores.set(doc, store);
  return store;
}

function makeStore(
  doc: ProjectDoc,
  script: ScriptStore,
  schedule: Schedule,
  scheduleFirst: Schedule,
): Readable<Pagination | null> {
  const listeners = new Set<() => void>();
  let pages: Pagination | null = null;
  let cancel: (() => void) | null = null;
  let leave = () => {};

  const refresh = () => {
    cancel = null;
    const now = layOut(pages, script, doc);
    if (now === pages) return;
    pages = now;
    for (const listener of listeners) listener();
  };
  const later = () => (cancel ??= (pages ? schedule : scheduleFirst)(refresh));
  const watch = () => {
    const stops = [script.elements.subscribe(later), observeSettings(doc, later)];
    later();
    return () => {
      for (const stop of stops) stop();
      cancel?.();
      cancel = null;
    };
  };
  return {
    get: () => pages,
    subscribe(listener) {
      if (listeners.size === 0) leave = watch();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) leave();
      };
    },
  };
}

function layOut(before: Pagination | null, script: ScriptStore, doc: ProjectDoc): Pagination {
  const settings = pageSettingsOf(readSettings(doc));
  const elements = script.elements.get();
  if (before?.settings !== settings) return paginate(elements, settings);
  return before.elements === elements ? before : repaginate(before, elements);
}
