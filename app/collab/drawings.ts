import { connectProject, type ConnectOptions } from './connect-project.ts';
import type { ProjectConnection, Readable, SaveState } from './connection.ts';

/** A drawing's document, open for as long as somebody in this window holds it. */
export interface HeldDrawing {
  readonly connection: ProjectConnection;
  release(): void;
}

/** The drawings of a project that are open in this window. */
export interface OpenDrawings {
  /** Opens it, or holds the one that is open. */
  hold(options: ConnectOptions): HeldDrawing;
  /** The worst that has to be said of any of them; null while all is well. */
  readonly saveState: Readable<SaveState | null>;
}

interface Open {
  readonly connection: ProjectConnection;
  readonly unwatch: () => void;
  holders: number;
}

const RANKS = ['not-saved', 'on-device', 'saving'] as const;
const known = new WeakMap<ProjectConnection, OpenDrawings>();

/**
 * The one set of a project. A drawing that nobody holds any more stays open until all of it is saved, or until the project
 * is closed: whoever leaves a drawing has drawn to the last moment.
 */
export function drawingsOf(project: ProjectConnection): OpenDrawings {
  let drawings = known.get(project);
  if (!drawings) known.set(project, (drawings = openDrawings(project)));
  return drawings;
}

function openDrawings(project: ProjectConnection): OpenDrawings {
  const all = new Map<string, Open>();
  const listeners = new Set<() => void>();
  let worst: SaveState | null = null;
  const look = () => {
    for (const [name, { connection, holders, unwatch }] of all) {
      if (holders > 0 || isUnsaved(connection.saveState.get())) continue;
      all.delete(name);
      unwatch();
      connection.destroy();
    }
    const now = worstOf([...all.values()].map(({ connection }) => connection.saveState.get()));
    if (now === worst) return;
    worst = now;
    for (const listener of [...listeners]) listener();
  };
  project.doc.on('destroy', () => {
    for (const { connection, unwatch } of all.values()) {
      unwatch();
      connection.destroy();
    }
    all.clear();
  });
  return {
    hold(options) {
      // Who only looks on and then may draw, or the other way round, gets another line to the same document.
      const key = `${options.document} ${String(options.readOnly)}`;
      let open = all.get(key);
      if (!open) {
        const connection = connectProject(options);
        open = { connection, unwatch: connection.saveState.subscribe(look), holders: 0 };
        all.set(key, open);
      }
      const held = open;
      held.holders += 1;
      let released = false;
      return {
        connection: held.connection,
        release() {
          if (released) return;
          released = true;
          held.holders -= 1;
          look();
        },
      };
    },
    saveState: {
      get: () => worst,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

function isUnsaved({ kind }: SaveState): boolean {
  return (RANKS as readonly string[]).includes(kind);
}

function worstOf(states: readonly SaveState[]): SaveState | null {
  for (const rank of ['ended', ...RANKS] as const) {
    const found = states.find(({ kind }) => kind === rank);
    if (found) return found;
  }
  return null;
}
