import type { UserId } from '#shared/lib/ids.ts';
import { presenceColour } from '#app/lib/presence-colours.ts';
import { useProject } from '#app/lib/project-context.tsx';

/** A person's colour in this project: by their place among its people, so that it is the same for everybody and stays. */
export function useColourOf(): (user: UserId) => string {
  const { people } = useProject().session;
  return (user) =>
    presenceColour(
      Math.max(
        0,
        people.findIndex((person) => person.id === user),
      ),
    );
}

export function useMyColour(): string {
  return useColourOf()(useProject().me.id);
}
