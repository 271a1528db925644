import { parseHeading, type Scene } from '#shared/screenplay/index.ts';
import { isUnseen, speakerOf, textOf, type Beat } from './beats.ts';
import { cameraCueIn, propsIn, type CameraCue } from './camera-cues.ts';

/** What one beat gives a camera to do. */
export interface BeatReading {
  readonly beat: Beat;
  readonly kind: 'action' | 'speech' | 'voice' | 'both';
  /** Upper-cased; empty for action. */
  readonly speaker: string;
  readonly text: string;
  readonly words: number;
  readonly cue: CameraCue | null;
  /** Things in capitals that were not in this scene before. */
  readonly props: readonly string[];
  /** People of the scene who are named in it. */
  readonly people: readonly string[];
  /** A short look or gesture right after somebody spoke. */
  readonly isReaction: boolean;
}

/** Speeches that go to and fro between two people, by their places among the beats. */
export interface Exchange {
  readonly pair: readonly [string, string];
  readonly speeches: readonly number[];
  /** The speech with which it turns: from there on each has the frame alone. */
  readonly turn: number;
}

export interface SceneReading {
  readonly beats: readonly Beat[];
  readonly read: readonly BeatReading[];
  readonly exchanges: readonly Exchange[];
  readonly isOutside: boolean;
  readonly place: string;
}

/** Of a reaction: longer is something that is done. */
const MOST_OF_A_LOOK = 10;
/** Speeches in which somebody must answer before two people have an exchange. */
const LEAST_EXCHANGE = 3;

export function readScene(scene: Scene, beats: readonly Beat[]): SceneReading {
  const people = new Set(
    beats
      .map(speakerOf)
      .flatMap((name) => name.split(' '))
      .filter((name) => name.length > 1),
  );
  const known = new Set<string>();
  const read = beats.map((beat, i): BeatReading => {
    const text = textOf(beat);
    const words = text.split(/\s+/).filter(Boolean).length;
    const things = beat.spoken || beat.lines.some(({ type }) => type === 'shot') ? [] : propsIn(text, people);
    const props = things.filter((thing) => !known.has(thing));
    for (const thing of things) known.add(thing);
    const named = [...people].filter((name) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'iu').test(text));
    const before = beats[i - 1];
    return {
      ...{ beat, text, words, props, people: named, speaker: beat.spoken ? speakerOf(beat) : '' },
      kind: !beat.spoken ? 'action' : beat.dual ? 'both' : isUnseen(beat) ? 'voice' : 'speech',
      cue: beat.spoken ? null : cameraCueIn(text, beat.lines[0]?.type === 'shot'),
      isReaction: !beat.spoken && before?.spoken === true && words <= MOST_OF_A_LOOK && named.length > 0,
    };
  });
  const exchanges = exchangesIn(read);
  const { location, setting } = parseHeading(scene.heading.text);
  return { beats, read, exchanges, isOutside: setting === 'EXT', place: location };
}

function exchangesIn(read: readonly BeatReading[]): Exchange[] {
  const found: Exchange[] = [];
  let speeches: number[] = [];
  const close = () => {
    const pair = pairOf(read, speeches);
    if (pair && speeches.length >= LEAST_EXCHANGE) found.push({ pair, speeches, turn: turnOf(read, speeches) });
    speeches = [];
  };
  read.forEach(({ kind }, i) => {
    if (kind === 'speech') {
      const names = new Set([...speeches, i].map((at) => read[at]?.speaker));
      if (names.size > 2) close();
      speeches.push(i);
    } else if (kind === 'both') close();
  });
  close();
  return found;
}

function pairOf(read: readonly BeatReading[], speeches: readonly number[]): [string, string] | null {
  const [a, b] = new Set(speeches.map((i) => read[i]?.speaker ?? ''));
  return a && b ? [a, b] : null;
}

/** The first speech of the second half that is a question, an outcry, broken off or hardly a word; else where it begins. */
function turnOf(read: readonly BeatReading[], speeches: readonly number[]): number {
  const half = speeches.slice(Math.floor(speeches.length / 2));
  const sharp = half.find((i) => /[?!…]|--|—/.test(read[i]?.text ?? '') || (read[i]?.words ?? 0) <= 3);
  return sharp ?? half[0] ?? Infinity;
}
