import { nameKey, plain } from '#shared/lib/name-key.ts';
import { isOverShoulder, type Angle, type Movement, type ShotSize } from '#shared/shots/index.ts';
import { lookOf } from '../cast-look.ts';
import { sexInText, type Sex } from '../cast-names.ts';
import { INTERIORS } from '../kinds.ts';
import {
  RENDERER_VERSION,
  type Facing,
  type FigureSpec,
  type Look,
  type PoseName,
  type PrevizSpec,
  type PropName,
  type SetKind,
  type SetSpec,
} from '../spec.ts';
import { lookAsTold, type ToldLook } from '../told-look.ts';
import { withBlocking } from '../staging/automatic.ts';
import { MOST_PEOPLE as MOST, type Blocking } from '../staging/blocking.ts';
import * as words from './vocabulary.ts';

/** A paragraph of the script; `type` is an element type such as `action`, `character`, `dialogue`. */
export interface ScriptLine {
  readonly type: string;
  readonly text: string;
}

export interface ScriptInput {
  /** The scene heading as written. */
  readonly heading: string;
  /** The heading's parts, where the caller has them parsed already: they win over `heading`. */
  readonly setting?: 'INT' | 'EXT' | 'INT/EXT';
  readonly location?: string;
  readonly time?: string;
  /** The lines that the panel hangs on, in script order. */
  readonly lines: readonly ScriptLine[];
  /** The scene's lines before them: they tell who is there, and who sits. */
  readonly before: readonly ScriptLine[];
  readonly shot: { readonly size: ShotSize; readonly angle: Angle; readonly movement: Movement; readonly lens: number };
  readonly aspectRatio: number;
  /** Pixels; 960 if left out. */
  readonly width?: number;
  /** Give every panel of a scene the same seed, so that its room stays the same room. */
  readonly seed: number;
  /** Names of the script's characters in order of appearance. */
  readonly cast: readonly string[];
  /** How people are to be seen in the scene, by their names as `nameKey` says them. Who is left out looks as the name makes them. */
  readonly looks?: Readonly<Record<string, ToldLook>>;
  /** What people put by hand, here or in an earlier panel of the scene. */
  readonly blocking?: Blocking;
}

/** Reads the frame out of the script: the set from the heading, people, poses and props from the lines. */
export function specFromScript(input: ScriptInput): PrevizSpec {
  const cast = [...new Set(input.cast.map(nameKey))].filter((name) => name !== '');
  const names = new Set(cast);
  for (const line of [...input.before, ...input.lines]) if (line.type === 'character') names.add(nameKey(line.text));
  const known = [...names].filter((name) => name !== '');
  const speakers = voices(input);
  const people = whoIsSeen(input, known, speakers);
  const subject = people[0];
  // Left and right follow the cast, not the line, so that nobody changes sides from panel to panel.
  const ordered = [...people].sort((a, b) => place(known, a) - place(known, b));
  const poses = readPoses(input, known);
  const set = readSet(input);
  const prop = input.shot.size === 'INSERT' ? readProp(input.lines, people.length > 0) : null;
  const looks = new Map(Object.entries(input.looks ?? {}));
  const figure = (name: string) => {
    const [look, told] = [lookOf(name, cast, sexTold(input, name, known)), looks.get(nameKey(name))];
    return figureOf(name, told ? lookAsTold(look, told) : look, poses, speakers, facingOf(input, people.length));
  };
  const spec: PrevizSpec = {
    renderer: RENDERER_VERSION,
    aspectRatio: input.aspectRatio,
    width: input.width ?? 960,
    seed: input.seed >>> 0,
    shot: { size: input.shot.size, angle: input.shot.angle, movement: input.shot.movement, lens: input.shot.lens },
    set,
    figures: ordered.map(figure),
    focus: subject === undefined ? 0 : ordered.indexOf(subject),
    ...(prop === null ? {} : { prop }),
  };
  return input.blocking ? withBlocking(spec, input.blocking, figure) : spec;
}

function place(known: readonly string[], name: string): number {
  const at = known.indexOf(name);
  return at < 0 ? known.length : at;
}

function figureOf(
  name: string,
  look: Look,
  poses: ReadonlyMap<string, PoseName>,
  speakers: readonly string[],
  facing: Facing,
): FigureSpec {
  const speaking = speakers[0] === name;
  const pose = poses.get(name) ?? 'stand';
  return speaking
    ? { name, look, pose: pose === 'stand' ? 'talk' : pose, facing, speaking }
    : { name, look, pose, facing };
}

