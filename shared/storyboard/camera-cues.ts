import type { Movement, ShotSize } from '#shared/shots/index.ts';

/** What a script itself asks the camera for. */
export interface CameraCue {
  /** As it stands in the script: `CLOSE ON THE KETTLE`. */
  readonly said: string;
  readonly size?: ShotSize;
  readonly movement?: Movement;
  readonly subject: string;
}

type Asked = Pick<CameraCue, 'size' | 'movement'>;

/** In capitals, as scripts write them; the first that fits. Sizes before moves, for “CLOSE ON, TRACKING” is both. */
const CUES: readonly (readonly [RegExp, Asked])[] = [
  [/\bINSERT\b/, { size: 'INSERT' }],
  [/\bEXTREME CLOSE(?:[ -]?UP)?(?: ON)?\b|\bECU\b/, { size: 'ECU' }],
  [/\b(?:CLOSE(?:[ -]?UP)?(?: SHOT)?(?: ON| OF)?|CLOSER ON|TIGHT ON|CU)\b/, { size: 'CU' }],
  [/\b(?:[\p{Lu}’']+[’']S )?POV\b|\bP\.O\.V\./u, { size: 'POV' }],
  [/\bOVER (?:[\p{Lu}’' ]+ )?SHOULDER\b/u, { size: 'OTS' }],
  [/\b(?:TWO[ -]?SHOT|2-?SHOT)\b/, { size: '2S' }],
  [/\b(?:AERIAL|EXTREME WIDE|ESTABLISHING)\b/, { size: 'EST' }],
  [/\b(?:WIDE(?:R)?(?: SHOT| ANGLE| ON)?|LONG SHOT|FULL SHOT)\b/, { size: 'LS' }],
  [/\b(?:ANGLE ON|NEW ANGLE|MEDIUM SHOT|ON(?= \p{Lu}))/u, { size: 'MS' }],
];

const MOVES: readonly (readonly [RegExp, Movement])[] = [
  [/\b(?:PUSH(?:ES)? IN|DOLLY IN|MOVE IN|CREEP IN)\b/, 'dolly_in'],
  [/\b(?:PULL(?:S)? (?:BACK|OUT)|DOLLY (?:BACK|OUT))\b/, 'dolly_out'],
  [/\bZOOM(?:S)? OUT\b/, 'zoom_out'],
  [/\bZOOM(?:S)?\b/, 'zoom_in'],
  [/\b(?:TRACK(?:ING|S)?|FOLLOW(?:ING)? SHOT|STEADICAM)\b/, 'steadicam'],
  [/\bPAN(?:S|NING)?\b/, 'pan_right'],
  [/\bTILT(?:S|ING)? DOWN\b/, 'tilt_down'],
  [/\bTILT(?:S|ING)?\b/, 'tilt_up'],
  [/\b(?:CRANE|BOOM)(?:S|ING)? DOWN\b/, 'boom_down'],
  [/\b(?:CRANE|BOOM)(?:S|ING)? UP\b/, 'boom_up'],
  [/\bRACK(?:S)? FOCUS\b/, 'rack_focus'],
  [/\bHANDHELD\b/, 'handheld'],
];

/** What this paragraph asks for; null where it leaves the camera alone. A `shot` line is all capitals by its type. */
export function cameraCueIn(text: string, isShotLine: boolean): CameraCue | null {
  const written = isShotLine ? text.toUpperCase() : text;
  // “ON” alone is a cue only at the head of a line of its own.
  const sized = CUES.map(([pattern, asked]) => ({ found: pattern.exec(written), asked })).find(
    ({ found }) => found !== null && (found[0] !== 'ON' || (found.index === 0 && isShotLine)),
  );
  const moved = MOVES.find(([pattern]) => pattern.test(written));
  const found = sized?.found ?? moved?.[0].exec(written);
  if (!found) return null;
  const rest = written.slice(found.index + found[0].length);
  const subject = /^[\s:,–—-]*([^.!?\n]*)/.exec(rest)?.[1]?.trim() ?? '';
  return {
    said: `${found[0]}${/^[^.!?\n]*/.exec(rest)?.[0] ?? ''}`.trim().slice(0, 60),
    ...sized?.asked,
    ...(moved && { movement: moved[1] }),
    subject: subject.slice(0, 60),
  };
}

/** Words in capitals that are no thing: what is heard, what a script says of itself, parts of the day. */
const NO_THING =
  /^(?:BANG|BOOM|CRASH|CLICK|SLAMS?|THUD|BEEPS?|BUZZ(?:ES)?|RINGS?|KNOCKS?|HONKS?|SCREAMS?|ROARS?|CRACK|SMASH|SILENCE|CUT|FADE|DISSOLVE|BACK|SUPER|TITLE|CONTINUOUS|LATER|DAY|NIGHT|THE END|END|INT|EXT|BEAT|OK|TV)$/;

/** The things in a paragraph that a script sets in capitals, in order; no names of people. */
export function propsIn(text: string, people: ReadonlySet<string>): string[] {
  const found = text.match(/\p{Lu}[\p{Lu}’'-]{2,}(?:\s+\p{Lu}[\p{Lu}’'-]+)*(?!\p{L})(?:, \d+)?/gu) ?? [];
  return [...new Set(found)].filter(
    // A name with an age behind it is somebody who comes in.
    (thing) => !/\d$/.test(thing) && !NO_THING.test(thing) && !thing.split(/\s+/).some((word) => people.has(word)),
  );
}
