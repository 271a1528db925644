import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import { placeAmongAll, type Drop, type Group } from '../layout.ts';
import { BESIDE, type FileDrop, type Takers } from '../use-file-drop.ts';

/*
 * Where every frame of the strip stands, in pixels, before anything is rendered: all in one row, whole scenes one after
 * the other, each as wide as the film's frames or as long as it stands on screen.
 */

export const FRAME_HEIGHT = 72;
/** Above the frames: where a scene begins. */
export const TICK_HEIGHT = 24;
export const GAP = 6;
const PADDING = 16;
/** A frame that stands a second is this wide where durations are to scale. */
const PIXELS_A_SECOND = 40;
/** Frames that flash by can still be hit. */
const NARROWEST = 28;

export interface StripItem {
  readonly panel: Panel;
  readonly number: string;
  readonly group: Group;
  /** Among the panels of its scene. */
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface StripScene {
  readonly group: Group;
  readonly left: number;
  readonly width: number;
}

export interface StripLayout {
  readonly items: readonly StripItem[];
  readonly scenes: readonly StripScene[];
  readonly width: number;
  readonly indexOf: ReadonlyMap<PanelId, number>;
}

interface Look {
  /** Width by height of every frame. */
  readonly aspect: number;
  readonly toScale: boolean;
}

export function layOutStrip(groups: readonly Group[], { aspect, toScale }: Look): StripLayout {
  const items: StripItem[] = [];
  const scenes: StripScene[] = [];
  const indexOf = new Map<PanelId, number>();
  let left = PADDING;
  for (const group of groups) {
    if (group.panels.length === 0) continue;
    const start = left;
    group.panels.forEach((panel, index) => {
      const scaled = Math.max(NARROWEST, Math.round((panel.durationMs / 1000) * PIXELS_A_SECOND));
      const width = toScale ? scaled : Math.round(FRAME_HEIGHT * aspect);
      indexOf.set(panel.id, items.length);
      items.push({ panel, number: group.numbers[index] ?? '', group, index, left, width });
      left += width + GAP;
    });
    scenes.push({ group, left: start, width: left - GAP - start });
  }
  return { items, scenes, width: left - GAP + PADDING, indexOf };
}

/** Where frames dropped at this distance from the strip's beginning would land; null where no scene is. */
export function dropInStrip({ items }: StripLayout, x: number): Drop | null {
  const next = items.findIndex(({ left, width }) => x < left + width / 2);
  const after = items[next === -1 ? items.length - 1 : next - 1];
  const before = next === -1 ? undefined : items[next];
  // Between two scenes it is the frame under the pointer that says which.
  const beside = before && (!after || x >= before.left - GAP / 2) ? before : after;
  if (!beside?.group.scene) return null;
  const at = placeAmongAll(beside.group, beside === before ? beside.index : beside.index + 1);
  const left = (beside === before ? beside.left - GAP / 2 : beside.left + beside.width + GAP / 2) - 1;
  return { scene: beside.group.scene.id, at, line: { left, top: TICK_HEIGHT, width: 2, height: FRAME_HEIGHT } };
}

/** Onto the frame at this distance, or between two; null where no scene is. */
export function fileDropInStrip(strip: StripLayout, x: number, takers: Takers): FileDrop | null {
  const item = strip.items.find(({ left, width }) => x >= left && x <= left + width);
  if (item) {
    const { left, width, panel, group } = item;
    const within = x >= left + width * BESIDE && x <= left + width * (1 - BESIDE);
    const mark = { left, top: TICK_HEIGHT, width, height: FRAME_HEIGHT };
    if (within || !group.scene) return { place: { kind: 'panels', ids: takers(panel.id) }, mark };
  }
  const gap = dropInStrip(strip, x);
  return gap && { place: { kind: 'between', scene: gap.scene, at: gap.at }, mark: gap.line };
}

/** The first frame of the scene before or after this one that has any. */
export function sceneBeside(groups: readonly Group[], scene: ElementId | 'orphans', back: boolean): Panel | undefined {
  const at = groups.findIndex(({ key }) => key === scene);
  const others = back ? groups.slice(0, Math.max(0, at)).reverse() : groups.slice(at + 1);
  return others.find(({ panels }) => panels.length > 0)?.panels[0];
}
