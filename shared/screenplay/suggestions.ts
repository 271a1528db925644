import { CONTINUED, EXTENSIONS, parseCue } from './cue.ts';
import { isSaid, type ScriptParagraph } from './element.ts';
import { TIMES, introOf, parseHeading } from './heading.ts';

/** What a line that is being typed may become. */
export interface Suggestions {
  /** Offset in the line at which the word begins that they stand for; it ends with the line. */
  readonly from: number;
  /** Whole words, in capitals, the likeliest first; at least one. */
  readonly options: readonly string[];
  /** The first is so likely that Return takes it. Otherwise somebody has to choose. */
  readonly isExpected: boolean;
  /** With one of them the line is finished. */
  readonly completesLine: boolean;
}

const MOST = 8;
const INTROS = ['INT. ', 'EXT. ', 'I/E. ', 'INT./EXT. '];
const TRANSITIONS = [
  ...['CUT TO:', 'FADE IN:', 'FADE OUT.', 'FADE TO:', 'DISSOLVE TO:', 'BACK TO:', 'MATCH CUT TO:'],
  ...['JUMP CUT TO:', 'SMASH CUT TO:', 'FADE TO BLACK.'],
];

/**
 * Names, extensions, intros, places, times and transitions for the line at `index`, whose text ends at the caret. Ranked
 * by use in this script, of which the line itself is no part; never what stands there already. Null when there is nothing
 * to suggest.
 */
export function suggestionsFor(script: readonly ScriptParagraph[], index: number): Suggestions | null {
  const line = script[index];
  const others = () => script.filter((_, i) => i !== index);
  switch (line?.type) {
    case 'character':
      return line.text.includes('(') ? extensions(others(), line.text) : names(script, index, line.text);
    case 'scene_heading':
      return headingParts(others(), line.text);
    case 'transition': {
      const used = others().flatMap(({ type, text }) => (type === 'transition' ? [text.trim().toUpperCase()] : []));
      return suggest(0, line.text, [...byUse(used), ...TRANSITIONS], { completesLine: true });
    }
    default:
      return null;
  }
}

/** Choices that begin with what is typed of them and go on. */
function suggest(
  from: number,
  text: string,
  choices: readonly string[],
  { completesLine = false, isExpected = false } = {},
): Suggestions | null {
  const typed = text.slice(from).toUpperCase();
  const known = new Set(choices);
  const options = [...known].filter((choice) => choice.startsWith(typed) && choice.trim() !== typed.trim());
  if (options.length === 0) return null;
  // Who has written a whole word may mean it, though there is a longer one.
  const isMeant = known.has(typed) || known.has(typed.trim());
  return { from, options: options.slice(0, MOST), completesLine, isExpected: typed === '' ? isExpected : !isMeant };
}

/** Whoever the last speaker speaks with comes first, then who else is in the scene, then who speaks most. */
function names(script: readonly ScriptParagraph[], index: number, text: string): Suggestions | null {
  // A name under which nothing is said was typed by mistake, or is being typed by somebody else.
  const speaks = ({ type }: ScriptParagraph, i: number) =>
    i !== index && type === 'character' && isSaid(script[i + 1]?.type ?? 'action');
  const speeches = script.flatMap((line, i) => (speaks(line, i) ? [{ name: parseCue(line.text).name, at: i }] : []));
  const scene = script.findLastIndex(({ type }, i) => i < index && type === 'scene_heading');
  const recent = speeches.filter(({ at }) => at > scene && at < index).map(({ name }) => name);
  const inScene = [...new Set(recent.reverse())];
  const [last, ...answering] = inScene;
  const everybody = byUse(speeches.map(({ name }) => name));
  const ranked = [...answering, ...(last === undefined ? [] : [last]), ...everybody];
  return suggest(0, text, ranked, { completesLine: true, isExpected: answering.length > 0 });
}

function extensions(others: readonly ScriptParagraph[], text: string): Suggestions | null {
  const open = text.lastIndexOf('(');
  if (text.includes(')', open)) return null;
  const used = others.flatMap(({ type, text: cue }) => (type === 'character' ? parseCue(cue).extensions : []));
  const choices = [...byUse(used), ...EXTENSIONS, CONTINUED].map((extension) => `(${extension})`);
  return suggest(open, text, choices, { completesLine: true });
}

function headingParts(others: readonly ScriptParagraph[], text: string): Suggestions | null {
  const headings = others.filter(({ type }) => type === 'scene_heading').map((heading) => heading.text);
  const intro = introOf(text);
  if (!/\s$/.test(intro)) {
    if (intro.length < text.length && intro !== '') return null;
    const used = headings.map((heading) => introOf(heading).trim().toUpperCase() + ' ');
    return suggest(0, text, [...byUse(used.filter((each) => INTROS.includes(each))), ...INTROS]);
  }
  const places = byUse(headings.map((heading) => parseHeading(heading).location));
  const dash = text.lastIndexOf(' - ');
  if (dash < intro.length) return suggest(intro.length, text, places);
  const before = `${text.slice(intro.length, dash).toUpperCase()} - `;
  const inside = places.filter((place) => place.startsWith(before)).map((place) => place.slice(before.length));
  const times = byUse(headings.flatMap((heading) => parseHeading(heading).time ?? []));
  return suggest(dash + 3, text, [...times, ...inside, ...TIMES], { completesLine: true });
}

/** Each once, the most frequent first, those of equal use in the order in which they first appear. */
function byUse<T extends string>(words: readonly T[]): T[] {
  const uses = new Map<T, number>();
  for (const word of words) if (word !== '') uses.set(word, (uses.get(word) ?? 0) + 1);
  return [...uses].sort(([, a], [, b]) => b - a).map(([word]) => word);
}
