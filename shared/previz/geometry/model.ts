import { Matrix4, Vector3 } from 'three';

/** How an outline is drawn: figures boldest, `far` faintest. */
export type Layer = 'figure' | 'prop' | 'set' | 'far';

export interface Material {
  /** Surfaces of one object meet without an outline, unless they fold or one stands before the other. */
  readonly object: number;
  /** Local value: 1 paper white, 0 black. */
  readonly tone: number;
  readonly layer: Layer;
  /** Drawn as a stroke of this opacity, untouched by light. */
  readonly ink?: number;
  /** Gives light: stays bright at night. */
  readonly glow?: boolean;
  /** Seen from outside only: a wall that turns its back on the camera is not there. */
  readonly oneSided?: boolean;
  /** Casts no shadow. */
  readonly unshadowing?: boolean;
}

/** Triangles in world space (metres, y up), each with a material. */
export interface Model {
  readonly materials: Material[];
  readonly positions: number[];
  readonly normals: number[];
  readonly triangles: number[];
  readonly triangleMaterials: number[];
  objects: number;
}

/** A material in hand, and where its local space lies in the world. */
export interface Pen {
  readonly model: Model;
  readonly material: number;
  readonly matrix: Matrix4 | null;
}

export function emptyModel(): Model {
  return { materials: [], positions: [], normals: [], triangles: [], triangleMaterials: [], objects: 0 };
}

export function newObject(model: Model): number {
  model.objects += 1;
  return model.objects;
}

export function penFor(model: Model, material: Material, matrix: Matrix4 | null = null): Pen {
  model.materials.push(material);
  return { model, material: model.materials.length - 1, matrix };
}

const point = new Vector3();
const direction = new Vector3();

export function vertex(pen: Pen, position: Vector3, normal: Vector3): number {
  const { positions, normals } = pen.model;
  point.copy(position);
  direction.copy(normal);
  if (pen.matrix) {
    point.applyMatrix4(pen.matrix);
    direction.transformDirection(pen.matrix);
  }
  positions.push(point.x, point.y, point.z);
  normals.push(direction.x, direction.y, direction.z);
  return positions.length / 3 - 1;
}

export function triangle(pen: Pen, a: number, b: number, c: number): void {
  pen.model.triangles.push(a, b, c);
  pen.model.triangleMaterials.push(pen.material);
}

export function placed(x: number, y: number, z: number, yaw = 0): Matrix4 {
  return new Matrix4().makeRotationY(yaw).setPosition(x, y, z);
}
