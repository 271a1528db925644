import type { PanelCast } from '#shared/cast/index.ts';
import {
  looksReader,
  observeCast,
  observeSettings,
  panelCastReader,
  readLines,
  scriptRoot,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { sceneByElement, scenesOf, type Scene, type ScriptElement } from '#shared/screenplay/index.ts';

/** What the pictures of a film have in common: its script, and how its people look. */
export interface FilmReading {
  readonly script: readonly ScriptElement[];
  readonly sceneOf: ReadonlyMap<ElementId, Scene>;
  readonly looksIn: ReturnType<typeof looksReader>;
  /** Panels and shots are read anew each time. */
  readonly castOf: (id: PanelId) => PanelCast | null;
}

const readings = new WeakMap<ProjectDoc, FilmReading>();

/**
 * Read once until somebody changes script, cast or settings. An order is hundreds of panels, and each would read the whole
 * script while whoever types in it waits.
 */
export function readFilm(doc: ProjectDoc): FilmReading {
  const known = readings.get(doc);
  if (known) return known;
  const script = readLines(doc);
  const reading: FilmReading = {
    script,
    sceneOf: sceneByElement(scenesOf(script)),
    looksIn: looksReader(doc, script),
    castOf: panelCastReader(doc, script),
  };
  readings.set(doc, reading);
  forgetOnChange(doc);
  return reading;
}

function forgetOnChange(doc: ProjectDoc): void {
  const root = scriptRoot(doc);
  const forget = () => {
    readings.delete(doc);
    root.unobserveDeep(forget);
    for (const stop of stops) stop();
  };
  root.observeDeep(forget);
  const stops = [observeCast(doc, forget), observeSettings(doc, forget)];
}
