import { useEffect } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { followOf } from '#app/collab/follow.ts';

/** Whoever begins to follow somebody sees the script, not the cards. */
export function useScriptWhileFollowing({ awareness }: ProjectConnection, leaveCards: () => void): void {
  useEffect(() => {
    const follow = followOf(awareness);
    return follow.subscribe(() => {
      if (follow.get()) leaveCards();
    });
  }, [awareness, leaveCards]);
}