/** Who speaks in the panel, first first. A panel that begins in a speech belongs to the cue before it. */
function voices(input: ScriptInput): string[] {
  const found: string[] = [];
  const first = input.lines[0];
  if (first && (first.type === 'dialogue' || first.type === 'parenthetical' || first.type === 'lyrics')) {
    const cue = [...input.before].reverse().find((line) => line.type === 'character');
    if (cue && !isUnseen(cue.text)) found.push(nameKey(cue.text));
  }
  for (const line of input.lines) if (line.type === 'character' && !isUnseen(line.text)) found.push(nameKey(line.text));
  return [...new Set(found)];
}

/** Voice over, off screen, on the phone or the radio: heard, not seen. */
function isUnseen(cue: string): boolean {
  // Up to the last bracket that closes one, so that none is followed to the end in vain, however many there are.
  const closed = cue.slice(0, cue.lastIndexOf(')') + 1);
  return /\((?:[^()]*\b)?(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|voice|radio|filtered|on (?:the )?phone)(?:\b[^)]*)?\)/i.test(
    closed,
  );
}

/** At most four, the one whom the frame is about first. */
function whoIsSeen(input: ScriptInput, known: readonly string[], speakers: readonly string[]): string[] {
  const { size } = input.shot;
  const action = textOf(input.lines);
  const seen = new Set<string>([...speakers, ...mentioned(action, known)]);
  const earlier = new Set<string>();
  for (const line of [...input.before].reverse()) {
    if (line.type === 'character' && !isUnseen(line.text)) earlier.add(nameKey(line.text));
    else if (line.type === 'action') for (const name of mentioned(line.text, known)) earlier.add(name);
  }
  const add = (count: number) => {
    for (const name of earlier) if (seen.size < count) seen.add(name);
  };
  if (seen.size === 0 && /\b(he|she|him|her|his|hers)\b/i.test(action)) add(1);
  if (seen.size === 0 && words.TOGETHER.test(action)) add(MOST);
  if (seen.size === 0) {
    const somebody = words.SOMEBODY.exec(action)?.[1];
    if (somebody) seen.add(somebody.toUpperCase());
  }
  const closeOnOne = size === 'ECU' || size === 'VCU' || size === 'CU' || size === 'MCU' || size === 'INSERT';
  if (isOverShoulder(size) || size === '2S' || size === 'POV' || (speakers.length > 0 && !closeOnOne)) add(2);
  // A listener stays in the scene even when the frame is close: eyelines depend on it.
  if (speakers.length > 0 && closeOnOne) add(2);
  return [...seen].slice(0, MOST);
}

function textOf(lines: readonly ScriptLine[]): string {
  return lines
    .filter(
      (line) =>
        line.type === 'action' || line.type === 'parenthetical' || line.type === 'general' || line.type === 'shot',
    )
    .map((line) => line.text)
    .join('\n');
}

/** What the action says of a character, where it is first named. */
function sexTold(input: ScriptInput, name: string, known: readonly string[]): Sex {
  for (const line of [...input.before, ...input.lines]) {
    if (line.type !== 'action') continue;
    const text = plain(line.text);
    const at = positionOf(text, name, known);
    if (at < 0) continue;
    const others = known.filter((other) => other !== name).map((other) => positionOf(text, other, known));
    const told = sexInText(text, at + 1, others);
    if (told !== null) return told;
  }
  return null;
}

