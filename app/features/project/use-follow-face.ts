import { useLocation, useNavigate } from '@remix-run/react';
import { useSyncExternalStore } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { followOf } from '#app/collab/follow.ts';
import { useToast } from '#app/components/index.ts';
import { useProject } from '#app/lib/project-context.tsx';
import type { RosterEntry } from '#shared/protocol/index.ts';
import { placeOf } from './places.ts';

/** What a press on somebody's face does: this window's view of the script goes along with theirs, or no longer. */
export function useFollowFace(connection: ProjectConnection | null) {
  const { session } = useProject();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const toast = useToast();
  const follow = connection && followOf(connection.awareness);
  const followed = useSyncExternalStore(follow?.subscribe ?? never, follow?.get ?? nobody, nobody);
  return ({ user, name }: RosterEntry) => ({
    word: 'Follow',
    pressed: followed?.user === user,
    run() {
      if (!follow) return;
      if (followed?.user === user) follow.stop();
      else if (!follow.followUser(user))
        toast({ message: `${name} has no window at the script that could be followed.` });
      else if (!['script', 'split'].includes(placeOf(pathname))) navigate(`/projects/${session.id}/script`);
    },
  });
}

const nobody = () => null;
const never = () => () => {};
