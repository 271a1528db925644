import { newObject, penFor, type Material, type Model, type Pen } from '../geometry/model.ts';
import { loft } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import { addArm, addLeg, addSkirt } from './limbs.ts';
import { addSeams } from './seams.ts';
import type { Skeleton } from './skeleton.ts';
import type { Torso } from './torso.ts';

/** The pens that draw one person. */
export interface Wardrobe {
  readonly skin: Pen;
  readonly top: Pen;
  readonly legs: Pen;
  readonly shirt: Pen;
  readonly shoe: Pen;
  readonly hair: Pen;
  readonly white: Pen;
  readonly ink: Pen;
  readonly seam: Pen;
}

export function wardrobe(model: Model, look: Look): Wardrobe {
  const object = newObject(model);
  const pen = (material: Partial<Material> & { tone: number }) =>
    penFor(model, { object, layer: 'figure', ...material });
  return {
    skin: pen({ tone: look.skinTone }),
    top: pen({ tone: look.tone }),
    legs: pen({ tone: look.legTone }),
    shirt: pen({ tone: look.tone > 0.8 ? 0.7 : 0.98 }),
    shoe: pen({ tone: 0.22 }),
    hair: pen({ tone: look.hairTone }),
    white: pen({ tone: 1, ink: 0 }),
    ink: pen({ tone: 0.08, ink: 0.92, unshadowing: true }),
    seam: pen({ tone: 0.1, ink: look.tone < 0.35 ? 0.75 : 0.55, unshadowing: true }),
  };
}

export function addClothes(pens: Wardrobe, look: Look, torso: Torso, skeleton: Skeleton, pixel: number): void {
  const { outfit } = look;
  const ease = { shirt: 0.004, suit: 0.011, coat: 0.015, hoodie: 0.015, jacket: 0.013, dress: 0.003, skirt: 0.004 }[
    outfit
  ];
  const bareLegs = outfit === 'dress' || outfit === 'skirt';
  for (const leg of skeleton.legs)
    addLeg({ trouser: bareLegs ? null : pens.legs, skin: pens.skin, shoe: pens.shoe }, leg, look, skeleton);
  const sleeveTo = { shirt: 0.72, suit: 1.95, coat: 1.95, hoodie: 1.95, jacket: 1.95, dress: 0.3, skirt: 1.2 }[outfit];
  for (const arm of skeleton.arms) addArm({ sleeve: pens.top, skin: pens.skin }, arm, look, skeleton, sleeveTo);

  const collar = outfit === 'dress' ? 0.8 : 0.832;
  const hem = { shirt: 0.5, suit: 0.455, coat: 0.5, hoodie: 0.485, jacket: 0.5, dress: 0.52, skirt: 0.545 }[outfit];
  const levels = [hem, 0.52, 0.54, 0.575, 0.61, 0.65, 0.69, 0.73, 0.765, 0.793, 0.81, 0.824, collar];
  const rings = levels
    .filter((level, i) => level > hem - 0.001 && level <= collar && (i === 0 || level > hem + 0.01))
    .map((level) => torso.ring(level, (level > 0.8 ? ease * 0.6 : ease) + 0.013 * Math.max(0, (0.57 - level) / 0.08)));
  loft(pens.top, rings);
  if (outfit === 'dress')
    loft(
      pens.skin,
      [0.78, 0.793, 0.81, 0.824, 0.838].map((level) => torso.ring(level, 0.001)),
    );
  if (!bareLegs)
    loft(
      pens.legs,
      [0.455, 0.48, 0.5, 0.535, 0.56].map((level) => torso.ring(level, 0.002)),
    );
  const belt = [torso.ring(0.6, ease), torso.ring(0.56, ease), torso.ring(0.525, ease + 0.002)];
  if (outfit === 'coat') addSkirt(pens.top, belt, skeleton, 1.12, 0.02, 0.012);
  if (outfit === 'dress') addSkirt(pens.top, belt, skeleton, 1.05, 0.042, 0.004);
  // A skirt is worn over the blouse.
  if (outfit === 'skirt')
    addSkirt(
      pens.legs,
      [0.6, 0.56, 0.525].map((level) => torso.ring(level, ease + 0.006)),
      skeleton,
      0.98,
      0.004,
      0.009,
    );
  if (pixel < skeleton.height * 0.012) addSeams(pens, look, torso, ease, pixel * 0.85);
}
