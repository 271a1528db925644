import { useDeferredValue, useMemo } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { estimatedEighths, formatEighths, type Scene } from '#shared/screenplay/index.ts';
import { useScenes } from '#app/collab/use-script.ts';
import { Navigator, type NavigatorProps } from '#app/features/script/index.ts';

const lengths = new WeakMap<Scene, string>();

/** The navigator with the scenes' lengths, which are counted after the key has been painted. */
export function SceneList(props: Omit<NavigatorProps, 'eighths'>) {
  const scenes = useDeferredValue(useScenes(props.connection.doc));
  const eighths = useMemo(() => {
    const byId = new Map(scenes.map((scene) => [scene.id, lengthOf(scene)]));
    return (scene: ElementId) => byId.get(scene);
  }, [scenes]);
  return <Navigator {...props} eighths={eighths} />;
}

/** A scene in which nothing changed is the same object, and is counted once. */
function lengthOf(scene: Scene): string {
  let length = lengths.get(scene);
  if (length === undefined) {
    length = formatEighths(estimatedEighths([scene.heading, ...scene.body]).get(scene.id) ?? 1);
    lengths.set(scene, length);
  }
  return length;
}
