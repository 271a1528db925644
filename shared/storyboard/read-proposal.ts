import type { Scene, ScriptElement } from '#shared/screenplay/index.ts';
import { ANGLES, DEFAULT_SHOT, MOST_OF_A_LINE, MOVEMENTS, SHOT_SIZES, type Shot } from '#shared/shots/index.ts';
import { durationOf } from './duration.ts';
import { SHORTEST_MS, type ProposedFrame, type ProposedShot } from './propose-coverage.ts';

/** A shot as a model wrote it down. Nothing of it is believed before it is held against the scene. */
export interface WrittenShot {
  readonly size: string;
  readonly angle: string;
  readonly movement: string;
  readonly subject: string;
  /** Numbers of `scriptLines`, from 1. */
  readonly lines: readonly number[];
  readonly why: string;
}

export interface ReadProposal {
  readonly shots: readonly ProposedShot[];
  /** What was left out, and what is missing, a sentence each. */
  readonly dropped: readonly string[];
}

/** A scene has fewer: who writes more has lost the thread. */
export const MOST_WRITTEN_SHOTS = 80;

/** The lines of a scene that say something, as a model is told them: the heading is number 1. */
export function scriptLines({ heading, body }: Scene): readonly ScriptElement[] {
  return [heading, ...body.filter(({ text }) => text.trim() !== '')];
}

/** What can be used of a model's shots: sizes, angles and movements that there are, and lines that the scene has. */
export function readProposal(scene: Scene, written: readonly WrittenShot[]): ReadProposal {
  const lines = scriptLines(scene);
  const dropped: string[] = [];
  const used = new Set<number>();
  const shots = written.slice(0, MOST_WRITTEN_SHOTS).flatMap((one, i) => {
    const name = `Shot ${String(i + 1)}`;
    const size = wordIn(SHOT_SIZES, one.size);
    const known = [...new Set(one.lines)].filter((number) => lines[number - 1]).sort((a, b) => a - b);
    const unknown = one.lines.filter((number) => !lines[number - 1]);
    if (unknown.length > 0) dropped.push(`${name} names lines that the scene does not have: ${unknown.join(', ')}.`);
    if (size === undefined) dropped.push(`${name} is left out: “${shortened(one.size)}” is no size of a shot.`);
    else if (known.length === 0) dropped.push(`${name} is left out: it shows no line of the scene.`);
    if (size === undefined || known.length === 0) return [];
    for (const number of known) used.add(number);
    return [shotOf(one, size, framesOf(known, lines), name, dropped)];
  });
  if (written.length > MOST_WRITTEN_SHOTS) dropped.push(`Of ${String(written.length)} shots the first were taken.`);
  const missing = lines.filter((line, i) => durationOf([line]) > 0 && isSeen(line) && !used.has(i + 1)).length;
  if (shots.length > 0 && missing > 0) {
    dropped.push(missing === 1 ? 'One line of the scene is in no shot.' : `${String(missing)} lines are in no shot.`);
  }
  return { shots, dropped };
}

function isSeen({ type }: ScriptElement): boolean {
  return type === 'action' || type === 'dialogue';
}

function shotOf(
  { angle, movement, subject, why }: WrittenShot,
  size: Shot['size'],
  frames: readonly ProposedFrame[],
  name: string,
  dropped: string[],
): ProposedShot {
  const said = <T extends string>(what: string, words: readonly T[], text: string, otherwise: T): T => {
    const found = wordIn(words, text);
    if (found === undefined) dropped.push(`${name}: “${shortened(text)}” is no ${what}, so it has none.`);
    return found ?? otherwise;
  };
  return {
    shot: {
      size,
      angle: said('angle', ANGLES, angle || DEFAULT_SHOT.angle, DEFAULT_SHOT.angle),
      movement: said('movement', MOVEMENTS, movement || DEFAULT_SHOT.movement, DEFAULT_SHOT.movement),
      subject: oneLine(subject).slice(0, MOST_OF_A_LINE),
    },
    ...{ frames, rule: oneLine(why).slice(0, MOST_OF_A_LINE) },
    lines: frames.flatMap(({ anchors }) => anchors),
    durationMs: frames.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** A frame for each run of lines that follow one another. */
function framesOf(numbers: readonly number[], lines: readonly ScriptElement[]): ProposedFrame[] {
  const runs: ScriptElement[][] = [];
  for (const [i, number] of numbers.entries()) {
    const line = lines[number - 1];
    if (!line) continue;
    const run = runs.at(-1);
    if (run && number === (numbers[i - 1] ?? 0) + 1) run.push(line);
    else runs.push([line]);
  }
  return runs.map((run) => ({
    anchors: run.map(({ id }) => id),
    durationMs: Math.max(SHORTEST_MS, durationOf(run)),
  }));
}

/** In whichever case and with whichever spaces it was written. */
function wordIn<T extends string>(words: readonly T[], text: string): T | undefined {
  const plain = (word: string) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
  return words.find((word) => plain(word) === plain(text));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  return oneLine(text).slice(0, 24);
}
