/* Of `LiveRenderer`: GLSL ES 3.00. */

/** Vertices of the model. */
export const FULL = `
precision highp float;
uniform mat4 projectionMatrix, viewMatrix;
in vec3 position, normal;
in vec4 look;
out vec3 at, facing;
out vec4 kind;
void main() {
  at = position;
  facing = normal;
  kind = look;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`;

/** Red: which object. Green: how light. Blue, alpha: where it faces, as the camera sees it. */
export const SURFACES = `
precision highp float;
uniform vec3 eye, key, right, up;
uniform float ambient, strength;
uniform vec4 lamps[8];
uniform float powers[8];
in vec3 at, facing;
in vec4 kind;
out vec4 seen;
void main() {
  vec3 n = normalize(facing);
  bool away = dot(at - eye, n) > 0.0;
  if (away && kind.w > 0.5) discard;
  if (away) n = -n;
  float front = dot(n, key);
  float total = ambient + strength * smoothstep(0.02, 0.22, front) * (0.75 + 0.25 * max(0.0, front));
  for (int i = 0; i < 8; i++) {
    vec3 to = lamps[i].xyz - at;
    float d2 = dot(to, to) + 0.0001;
    float lit = dot(to, n) / sqrt(d2);
    if (lit > -0.25) total += powers[i] * (0.25 + lit) / ((1.0 + d2 * 2.0 / (lamps[i].w * lamps[i].w)) * 1.25);
  }
  float shade = kind.z < 1.5 ? kind.y * min(1.0, total) : kind.y;
  seen = vec4(kind.x, shade, dot(n, right) * 0.5 + 0.5, dot(n, up) * 0.5 + 0.5);
}`;

/** The sheet over the whole frame. */
export const SEEN = `
precision highp float;
in vec3 position;
out vec2 where;
void main() {
  where = position.xy * 0.5 + 0.5;
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

/** Lines between objects, fainter ones at folds; the sky where nothing is. */
export const LINES = `
precision highp float;
uniform sampler2D seen;
uniform vec2 size, sky;
in vec2 where;
out vec4 colour;
void main() {
  vec4 here = texture(seen, where);
  float ink = 0.0;
  for (int i = 0; i < 4; i++) {
    vec2 step = vec2(i == 0 ? 1.0 : i == 1 ? -1.0 : 0.0, i == 2 ? 1.0 : i == 3 ? -1.0 : 0.0) / size;
    vec4 there = texture(seen, where + step);
    if (here.r > 0.999 || there.r > 0.999) continue;
    if (abs(here.r - there.r) > 0.001) ink = max(ink, 0.8);
    else if (here.r > 0.0 && distance(here.ba, there.ba) > 0.3) ink = max(ink, 0.4);
  }
  float paper = here.r == 0.0 ? mix(sky.x, sky.y, where.y) : here.g;
  colour = vec4(vec3(mix(paper, 0.12, ink)), 1.0);
}`;
