import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import type { ProjectConnection } from './connection.ts';
import { placeOf } from './follow.ts';
import { personOf } from './person-of.ts';
import { scriptStore } from './script-store.ts';

/** Another window of this project, as its person shows in it. */
export interface Present {
  readonly client: number;
  readonly name: string;
  readonly colour: string;
  /** Wrote something a moment ago. */
  readonly typing: boolean;
}

export type PresenceByScene = ReadonlyMap<ElementId, readonly Present[]>;

/** Who of the others is in which scene, by awareness (`user`, `typing`, and its place). Read once a frame at most. */
export function usePresenceByScene({ doc, awareness }: ProjectConnection): PresenceByScene {
  const store = useMemo(() => presenceStore(doc, awareness), [doc, awareness]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

function presenceStore(doc: ProjectConnection['doc'], awareness: ProjectConnection['awareness']) {
  const script = scriptStore(doc);
  let places: PresenceByScene = new Map();
  let known = '';
  const read = () => {
    const found = new Map<ElementId, Present[]>();
    for (const [client, state] of awareness.getStates()) {
      const person = personOf(state);
      const at = placeOf(awareness, client);
      const scene = at === null ? undefined : script.sceneOf(at as ElementId);
      if (client === awareness.clientID || !scene || !person) continue;
      const { name, colour } = person;
      const typing = state['typing'] === true;
      found.set(scene.id, [...(found.get(scene.id) ?? []), { client, name, colour, typing }]);
    }
    const now = JSON.stringify([...found]);
    if (now === known) return false;
    known = now;
    places = found;
    return true;
  };
  return {
    get: () => places,
    subscribe: (listener: () => void) => {
      let frame = 0;
      const refresh = () => {
        frame = 0;
        if (read()) listener();
      };
      const onChange = () => {
        frame ||= requestAnimationFrame(refresh);
      };
      awareness.on('change', onChange);
      const unwatch = script.outline.subscribe(onChange);
      onChange();
      return () => {
        cancelAnimationFrame(frame);
        awareness.off('change', onChange);
        unwatch();
      };
    },
  };
}

/** The other windows whose person is in the script; the same list until one comes or goes. */
export function usePresent(awareness: ProjectConnection['awareness']): readonly { client: number; name: string }[] {
  const last = useRef<{ client: number; name: string }[]>([]);
  const read = useCallback(() => {
    const now = [...awareness.getStates()].flatMap(([client, state]) => {
      const person = personOf(state);
      const isElsewhere = client === awareness.clientID || placeOf(awareness, client) === null;
      return person && !isElsewhere ? [{ client, name: person.name }] : [];
    });
    if (!sameValue(now, last.current)) last.current = now;
    return last.current;
  }, [awareness]);
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, read, read);
}
