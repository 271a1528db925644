import type { Vector3 } from 'three';
import { Euler, Quaternion } from 'three';
import { vec } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import type { Pose } from './pose.ts';

/** Where a figure stands: ground position, and the direction it faces as an angle about y from +z towards +x. */
export interface Standing {
  readonly at: Vector3;
  readonly yaw: number;
}

export interface Arm {
  readonly side: 1 | -1;
  readonly shoulder: Vector3;
  readonly elbow: Vector3;
  readonly wrist: Vector3;
}

export interface Leg {
  readonly side: 1 | -1;
  readonly hip: Vector3;
  readonly knee: Vector3;
  readonly ankle: Vector3;
  /** Unit vectors of the foot. */
  readonly toe: Vector3;
  readonly sole: Vector3;
}

/** Joints in world space. Frames have x to the figure's left, y up along the body, z forward. */
export interface Skeleton {
  readonly height: number;
  readonly yaw: number;
  readonly pelvis: Vector3;
  readonly pelvisFrame: Quaternion;
  readonly chest: Vector3;
  readonly chestFrame: Quaternion;
  /** Chin level under the ears: the origin of the head's own space. */
  readonly chin: Vector3;
  readonly headFrame: Quaternion;
  readonly headHeight: number;
  readonly arms: readonly [Arm, Arm];
  readonly legs: readonly [Leg, Leg];
}

export const HIP_LEVEL = 0.53;
export const CHEST_LEVEL = 0.735;
const NECK_LEVEL = 0.84;
const UPPER_ARM = 0.178;
const FOREARM = 0.148;
const THIGH = 0.242;
const SHIN = 0.238;
export const ANKLE_LEVEL = 0.047;

/** What is asked of a body beside its pose. World space. */
export interface Aims {
  readonly gaze?: Vector3 | null;
  readonly leftHand?: Vector3 | null;
  readonly rightHand?: Vector3 | null;
}

export function poseSkeleton(look: Look, pose: Pose, standing: Standing, aims: Aims = {}): Skeleton {
  const scale = look.height;
  const world = worldOf(pose, standing, scale);
  const pelvisFrame = turned(pose.pelvis);
  const turns = aims.gaze ? lookingAt(pose, world.local(aims.gaze)) : pose;
  const chestFrame = turned(turns.chest);
  const pelvis = vec(...pose.hips);
  const waist = pelvis.clone().add(vec(0, 0.085, 0).applyQuaternion(pelvisFrame));
  const chest = waist.add(vec(0, CHEST_LEVEL - HIP_LEVEL - 0.085, 0).applyQuaternion(chestFrame));
  const headFrame = turned(turns.head);
  const neck = chest.clone().add(vec(0, NECK_LEVEL - CHEST_LEVEL, -0.012).applyQuaternion(chestFrame));
  const headHeight = headHeightOf(look);
  const chin = neck.add(vec(0, 0.024, 0.018).applyQuaternion(headFrame));
  const shoulderWidth = shoulderHalfWidth(look);

  const arm = (side: 1 | -1): Arm => {
    const target = side === 1 ? pose.left : pose.right;
    const shoulder = chest.clone().add(vec(side * shoulderWidth, 0.05, -0.008).applyQuaternion(chestFrame));
    const head = vec(side * 0.062, 0.052, 0.022)
      .applyQuaternion(headFrame)
      .add(chin);
    const reach = target.hand;
    const aim = side === 1 ? aims.leftHand : aims.rightHand;
    const posed = reach === 'ear' ? head : shoulder.clone().add(vec(side * reach[0], reach[1], reach[2]));
    const goal = aim ? world.local(aim) : posed;
    const pole = vec(side * target.elbow[0], target.elbow[1], target.elbow[2]);
    const { joint, end } = bend(shoulder, goal, UPPER_ARM, FOREARM, pole);
    return { side, shoulder: world.point(shoulder), elbow: world.point(joint), wrist: world.point(end) };
  };
  const leg = (side: 1 | -1): Leg => {
    const target = side === 1 ? pose.left : pose.right;
    const hip = pelvis.clone().add(vec(side * 0.05, -0.012, 0).applyQuaternion(pelvisFrame));
    const [out, up, forward] = target.foot;
    const goal = vec(side * out, ANKLE_LEVEL + up, forward);
    const knee = target.knee ?? [0.12 + target.toes[0] / 160, 0, 1];
    const { joint, end } = bend(hip, goal, THIGH, SHIN, vec(side * knee[0], knee[1], knee[2]));
    const foot = turned([target.toes[1], side * target.toes[0], 0]);
    return {
      side,
      hip: world.point(hip),
      knee: world.point(joint),
      ankle: world.point(end),
      toe: world.turn(vec(0, 0, 1).applyQuaternion(foot)),
      sole: world.turn(vec(0, 1, 0).applyQuaternion(foot)),
    };
  };
  return {
    height: scale,
    yaw: standing.yaw,
    pelvis: world.point(pelvis),
    pelvisFrame: world.frame(pelvisFrame),
    chest: world.point(chest),
    chestFrame: world.frame(chestFrame),
    chin: world.point(chin),
    headFrame: world.frame(headFrame),
    headHeight: headHeight * scale,
    arms: [arm(1), arm(-1)],
    legs: [leg(1), leg(-1)],
  };
}

