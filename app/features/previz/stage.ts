import {
  blockingOf,
  composeScene,
  markOf,
  type Blocking,
  type CameraMark,
  type LightMark,
  type PrevizSpec,
  type Scene,
} from '#shared/previz/index.ts';

/** A frame taken apart for editing: everything said outright, whoever said it. */
export interface Stage {
  readonly spec: PrevizSpec;
  readonly scene: Scene;
  /** Every figure of the frame has its mark. */
  readonly blocking: Blocking;
  readonly camera: CameraMark;
  readonly light: LightMark;
}

export function stageOf(spec: PrevizSpec): Stage {
  const scene = composeScene(spec);
  const { key } = scene.lighting;
  return {
    ...{ spec, scene, blocking: blockingOf(spec), camera: markOf(scene.framing.camera) },
    light: { azimuth: Math.atan2(key.x, key.z), elevation: Math.asin(Math.min(1, key.y)) },
  };
}

/** What can be taken hold of. */
export type Item =
  | { readonly kind: 'figure'; readonly name: string }
  | { readonly kind: 'prop'; readonly id: string }
  | { readonly kind: 'camera' | 'end' | 'light' };

export function sameItem(a: Item | null, b: Item | null): boolean {
  return a !== null && b !== null && keyOf(a) === keyOf(b);
}

/** As the part of a blocking is named that says where it is. */
export function keyOf(item: Item): string {
  return item.kind === 'figure' ? `f:${item.name}` : item.kind === 'prop' ? `p:${item.id}` : item.kind;
}

/** What has that key; null: nothing of this version. */
export function itemOf(key: string): Item | null {
  if (key.startsWith('f:')) return { kind: 'figure', name: key.slice(2) };
  if (key.startsWith('p:')) return { kind: 'prop', id: key.slice(2) };
  return key === 'camera' || key === 'end' || key === 'light' ? { kind: key } : null;
}

/** Whether a change of it is the panel's own and never handed on to the panels that follow. */
export function isOfCamera(item: Item): boolean {
  return item.kind === 'camera' || item.kind === 'end';
}
