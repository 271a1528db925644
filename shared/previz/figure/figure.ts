import type { Vector3 } from 'three';
import type { Model, Pen } from '../geometry/model.ts';
import { ellipsoid, tube, vec } from '../geometry/shapes.ts';
import type { FigureSpec, Look } from '../spec.ts';
import { addHeld } from './held.ts';
import { addHat } from './hat.ts';
import { addClothes, wardrobe, type Wardrobe } from './clothes.ts';
import { addFace, addGlasses } from './face.ts';
import { addBeard, addHair } from './hair.ts';
import { addHead, headPen, headSpace } from './head.ts';
import { addHand, type HandShape } from './limbs.ts';
import type { Skeleton } from './skeleton.ts';
import { torsoOf, type Torso } from './torso.ts';

/** Adds a person to the model. `pixel` is the size of a pixel at the figure, in metres: what is finer is left out. */
export function addFigure(model: Model, figure: FigureSpec, skeleton: Skeleton, pixel: number): void {
  const { look } = figure;
  const pens = wardrobe(model, look);
  const torso = torsoOf(look, skeleton);
  addClothes(pens, look, torso, skeleton, pixel);
  addNeck(pens.skin, skeleton, torso, look);
  const fine = pixel < skeleton.height * 0.0042;
  for (const arm of skeleton.arms) {
    const inward = skeleton.arms[0].shoulder
      .clone()
      .sub(skeleton.arms[1].shoulder)
      .normalize()
      .multiplyScalar(-arm.side);
    addHand(pens.skin, arm, skeleton.height, handShape(figure, arm.side), palmOf(figure, skeleton, inward), fine);
  }
  addHeadgear(pens, figure, skeleton, pixel);
  addHeld(model, figure, skeleton);
}

function addNeck(skin: Pen, skeleton: Skeleton, torso: Torso, look: Look): void {
  const base = torso
    .point(0.8, 0, -0.04)
    .add(torso.point(0.8, Math.PI, -0.04))
    .multiplyScalar(0.5);
  const up = vec(0, 1, 0).applyQuaternion(skeleton.headFrame);
  const forward = vec(0, 0, 1).applyQuaternion(skeleton.headFrame);
  const top = skeleton.chin
    .clone()
    .addScaledVector(up, 0.03 * skeleton.height)
    .addScaledVector(forward, -0.006 * skeleton.height);
  const girth =
    skeleton.height * (0.033 - 0.006 * look.curve) * { slim: 0.94, medium: 1, broad: 1.14, heavy: 1.18 }[look.build];
  tube(
    skin,
    [
      { at: base, radius: girth * 1.2 },
      { at: base.clone().lerp(top, 0.35), radius: girth * 1.04 },
      { at: base.clone().lerp(top, 0.65), radius: girth },
      { at: top, radius: girth },
    ],
    14,
  );
}

function addHeadgear(pens: Wardrobe, figure: FigureSpec, skeleton: Skeleton, pixel: number): void {
  const { look } = figure;
  const space = headSpace(skeleton);
  const at = (pen: Pen) => headPen(pen, space);
  const fine = pixel / space.unit;
  addHead(at(pens.skin), look);
  addFace({ ink: at(pens.ink), white: at(pens.white), pixel: fine }, look, figure.speaking === true);
  addHair(at(pens.hair), at(pens.seam), look, look.hat !== 'none', fine);
  if (look.beard) addBeard(at(pens.hair));
  if (look.glasses) addGlasses(at(pens.ink), fine);
  addHat(at(look.hat === 'beanie' || look.hat === 'cap' ? pens.legs : pens.top), at(pens.shoe), look.hat);
  if (look.outfit === 'hoodie') {
    const back = skeleton.chest
      .clone()
      .addScaledVector(vec(0, 0.078, -0.045).applyQuaternion(skeleton.chestFrame), skeleton.height);
    ellipsoid(pens.top, back, vec(0.062, 0.032, 0.038).multiplyScalar(skeleton.height));
  }
}

function handShape(figure: FigureSpec, side: 1 | -1): HandShape {
  const right = side === -1;
  if (figure.pose === 'point' && right) return 'point';
  if (figure.pose === 'talk' && right) return 'open';
  if (figure.pose === 'wave' && right) return 'open';
  if (figure.pose === 'embrace') return 'open';
  if (figure.pose === 'drive' || figure.pose === 'aim' || figure.pose === 'carry' || figure.pose === 'read')
    return 'grip';
  if ((figure.pose === 'phone' || figure.pose === 'drink') && right) return 'grip';
  return 'relaxed';
}

function palmOf(figure: FigureSpec, skeleton: Skeleton, inward: Vector3): Vector3 {
  const up = vec(0, 1, 0).applyQuaternion(skeleton.chestFrame);
  const back = vec(0, 0, -1).applyQuaternion(skeleton.chestFrame);
  if (figure.pose === 'talk') return inward.clone().addScaledVector(up, 0.9).add(back);
  if (figure.pose === 'wave') return back.negate();
  if (figure.pose === 'sit' || figure.pose === 'drive' || figure.pose === 'kneel')
    return up.negate().addScaledVector(inward, 0.3);
  return inward.clone().addScaledVector(back, 0.3);
}
