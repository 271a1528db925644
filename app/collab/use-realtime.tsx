import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { RosterEntry, ServerEvents } from '#shared/protocol/index.ts';
import { connectRealtime, type RealtimeClient, type View } from './realtime-client.ts';

const RealtimeContext = createContext<RealtimeClient | null>(null);
const NOBODY: readonly RosterEntry[] = [];

interface RealtimeProviderProps {
  readonly project: ProjectId;
  readonly view: View;
  readonly children: ReactNode;
}

/** Enters the project's room for as long as it is mounted. */
export function RealtimeProvider({ project, view, children }: RealtimeProviderProps) {
  const [client, setClient] = useState<RealtimeClient | null>(null);
  useEffect(() => {
    const made = connectRealtime(project, view);
    setClient(made);
    return () => made.destroy();
    // The view changes without leaving the room.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [project]);
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
