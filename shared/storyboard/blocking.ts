import type { PanelId } from '#shared/lib/ids.ts';
import type { BlockingParts, Panel } from './panel.ts';

/** What a panel says of its camera is said of no other. */
const OF_THE_CAMERA: readonly string[] = ['camera', 'end'];
/** The part that says: here everything is as the script has it, whatever was put by hand before. */
const AS_WRITTEN = 'script';

export interface EffectiveBlocking {
  readonly parts: BlockingParts;
  /** The panel whose people, set, things and light these are; null: the script's. */
  readonly from: PanelId | null;
}

/**
 * What holds in a panel: its own people, set, things and light, else those of the nearest panel before it in its scene
 * that has any, so that continuity needs no work. The camera is its own.
 * @param panels those of its scene, in their order
 */
export function effectiveBlocking(panels: readonly Panel[], id: PanelId): EffectiveBlocking {
  const at = panels.findIndex((panel) => panel.id === id);
  const source = panels.slice(0, at + 1).findLast(hasStage);
  const isWritten = source?.blocking?.[AS_WRITTEN] === true;
  const stage = Object.entries(source?.blocking ?? {}).filter(([name]) => !isWritten && isOfStage(name));
  const camera = Object.entries(panels[at]?.blocking ?? {}).filter(([name]) => OF_THE_CAMERA.includes(name));
  return { parts: Object.fromEntries([...stage, ...camera]), from: isWritten ? null : (source?.id ?? null) };
}

/** The parts with which a panel is as the script has it: none, unless a panel before it would have its way. */
export function asWritten(panels: readonly Panel[], id: PanelId): BlockingParts {
  const at = panels.findIndex((panel) => panel.id === id);
  const { from } = effectiveBlocking(panels.slice(0, at), panels[at - 1]?.id ?? id);
  return from === null ? {} : { [AS_WRITTEN]: true };
}

function hasStage({ blocking = {} }: Panel): boolean {
  return Object.keys(blocking).some((name) => name === AS_WRITTEN || isOfStage(name));
}

function isOfStage(name: string): boolean {
  return name !== AS_WRITTEN && !OF_THE_CAMERA.includes(name);
}
