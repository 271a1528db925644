import type { ElementId } from '#shared/lib/ids.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { ShotSize } from '#shared/shots/index.ts';
import { beatsOf, type Beat } from './beats.ts';
import { durationOf } from './duration.ts';

export interface PlannedPanel {
  readonly anchors: readonly ElementId[];
  readonly size: ShotSize;
  readonly durationMs: number;
}

/** The opening shot and this many more: a first pass that one person can look over. */
const BEATS = 5;
const SPEECH: readonly ShotSize[] = ['MS', 'OTS', 'MCU', 'CU'];
const ACTION: readonly ShotSize[] = ['FS', 'MLS', 'INSERT'];

/**
 * A first board for a scene, every line of it covered: one wide frame for the place and the first action, then a frame
 * for each paragraph of action or speech, in sizes that alternate. Long scenes share a frame between neighbours.
 */
export function planScene(scene: Scene): PlannedPanel[] {
  const beats = beatsOf(scene.body);
  const opening = beats[0] && !beats[0].spoken ? beats.shift() : undefined;
  const wide = { spoken: false, dual: false, lines: [scene.heading, ...(opening?.lines ?? [])] };
  let speeches = 0;
  let actions = 0;
  const sizeOf = (beat: Beat): ShotSize => {
    if (beat.dual) return '2S';
    return (beat.spoken ? SPEECH[speeches++ % SPEECH.length] : ACTION[actions++ % ACTION.length]) ?? 'MS';
  };
  return [
    plan(wide, /^\W*EXT/i.test(scene.heading.text) ? 'EWS' : 'LS'),
    ...share(beats).map((beat) => plan(beat, sizeOf(beat))),
  ];
}

function plan(beat: Beat, size: ShotSize): PlannedPanel {
  return { anchors: beat.lines.map((line) => line.id), size, durationMs: durationOf(beat.lines) };
}

function share(beats: readonly Beat[]): Beat[] {
  if (beats.length <= BEATS) return [...beats];
  return Array.from({ length: BEATS }, (_, i) => {
    const group = beats.slice(Math.round((i * beats.length) / BEATS), Math.round(((i + 1) * beats.length) / BEATS));
    return {
      spoken: group.some((beat) => beat.spoken),
      dual: group.some((beat) => beat.dual),
      lines: group.flatMap((beat) => beat.lines),
    };
  });
}