/** As a fraction of the body: children carry larger heads. */
export function headHeightOf(look: Look): number {
  return look.age === 'child' ? 0.165 : 0.138;
}

/** Half the distance between the shoulder joints of an average straight body. */
export const SHOULDER = 0.099;

export function shoulderHalfWidth(look: Look): number {
  const build = { slim: 0.95, medium: 1, broad: 1.12, heavy: 1.06 }[look.build];
  return (SHOULDER - 0.013 * look.curve) * build * (look.age === 'child' ? 0.9 : 1);
}

function worldOf(pose: Pose, standing: Standing, scale: number) {
  const frame = new Quaternion().setFromEuler(new Euler(0, standing.yaw, 0));
  const lift = vec(0, 0, 0);
  if (pose.supine) {
    frame.multiply(new Quaternion().setFromEuler(new Euler(-Math.PI / 2, 0, 0)));
    // The back rests on the ground, the hips over the place where the figure was put.
    lift.set(0, 0.075 * scale, 0).sub(vec(0, 0.5 * scale, 0).applyQuaternion(frame));
  }
  const back = frame.clone().invert();
  return {
    local: (p: Vector3) => p.clone().sub(lift).sub(standing.at).applyQuaternion(back).divideScalar(scale),
    point: (p: Vector3) => p.clone().multiplyScalar(scale).applyQuaternion(frame).add(standing.at).add(lift),
    turn: (d: Vector3) => d.clone().applyQuaternion(frame),
    frame: (q: Quaternion) => frame.clone().multiply(q),
  };
}

/** How far a head turns, degrees; what is asked beyond that the chest takes on, as far as it can. */
const NECK = { yaw: 65, up: 35, down: 45 };
const TWIST = 40;

/** The pose with its head turned to a place in the figure's own space. */
function lookingAt(pose: Pose, target: Vector3): Pick<Pose, 'chest' | 'head'> {
  const eyes = vec(pose.hips[0], pose.hips[1] + 0.4, pose.hips[2]);
  const to = target.clone().sub(eyes);
  const deg = 180 / Math.PI;
  const yaw = Math.atan2(to.x, to.z) * deg;
  const pitch = -Math.atan2(to.y, Math.hypot(to.x, to.z)) * deg;
  const over = yaw - Math.max(-NECK.yaw, Math.min(NECK.yaw, yaw));
  const twist = Math.max(-TWIST, Math.min(TWIST, over));
  const head = Math.max(-NECK.yaw, Math.min(NECK.yaw, yaw - twist)) + twist;
  return {
    chest: [pose.chest[0], pose.chest[1] + twist, pose.chest[2]],
    head: [Math.max(-NECK.up, Math.min(NECK.down, pitch)), head, pose.head[2] / 2],
  };
}

function turned([pitch, yaw, roll]: readonly [number, number, number]): Quaternion {
  const rad = Math.PI / 180;
  return new Quaternion().setFromEuler(new Euler(pitch * rad, yaw * rad, roll * rad, 'YXZ'));
}

/** Two-bone inverse kinematics: a goal out of reach is approached with an almost straight limb. */
function bend(root: Vector3, goal: Vector3, first: number, second: number, pole: Vector3) {
  const line = goal.clone().sub(root);
  const distance = Math.min(Math.max(line.length(), Math.abs(first - second) + 0.01), (first + second) * 0.995);
  line.normalize();
  const along = (first * first - second * second + distance * distance) / (2 * distance);
  const across = Math.sqrt(Math.max(0, first * first - along * along));
  const side = pole.clone().addScaledVector(line, -pole.dot(line)).normalize();
  return {
    joint: root.clone().addScaledVector(line, along).addScaledVector(side, across),
    end: root.clone().addScaledVector(line, distance),
  };
}
