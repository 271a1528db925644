import type { Shot } from '#shared/shots/index.ts';
import type { Beat } from './beats.ts';
import type { Approach } from './approach.ts';
import type { BeatReading, Exchange, SceneReading } from './read-scene.ts';

/** What a rule says of a shot, and the rule itself as a sentence. */
export type Said = Partial<Omit<Shot, 'id'>> & { readonly rule: string };

/** One frame of a setup; frames of one setup have its key. */
export interface Frame {
  readonly setup: string;
  readonly said: Said;
  readonly beats: readonly Beat[];
  /** Whether it shows the scene's heading as well. */
  readonly heading?: true;
}

/** Each writes down the frames of a scene in script order. */
export const GRAMMARS: Readonly<Record<Approach, (scene: SceneReading) => Frame[]>> = {
  classical,
  long_take: longTake,
  kinetic,
};

/** A speech of more words asks for a second look at whoever holds it. */
const LONG_SPEECH = 45;
/** Beats that one stage of a moving take holds. */
const STAGE = 4;

function one(reading: BeatReading, i: number, said: Said, setup = String(i)): Frame {
  return { setup, said, beats: [reading.beat] };
}

function proper(name: string): string {
  return name.toLowerCase().replace(/(?<![\p{L}’'])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** What the script asks for in so many words goes before every rule of ours. */
function asked(reading: BeatReading, i: number): Frame | null {
  const { cue } = reading;
  if (!cue) return null;
  const { size, movement, subject } = cue;
  const said = { ...(size && { size }), ...(movement && { movement }), ...(subject !== '' && { subject }) };
  return one(reading, i, { ...lensFor(size), ...said, rule: `The script asks for it: “${cue.said}”.` });
}

function lensFor(size: Shot['size'] | undefined): Partial<Shot> {
  if (size === 'ECU' || size === 'INSERT') return { lens: 100 };
  if (size === 'CU' || size === 'VCU' || size === 'MCU') return { lens: 85 };
  if (size === 'EST' || size === 'EWS') return { lens: 18 };
  return size === 'LS' ? { lens: 24 } : {};
}

function insert(reading: BeatReading, i: number): Frame | null {
  const [thing] = reading.props;
  if (thing === undefined) return null;
  const props = reading.props.map((prop) => proper(prop));
  const rule = `Insert: “${thing}” stands in capitals, so the audience must see it.`;
  return one(reading, i, { size: 'INSERT', lens: 100, subject: proper(thing), props, rule });
}

function opening({ read, isOutside, place }: SceneReading): Frame {
  const [first] = read;
  const takes = first?.kind === 'action' && !first.cue && first.props.length === 0;
  return {
    setup: 'master',
    heading: true,
    beats: takes ? [first.beat] : [],
    said: {
      ...{ size: isOutside ? 'EST' : 'LS', lens: isOutside ? 18 : 24, subject: proper(place) },
      rule: 'Master: the place, and who stands where in it, before anything else.',
    },
  };
}

function exchangeOf({ exchanges }: SceneReading, i: number): Exchange | undefined {
  return exchanges.find(({ speeches }) => speeches.includes(i));
}

function reaction(reading: BeatReading, i: number): Frame {
  const who = proper(reading.people[0] ?? '');
  const rule = `Reaction: ${who} answers what was said without a word.`;
  return one(reading, i, { size: 'CU', lens: 85, subject: who, cast: [who], sound: 'mos', rule });
}

function classical(scene: SceneReading): Frame[] {
  const master = opening(scene);
  const frames = [master];
  scene.read.forEach((reading, i) => {
    if (master.beats.includes(reading.beat) || reading.kind === 'voice') return;
    frames.push(asked(reading, i) ?? (reading.kind === 'action' ? action(reading, i) : speech(scene, reading, i)));
  });
  return frames;
}

function action(reading: BeatReading, i: number): Frame {
  if (reading.isReaction) return reaction(reading, i);
  const seen = insert(reading, i);
  if (seen) return seen;
  const who = reading.people.map(proper);
  if (who.length === 0) {
    return one(reading, i, { size: 'LS', rule: 'Action without anybody named: the place tells it.' }, 'master');
  }
  const size = who.length > 1 ? 'FS' : 'MLS';
  const rule = 'Action: wide enough that what is done can be read.';
  return one(reading, i, { size, subject: who.join(' and '), cast: who, rule });
}

function speech(scene: SceneReading, reading: BeatReading, i: number): Frame {
  const who = proper(reading.speaker);
  if (reading.kind === 'both') {
    return one(reading, i, { size: '2S', subject: 'Both who speak', rule: 'Two-shot: two people speak at once.' });
  }
  const exchange = exchangeOf(scene, i);
  if (!exchange) return monologue(reading, i);
  const [first, second] = exchange.pair;
  const isFirst = reading.speaker === first;
  const other = proper(isFirst ? second : first);
  const key = `${exchange.pair.join('/')} ${String(exchange.speeches[0])} ${reading.speaker}`;
  if (i < exchange.turn) {
    const rule = `Over the shoulder: ${who} and ${other} speak in turn, each seen past the other.`;
    const size = isFirst ? 'OTS_R' : 'OTS_L';
    return one(reading, i, { size, lens: 50, subject: who, cast: [who, other], rule }, `${key} over`);
  }
  const rule = `Single: the exchange turns, so ${who} has the frame alone.`;
  return one(reading, i, { size: 'CU', lens: 85, subject: who, cast: [who], rule }, `${key} single`);
}

function monologue(reading: BeatReading, i: number): Frame {
  const who = proper(reading.speaker);
  const subject = who === '' ? {} : { subject: who, cast: [who] };
  if (reading.words < LONG_SPEECH) {
    const rule = 'Single: somebody speaks, and nobody who is in the picture answers.';
    return one(reading, i, { size: 'MS', lens: 50, ...subject, rule }, `single ${who}`);
  }
  const rule = 'A long speech: the camera comes nearer while it lasts.';
  return one(reading, i, { size: 'MCU', lens: 50, movement: 'dolly_in', equipment: 'Dolly', ...subject, rule });
}

function longTake(scene: SceneReading): Frame[] {
  const said: Said = {
    ...{ size: scene.isOutside ? 'LS' : 'FS', lens: 24, movement: 'steadicam', equipment: 'Steadicam' },
    rule: 'One take: the camera moves with the scene from stage to stage, and no cut lets anybody off.',
  };
  const frames: Frame[] = [{ setup: 'take', said, beats: [], heading: true }];
  let stage: Beat[] = [];
  const close = () => {
    const last = frames.at(-1);
    if (stage.length === 0) return;
    if (last?.setup === 'take' && last.beats.length === 0) frames[frames.length - 1] = { ...last, beats: stage };
    else frames.push({ setup: 'take', said, beats: stage });
    stage = [];
  };
  scene.read.forEach((reading, i) => {
    const cut = asked(reading, i);
    if (cut?.said.size) {
      close();
      frames.push(cut);
      return;
    }
    stage.push(reading.beat);
    if (stage.length === STAGE) close();
  });
  close();
  return frames;
}

function kinetic(scene: SceneReading): Frame[] {
  const [first] = scene.read;
  const detail = first?.kind === 'action';
  const frames: Frame[] = detail ? [] : [{ ...lateWide(scene), heading: true }];
  let looks = 0;
  scene.read.forEach((reading, i) => {
    if (reading.kind !== 'voice' || frames.length === 0) {
      const frame = asked(reading, i) ?? (reading.kind === 'action' ? pressed(reading, i, looks++) : tight(reading, i));
      frames.push(frames.length === 0 ? { ...frame, heading: true } : frame);
    }
    // Shows the last moment once more, from far off.
    if (detail && i > 0 && i === Math.ceil(scene.read.length / 3)) {
      frames.push({ ...lateWide(scene), beats: [reading.beat] });
    }
  });
  if (frames.length === 0) frames.push({ ...lateWide(scene), heading: true });
  return frames;
}

function lateWide({ isOutside, place }: SceneReading): Frame {
  const said: Said = {
    ...{ size: isOutside ? 'EWS' : 'LS', lens: 18, angle: 'high', subject: proper(place) },
    rule: 'A wide held back: the place is shown once, when one has begun to ask where this is.',
  };
  return { setup: 'wide', said, beats: [] };
}

const PRESSED = [
  { size: 'MLS', angle: 'low', movement: 'handheld', lens: 24 },
  { size: 'MCU', angle: 'dutch', movement: 'handheld', lens: 35 },
  { size: 'FS', angle: 'high', movement: 'truck_left', lens: 24 },
  { size: 'CU', angle: 'low', movement: 'dolly_in', lens: 50 },
] as const;

function pressed(reading: BeatReading, i: number, nth: number): Frame {
  if (reading.isReaction) return reaction(reading, i);
  const who = reading.people.map(proper);
  const rule = 'Action: a new side for every beat, so that the eye has no rest.';
  if (who.length === 0)
    return insert(reading, i) ?? one(reading, i, { size: 'LS', movement: 'handheld', lens: 24, rule });
  const turned: Said = {
    ...(PRESSED[nth % PRESSED.length] ?? PRESSED[0]),
    subject: who.join(' and '),
    cast: who,
    rule,
  };
  return insert(reading, i) ?? one(reading, i, turned);
}

function tight(reading: BeatReading, i: number): Frame {
  if (reading.kind === 'both') {
    const rule = 'Two-shot: two people speak at once, close and unsteady.';
    return one(reading, i, { size: '2S', movement: 'handheld', lens: 50, rule });
  }
  const who = proper(reading.speaker);
  const rule = 'Tight single: every speech cuts straight to the face that says it.';
  const subject = who === '' ? {} : { subject: who, cast: [who] };
  return one(reading, i, { size: 'CU', movement: 'handheld', lens: 85, ...subject, rule }, `tight ${who}`);
}