/** Names in order of mention; of a name of several words the first is enough, if no other has it. */
function mentioned(text: string, known: readonly string[]): string[] {
  const upper = plain(text);
  return known
    .map((name) => ({ name, at: positionOf(upper, name, known) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

function positionOf(upper: string, name: string, known: readonly string[]): number {
  const whole = wordIndex(upper, name);
  if (whole >= 0) return whole;
  const first = name.split(' ')[0] ?? '';
  const ambiguous = known.some((other) => other !== name && other.split(' ').includes(first));
  return first.length < 3 || first === name || ambiguous || TITLES.has(first) ? -1 : wordIndex(upper, first);
}

const TITLES: ReadonlySet<string> = new Set([
  'THE',
  'OLD',
  'YOUNG',
  'LITTLE',
  'MRS.',
  'MR.',
  'MR',
  'MRS',
  'DR.',
  'DR',
  'MISS',
  'MAN',
  'WOMAN',
  'FIRST',
  'SECOND',
]);

function wordIndex(text: string, word: string): number {
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const after = text[at + word.length] ?? ' ';
    if (!letter.test(text[at - 1] ?? ' ') && !letter.test(after)) return at;
  }
  return -1;
}

/** Who does what, from verbs near names. A sentence without a name goes on about the one before. */
function readPoses(input: ScriptInput, known: readonly string[]): Map<string, PoseName> {
  const poses = new Map<string, PoseName>();
  let subject: string | undefined;
  const read = (line: ScriptLine, current: boolean) => {
    if (line.type === 'character') subject = nameKey(line.text);
    if (line.type !== 'action' && line.type !== 'parenthetical') return;
    for (const sentence of line.text.split(/(?<=[.!?;])\s+|\n/)) {
      const names = mentioned(sentence, known);
      subject = names[0] ?? subject ?? words.SOMEBODY.exec(sentence)?.[1]?.toUpperCase();
      const pose = strongest(sentence, current);
      if (pose === null) continue;
      const doers =
        words.TOGETHER.test(sentence) || pose === 'embrace' || / and /i.test(sentence) ? names : names.slice(0, 1);
      for (const name of doers.length > 0 ? doers : subject === undefined ? [] : [subject]) poses.set(name, pose);
      if (words.TOGETHER.test(sentence) && names.length === 0) for (const name of poses.keys()) poses.set(name, pose);
    }
  };
  for (const line of input.before) read(line, false);
  for (const line of input.lines) read(line, true);
  return poses;
}

function strongest(sentence: string, current: boolean): PoseName | null {
  for (const [pattern, pose] of words.POSE_WORDS) {
    if (!pattern.test(sentence)) continue;
    if (current) return pose;
    if (words.LASTING.has(pose)) return pose;
    // Walking off ends a posture as surely as standing up.
    if (pose === 'walk' || pose === 'run') return 'stand';
  }
  return null;
}

function facingOf(input: ScriptInput, people: number): Facing {
  return people === 1 && words.AWAY.test(textOf(input.lines)) ? 'away' : 'partner';
}

function readSet(input: ScriptInput): SetSpec {
  const { setting, location, time } = parseHeading(input);
  const found = words.SET_WORDS.find(([pattern, kind]) => pattern.test(location) && fits(kind, setting));
  const inside = setting !== 'EXT';
  const kind: SetKind = found?.[1] ?? (inside ? 'room' : 'street');
  return {
    kind,
    interior: INTERIORS.has(kind),
    time: words.NIGHT.test(time) ? 'night' : words.DUSK.test(time) ? 'dusk' : 'day',
    ...(kind === 'water' && words.BRIDGE.test(textOf([...input.before, ...input.lines])) ? { landmark: 'bridge' } : {}),
  };
}

/** A bar seen from outside is a street, a forest is never inside; a car is a car from either side. */
function fits(kind: SetKind, setting: 'INT' | 'EXT' | 'INT/EXT'): boolean {
  if (kind === 'car' || kind === 'train') return setting !== 'EXT';
  return setting === 'INT/EXT' || INTERIORS.has(kind) === (setting === 'INT');
}

function parseHeading(input: ScriptInput): { setting: 'INT' | 'EXT' | 'INT/EXT'; location: string; time: string } {
  const heading = input.heading.trimStart();
  const match = /^[.]?\s*(int\.?\s?\/\s?ext|ext\.?\s?\/\s?int|i\s?\/\s?e|int|ext|est)\b[.\s]*/i.exec(heading);
  const prefix = (match?.[1] ?? 'INT').toUpperCase();
  const rest = heading.slice(match?.[0].length ?? 0);
  const cut = rest.search(/\s[-–—]+\s?[^-–—]*$/);
  const setting = prefix.includes('/') ? 'INT/EXT' : prefix === 'EXT' || prefix === 'EST' ? 'EXT' : 'INT';
  return {
    setting: input.setting ?? setting,
    location: input.location ?? (cut < 0 ? rest : rest.slice(0, cut)),
    time: input.time ?? (cut < 0 ? rest : rest.slice(cut)),
  };
}

/** With nobody there to have a hand in it, a thing that has no drawing of its own is left to the place. */
function readProp(lines: readonly ScriptLine[], peopled: boolean): PropName | null {
  // What is spoken of is in the picture only where nothing is done.
  const text = textOf(lines) || lines.map((line) => line.text).join('\n');
  const found = words.PROP_WORDS.map(([pattern, prop]) => ({ at: text.search(pattern), prop }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  return found?.prop ?? (peopled || /\b(hands?|fingers?|thumb|fist)\b/i.test(text) ? 'hand' : null);
}
