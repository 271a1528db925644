import type { ElementId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import type { Approach } from './approach.ts';
import { beatsOf, type Beat } from './beats.ts';
import { durationOf } from './duration.ts';
import { readScene, type SceneReading } from './read-scene.ts';
import { GRAMMARS, type Frame, type Said } from './grammar.ts';

export interface ProposedFrame {
  /** In script order. */
  readonly anchors: readonly ElementId[];
  readonly durationMs: number;
}

/** A camera setup that the scene's own lines ask for. */
export interface ProposedShot {
  /** What is said of it; the rest is at its default. */
  readonly shot: Partial<Omit<Shot, 'id'>>;
  /** Its panels, in the order of the script; others may stand between them, for a shot is cut back to. */
  readonly frames: readonly ProposedFrame[];
  /** Every line it shows. */
  readonly lines: readonly ElementId[];
  /** Milliseconds on screen, of all its frames. */
  readonly durationMs: number;
  /** The rule that asks for it, as a sentence. */
  readonly rule: string;
}

/** No frame is shorter than an eye needs. Milliseconds. */
export const SHORTEST_MS = 600;
const PACE: Readonly<Record<Approach, number>> = { classical: 1, long_take: 1.15, kinetic: 0.75 };

/**
 * A shot list for a scene, from its lines by film grammar. Pure: the same scene gives the same list. Every line that can be
 * pictured is in a frame of each approach, and what the script asks of the camera is taken literally in all of them. A
 * scene without lines has its one shot of the place.
 */
export function proposeCoverage(scene: Scene, approach: Approach): ProposedShot[] {
  const reading = readScene(scene, beatsOf(scene.body));
  const frames = withVoices(GRAMMARS[approach](reading), reading);
  const setups = new Map<string, { said: Said; frames: ProposedFrame[] }>();
  for (const { setup, said, beats, heading } of frames) {
    const lines = [...(heading ? [scene.heading] : []), ...beats.flatMap((beat) => beat.lines)];
    const time = durationOf(lines) * PACE[approach];
    const frame = {
      anchors: lines.map((line) => line.id),
      durationMs: Math.max(SHORTEST_MS, Math.round(time / 100) * 100),
    };
    const known = setups.get(setup);
    if (known) known.frames.push(frame);
    else setups.set(setup, { said, frames: [frame] });
  }
  return [...setups.values()].map(({ said: { rule, ...shot }, frames: own }) => ({
    ...{ shot, rule, frames: own },
    lines: [...new Set(own.flatMap(({ anchors }) => anchors))],
    durationMs: own.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }));
}

/** Beats that no frame took, as voices from outside are, go with the frame before them: its picture stands on. */
function withVoices(frames: readonly Frame[], { beats }: SceneReading): Frame[] {
  const taken = new Map<Beat, number>();
  frames.forEach((frame, i) => frame.beats.forEach((beat) => taken.set(beat, i)));
  const extra = new Map<number, Beat[]>();
  let last = 0;
  for (const beat of beats) {
    const at = taken.get(beat);
    if (at === undefined) extra.set(last, [...(extra.get(last) ?? []), beat]);
    else last = at;
  }
  return frames.map((frame, i) => {
    const more = extra.get(i);
    return more ? { ...frame, beats: inOrder([...frame.beats, ...more], beats) } : frame;
  });
}

function inOrder(some: readonly Beat[], all: readonly Beat[]): Beat[] {
  const wanted = new Set(some);
  return all.filter((beat) => wanted.has(beat));
}

/** How long all of it runs. Milliseconds. */
export function runningTimeOf(shots: readonly ProposedShot[]): number {
  return shots.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** Frames of these shots in the order in which they are cut, each with the index of its shot. */
export function framesInOrder(
  scene: Scene,
  shots: readonly ProposedShot[],
): { readonly shot: number; readonly frame: ProposedFrame }[] {
  const places = new Map([scene.heading, ...scene.body].map(({ id }, i) => [id, i]));
  const placeOf = ({ anchors }: ProposedFrame) => places.get(must(anchors[0])) ?? 0;
  return shots
    .flatMap(({ frames }, shot) => frames.map((frame) => ({ shot, frame })))
    .sort((a, b) => placeOf(a.frame) - placeOf(b.frame) || a.shot - b.shot);
}
