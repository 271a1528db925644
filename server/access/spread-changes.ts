import { z } from 'zod';
import type { UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Bus } from '#server/cluster/index.ts';
import type { Access, AccessChange } from './port.ts';

/** While no other process can be heard, rights are looked up this often, in milliseconds. */
const UNHEARD_MS = 500;

const heard = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session-ended'), sessionId: z.string() }),
  z.object({ kind: z.literal('member-changed'), workspaceId: z.string(), userId: z.string() }),
]);

/** Tells changes of rights to this process's sockets and, over the bus, to those of every other process. */
export function spreadChanges(bus: Bus): Pick<Access, 'changed' | 'onChange' | 'stop'> {
  const listeners = new Set<(change: AccessChange) => void>();
  const tell = (change: AccessChange) => {
    for (const listener of listeners) listener(change);
  };
  const stopHearing = bus.hear('access.changed', (message) => {
    const parsed = heard.safeParse(message);
    if (!parsed.success) tell({ kind: 'unheard' });
    else if (parsed.data.kind === 'session-ended') tell(parsed.data);
    else {
      const { workspaceId, userId } = parsed.data;
      tell({ kind: 'member-changed', workspaceId: workspaceId as WorkspaceId, userId: userId as UserId });
    }
  });
  const stopReturns = bus.onReturn(() => tell({ kind: 'unheard' }));
  const timer = bus.alone ? null : setInterval(() => bus.connected || tell({ kind: 'unheard' }), UNHEARD_MS);
  timer?.unref();
  return {
    changed: (change) => {
      tell(change);
      bus.say('access.changed', change);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      stopHearing();
      stopReturns();
      if (timer) clearInterval(timer);
    },
  };
}
