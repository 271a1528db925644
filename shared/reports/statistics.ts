import type { ElementId } from '#shared/lib/ids.ts';
import {
  sceneLengths,
  scriptLength,
  secondsByCharacters,
  secondsByElements,
  secondsByPages,
  type Pagination,
} from '#shared/pagination/index.ts';
import {
  daylightsOf,
  isOutline,
  parseCue,
  parseHeading,
  printedHeading,
  printedText,
  scenesOf,
  type Daylight,
  type Heading,
  type NumberSchool,
  type Scene,
  type ScriptElement,
} from '#shared/screenplay/index.ts';
import { countWords } from './count-words.ts';

export interface ScriptStatistics {
  /** Sheets of paper, without the title page. */
  readonly pages: number;
  /** The same in eighths, the last page as far as it is filled. */
  readonly eighths: number;
  /** Everything that prints, headings and cues too; what pagination adds is not counted. */
  readonly words: number;
  /** Words of dialogue and lyrics, whoever says them. */
  readonly saidWords: number;
  /** Running time of the whole script, in seconds, by each estimator. */
  readonly seconds: { readonly pages: number; readonly characters: number; readonly elements: number };
  /** In script order, without those that are omitted. */
  readonly scenes: readonly SceneStatistics[];
  /** Who says something, the most words first. */
  readonly characters: readonly CharacterStatistics[];
}

export interface SceneStatistics {
  readonly id: ElementId;
  readonly number: string;
  readonly heading: string;
  readonly setting: Heading['setting'];
  /** `CONTINUOUS` and its like have the light of the scene before. */
  readonly light: Daylight | null;
  /** The page its heading stands on, as numbered. */
  readonly page: number;
  readonly eighths: number;
  readonly words: number;
  readonly speeches: number;
  /** Who says something in it, in order of appearance. */
  readonly speakers: readonly string[];
}

export interface CharacterStatistics {
  readonly name: string;
  /** The cue of its first speech. */
  readonly first: ElementId;
  /** Cues with something said under them: one that stands alone is being written, or was a mistake. */
  readonly speeches: number;
  /** Dialogue and lyrics, without parentheticals. */
  readonly words: number;
  /** Of all words that are said: 0 to 1. */
  readonly share: number;
  /** The scenes in which it says something, by index; empty for who speaks before the first heading only. */
  readonly scenes: readonly number[];
}

/** The figures of a script as it is printed: notes, sections, synopses and boneyards are no part of it. */
export function scriptStatistics(pagination: Pagination, school?: NumberSchool): ScriptStatistics {
  const printed = pagination.elements.filter(({ type }) => !isOutline(type));
  const scenes = scenesOf(pagination.elements, school).filter(({ heading }) => heading.omitted === undefined);
  const tally = tallyOf(printed, new Map(scenes.map(({ id }, index) => [id, index])));
  const eighths = scriptLength(pagination);
  const played = printed.filter(({ omitted }) => omitted === undefined);
  return {
    pages: pagination.pages.length,
    eighths,
    words: tally.words,
    saidWords: tally.saidWords,
    seconds: {
      pages: secondsByPages(eighths),
      characters: secondsByCharacters(played),
      elements: secondsByElements(played),
    },
    scenes: describeScenes(scenes, tally, pagination),
    characters: Array.from(tally.people, ([name, { first, speeches, words, scenes: spoken }]) => ({
      ...{ name, first, speeches, words, scenes: [...spoken] },
      share: tally.saidWords === 0 ? 0 : words / tally.saidWords,
    })).sort((a, b) => b.words - a.words || b.speeches - a.speeches),
  };
}

interface SceneTally {
  words: number;
  speeches: number;
  readonly speakers: Set<string>;
}

interface PersonTally {
  readonly first: ElementId;
  words: number;
  speeches: number;
  readonly scenes: Set<number>;
}

class Tally {
  words = 0;
  saidWords = 0;
  readonly scenes: readonly SceneTally[];
  readonly people = new Map<string, PersonTally>();
  #scene = -1;
  #speaker = '';
  /** The cue that says who speaks. */
  #cue = '' as ElementId;
  /** The cue has nothing under it yet. */
  #begins = false;

  constructor(scenes: number) {
    this.scenes = Array.from({ length: scenes }, () => ({ words: 0, speeches: 0, speakers: new Set() }));
  }

  enter(scene: number): void {
    this.#scene = scene;
  }

  add(element: ScriptElement): void {
    const { type, text } = element;
    const words = wordsIn(element);
    const scene = this.scenes[this.#scene];
    this.words += words;
    if (scene) scene.words += words;
    if (type === 'character') {
      this.#speaker = parseCue(text).name;
      this.#cue = element.id;
      this.#begins = true;
    } else if (type === 'dialogue' || type === 'lyrics') {
      this.saidWords += words;
      if (this.#speaker !== '' && printedText(text).trim() !== '') this.#say(words, scene);
    } else if (type !== 'parenthetical') {
      this.#speaker = '';
    }
  }

  #say(words: number, scene: SceneTally | undefined): void {
    const person = this.people.get(this.#speaker) ?? { first: this.#cue, words: 0, speeches: 0, scenes: new Set() };
    this.people.set(this.#speaker, person);
    person.words += words;
    if (scene) {
      person.scenes.add(this.#scene);
      scene.speakers.add(this.#speaker);
    }
    if (!this.#begins) return;
    this.#begins = false;
    person.speeches++;
    if (scene) scene.speeches++;
  }
}

/** Elements that did not change are the same objects: what was counted of them once stays. */
const counted = new WeakMap<ScriptElement, number>();

function wordsIn(element: ScriptElement): number {
  const { text, omitted } = element;
  // Of an omitted scene the page says OMITTED, which nobody wrote.
  const words = counted.get(element) ?? (omitted === undefined ? countWords(printedText(text)) : 0);
  counted.set(element, words);
  return words;
}

function tallyOf(printed: readonly ScriptElement[], scenes: ReadonlyMap<ElementId, number>): Tally {
  const tally = new Tally(scenes.size);
  for (const element of printed) {
    if (element.type === 'scene_heading') tally.enter(scenes.get(element.id) ?? -1);
    tally.add(element);
  }
  return tally;
}

function describeScenes(scenes: readonly Scene[], tally: Tally, pagination: Pagination): SceneStatistics[] {
  const lengths = new Map(sceneLengths(pagination).map((length) => [length.element, length]));
  const lights = daylightsOf(scenes.map(({ heading }) => heading.text));
  return scenes.map(({ id, number, heading }, index) => {
    const { page = 0, eighths = 1 } = lengths.get(id) ?? {};
    const { words = 0, speeches = 0, speakers = [] } = tally.scenes[index] ?? {};
    const { setting } = parseHeading(heading.text);
    const light = lights[index] ?? null;
    return {
      id,
      number,
      heading: printedHeading(heading),
      setting,
      light,
      page,
      eighths,
      words,
      speeches,
      speakers: [...speakers],
    };
  });
}
