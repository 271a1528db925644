import type { ProjectId } from '#shared/lib/ids.ts';
import type { ServerEvents } from '#shared/protocol/index.ts';

/**
 * Says to every window that has the project open that something changed. Called after the change is committed, never
 * before: whoever hears it fetches at once.
 */
export interface Notices {
  notify<E extends keyof ServerEvents>(project: ProjectId, event: E, payload: Omit<ServerEvents[E], 'project'>): void;
}
