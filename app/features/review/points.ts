import type { PanelId, ThreadId } from '#shared/lib/ids.ts';
import type { Thread } from '#server/context.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The threads of a panel in the order in which they were started, those on a point of the picture numbered from 1. */
export interface PanelTalk {
  readonly threads: readonly Thread[];
  readonly numbers: ReadonlyMap<ThreadId, number>;
}

/** Numbers count resolved threads too, so that "point 3" means the same tomorrow. */
export function talkOf(panel: PanelId, threads: readonly Thread[], withResolved: boolean): PanelTalk {
  const all = threads.filter((thread) => thread.panel === panel);
  const numbers = new Map<ThreadId, number>();
  for (const thread of all) if (thread.point) numbers.set(thread.id, numbers.size + 1);
  return { threads: all.filter((thread) => withResolved || !thread.resolved), numbers };
}
