import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { RosterEntry, ServerEvents } from '#shared/protocol/index.ts';
import { untilLoaded } from '#app/lib/until-loaded.ts';
import type { RealtimeClient, View } from './realtime-client.ts';

const RealtimeContext = createContext<RealtimeClient | null>(null);
const NOBODY: readonly RosterEntry[] = [];

interface RealtimeProviderProps {
  readonly project: ProjectId;
  readonly view: View;
  /** Resolves when what the window was opened for is shown: until then the room would only hold it up. */
  readonly whenShown: Promise<unknown>;
  readonly children: ReactNode;
}

/** Enters the project's room for as long as it is mounted. */
export function RealtimeProvider({ project, view, whenShown, children }: RealtimeProviderProps) {
  const [client, setClient] = useState<RealtimeClient | null>(null);
  useEffect(() => {
    const left = new AbortController();
    let made: RealtimeClient | null = null;
    const enter = async () => {
      await whenShown;
      const { connectRealtime } = await untilLoaded(() => import('./realtime-client.ts'), left.signal);
      left.signal.throwIfAborted();
      setClient((made = connectRealtime(project, view)));
    };
    enter().catch(() => undefined);
    return () => {
      left.abort();
      made?.destroy();
    };
    // The view changes without leaving the room.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [project, whenShown]);
  useEffect(() => client?.show(view), [client, view]);
  return <RealtimeContext.Provider value={client}>{children}</RealtimeContext.Provider>;
}

/** The project's room; null until it is entered. */
export function useRealtime(): RealtimeClient | null {
  return useContext(RealtimeContext);
}

/** Who is in the project now. */
export function useRoster(): readonly RosterEntry[] {
  const client = useContext(RealtimeContext);
  return useSyncExternalStore(
    client?.roster.subscribe ?? noSubscription,
    () => client?.roster.get() ?? NOBODY,
    () => NOBODY,
  );
}

/** Calls back on each event of this kind. The listener may change between renders. */
export function useRealtimeEvent<E extends keyof ServerEvents>(
  event: E,
  listener: (payload: ServerEvents[E]) => void,
): void {
  const client = useContext(RealtimeContext);
  useEffect(() => client?.subscribe(event, listener), [client, event, listener]);
}

/** Calls back when events may have been missed: fetch again. */
export function useRealtimeGap(listener: () => void): void {
  const client = useContext(RealtimeContext);
  useEffect(() => client?.onGap(listener), [client, listener]);
}

function noSubscription(): () => void {
  return () => undefined;
}
