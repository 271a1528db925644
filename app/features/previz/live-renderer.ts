import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  GLSL3,
  Matrix4,
  Mesh,
  NearestFilter,
  NoBlending,
  OrthographicCamera,
  PerspectiveCamera,
  PlaneGeometry,
  RawShaderMaterial,
  Scene as Drawn,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderTarget,
  WebGLRenderer,
} from 'three';
import type { Camera, Model, Scene } from '#shared/previz/index.ts';
import { LINES, SURFACES, FULL, SEEN } from './live-shaders.ts';

const LAMPS = 8;

/**
 * The frame as it is being moved: the same triangles as the renderer's, in flat grey with lines where one object ends and
 * another begins. Two passes: what is seen in each pixel, then the lines between them.
 */
export class LiveRenderer {
  readonly #gl: WebGLRenderer;
  readonly #target: WebGLRenderTarget;
  readonly #surfaces: RawShaderMaterial;
  readonly #lines: RawShaderMaterial;
  readonly #scene = new Drawn();
  readonly #mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  readonly #sheet = new Drawn();
  readonly #eye = new PerspectiveCamera();
  readonly #flat = new OrthographicCamera(-1, 1, 1, -1, 0, 1);
  #model: Model | null = null;

  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.#gl = new WebGLRenderer({ canvas, context });
    this.#target = new WebGLRenderTarget(1, 1, { minFilter: NearestFilter, magFilter: NearestFilter });
    this.#surfaces = material(FULL, SURFACES, {
      ...{ eye: { value: new Vector3() }, key: { value: new Vector3() }, ambient: { value: 1 } },
      ...{ strength: { value: 0 }, right: { value: new Vector3() }, up: { value: new Vector3() } },
      lamps: { value: Array.from({ length: LAMPS }, () => new Vector4(0, -100, 0, 1)) },
      powers: { value: new Float32Array(LAMPS) },
    });
    this.#lines = material(SEEN, LINES, {
      seen: { value: this.#target.texture },
      ...{ size: { value: new Vector2(1, 1) }, sky: { value: new Vector2(1, 0.9) } },
    });
    this.#mesh = new Mesh(new BufferGeometry(), this.#surfaces);
    this.#mesh.frustumCulled = false;
    this.#scene.add(this.#mesh);
    this.#sheet.add(new Mesh(new PlaneGeometry(2, 2), this.#lines));
    // The camera's place and opening are the renderer's own, to the last digit.
    this.#eye.matrixAutoUpdate = false;
  }

  /** @param camera another one than the scene's, while a move is played */
  draw({ model, framing, lighting }: Scene, width: number, height: number, camera: Camera = framing.camera): void {
    if (model !== this.#model) this.#load(model);
    const ratio = Math.min(2, window.devicePixelRatio);
    this.#gl.setPixelRatio(ratio);
    this.#gl.setSize(width, height, false);
    this.#target.setSize(Math.round(width * ratio), Math.round(height * ratio));
    this.#aim(camera);
    const { uniforms } = this.#surfaces;
    (uniforms['key']?.value as Vector3).copy(lighting.key);
    set(uniforms, 'ambient', lighting.ambient);
    set(uniforms, 'strength', lighting.keyStrength);
    for (let i = 0; i < LAMPS; i++) {
      const lamp = lighting.lamps[i];
      (uniforms['lamps']?.value as Vector4[])[i]?.set(...placeOf(lamp));
      (uniforms['powers']?.value as Float32Array)[i] = lamp?.strength ?? 0;
    }
    (this.#lines.uniforms['size']?.value as Vector2).set(this.#target.width, this.#target.height);
    (this.#lines.uniforms['sky']?.value as Vector2).set(...lighting.sky);
    this.#gl.setRenderTarget(this.#target);
    this.#gl.setClearColor(0x000000, 0);
    this.#gl.render(this.#scene, this.#eye);
    this.#gl.setRenderTarget(null);
    this.#gl.render(this.#sheet, this.#flat);
  }

  close(): void {
    this.#mesh.geometry.dispose();
    this.#target.dispose();
    this.#gl.dispose();
  }

  #aim({ eye, right, up, forward, tanX, tanY }: Camera): void {
    const back = forward.clone().negate();
    this.#eye.matrix.makeBasis(right, up, back).setPosition(eye);
    this.#eye.matrixWorld.copy(this.#eye.matrix);
    this.#eye.matrixWorldInverse.copy(this.#eye.matrix).invert();
    const near = 0.06;
    this.#eye.projectionMatrix.copy(
      new Matrix4().makePerspective(-tanX * near, tanX * near, tanY * near, -tanY * near, near, 400),
    );
    this.#eye.projectionMatrixInverse.copy(this.#eye.projectionMatrix).invert();
    const { uniforms } = this.#surfaces;
    (uniforms['eye']?.value as Vector3).copy(eye);
    (uniforms['right']?.value as Vector3).copy(right);
    (uniforms['up']?.value as Vector3).copy(up);
  }

  #load(model: Model): void {
    this.#model = model;
    this.#mesh.geometry.dispose();
    this.#mesh.geometry = geometryOf(model);
  }
}

type Lamp = Scene['lighting']['lamps'][number];

/** Place and reach; far below the ground for a lamp that is not there. */
function placeOf(lamp: Lamp | undefined): [number, number, number, number] {
  return lamp ? [lamp.at.x, lamp.at.y, lamp.at.z, lamp.reach] : [0, -100, 0, 1];
}

function set(uniforms: RawShaderMaterial['uniforms'], name: string, value: number): void {
  const uniform = uniforms[name];
  if (uniform) uniform.value = value;
}

function material(vertexShader: string, fragmentShader: string, uniforms: RawShaderMaterial['uniforms']) {
  return new RawShaderMaterial({
    ...{ vertexShader, fragmentShader, uniforms, glslVersion: GLSL3, side: DoubleSide, blending: NoBlending },
  });
}

/** Every vertex belongs to the material of its triangle: pens don't share them. */
function geometryOf({ positions, normals, triangles, triangleMaterials, materials }: Model): BufferGeometry {
  const looks = new Float32Array((positions.length / 3) * 4);
  triangleMaterials.forEach((index, t) => {
    const { object = 0, tone = 1, ink, glow, oneSided } = materials[index] ?? {};
    // Neighbouring objects get numbers far apart; 1 is a stroke, which has no outline.
    const id = ink === undefined ? (1 + ((object * 61) % 250)) / 255 : 1;
    const light = ink === undefined ? (glow ? 2 : 1) : 3;
    for (let k = 0; k < 3; k++)
      looks.set(
        [id, ink === undefined ? tone : 1 - ink * 0.9, light, oneSided ? 1 : 0],
        (triangles[t * 3 + k] ?? 0) * 4,
      );
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3));
  geometry.setAttribute('look', new BufferAttribute(looks, 4));
  geometry.setIndex(new BufferAttribute(new Uint32Array(triangles), 1));
  return geometry;
}
