import type { CharacterId, ElementId, LocationId, ShotId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { charactersOf, isSaid, omittedOf, type Scene, type ScriptElement } from '#shared/screenplay/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import { anchoredLines, linesById, type LooksByName, type Panel } from '#shared/storyboard/index.ts';
import type { CastPicture, Character, CharacterLook, Location } from './character.ts';
import { lookHash, lookIn, type RecordedLook } from './looks.ts';
import { byNames, locationFinder } from './roster.ts';
import { storyDaysOf, type DayMarks } from './story-days.ts';

/** A character of a panel as it is to be drawn. */
export interface PanelCharacter {
  readonly character: CharacterId;
  readonly name: string;
  /** Cue names that mean it, as `nameKey` says them. */
  readonly keys: readonly string[];
  /** The real person whose likeness it has; empty: nobody's. */
  readonly playedBy: string;
  /** Null: no look holds here. */
  readonly look: CharacterLook | null;
  /** See `lookHash`. */
  readonly hash: string;
}

export interface PanelLocation {
  readonly location: LocationId;
  readonly name: string;
  readonly light: string;
  readonly plan: string;
  readonly pictures: readonly CastPicture[];
}

/** Who and what of the described cast and places a panel shows, and the looks that hold there. */
export interface PanelCast {
  readonly characters: readonly PanelCharacter[];
  readonly location: PanelLocation | null;
}

/** What the records of a picture keep of it. */
export function recordedLooks({ characters }: PanelCast): RecordedLook[] {
  return characters.map(({ character, name, look, hash }) => ({ character, name, look: look?.id ?? null, hash }));
}

export interface CastInput {
  readonly scenes: readonly Scene[];
  readonly characters: readonly Character[];
  readonly locations: readonly Location[];
  readonly marks: DayMarks;
  readonly shots: Pick<ReadonlyMap<ShotId, Pick<Shot, 'cast'>>, 'get'>;
}

/** Reads cast and script once, to say of many panels what they show. */
export function panelCaster(input: CastInput): (panel: Panel, scene: Scene | null) => PanelCast {
  const days = storyDaysOf(input.scenes, input.marks);
  const names = namesIn(input);
  const bound = byNames(input.characters);
  const findLocation = locationFinder(input.locations);
  return (panel, scene) => {
    const day = (scene && days.get(scene.id)?.day) ?? null;
    const keys = names(panel, scene);
    const shown = new Set(keys.flatMap((key) => bound.get(key) ?? []));
    const location = scene && findLocation(scene.heading.text);
    return {
      characters: [...shown].map((character) => {
        const look = lookIn(character, scene?.id ?? null, day);
        const { id, name, aliases, playedBy } = character;
        const own = [name, ...aliases].map(nameKey).filter((key) => bound.get(key) === character);
        return { character: id, name, keys: own, playedBy, look, hash: lookHash(character, look) };
      }),
      location: location && { ...location, location: location.id },
    };
  };
}

/** Of any scene, how everybody looks of whom it is said: whoever is in it, so that all its panels show them alike. */
export function lookTeller({ scenes, characters, marks }: Pick<CastInput, 'scenes' | 'characters' | 'marks'>) {
  const days = storyDaysOf(scenes, marks);
  const bound = [...byNames(characters)];
  return (scene: ElementId | null): LooksByName => {
    const day = (scene && days.get(scene)?.day) ?? null;
    const told = bound.flatMap(([key, character]) => {
      const look = lookIn(character, scene, day);
      const { age = '', build = '', hair = '', wardrobe = '' } = look ?? {};
      return [age, build, hair, wardrobe].every((words) => words.trim() === '')
        ? []
        : [[key, { age, build, hair, wardrobe }] as const];
    });
    return Object.fromEntries(told);
  };
}

/** Whoever is to be seen in a panel, by keys of their names: its shot's cast where somebody wrote one, else whom its lines name. */
export function namesIn({ scenes, characters, shots }: Pick<CastInput, 'scenes' | 'characters' | 'shots'>) {
  const lines = linesById(scenes);
  const spoken = scenes.flatMap(({ heading, body }) => charactersOf(heading.omitted ?? body)).map(({ name }) => name);
  const known = [...spoken, ...characters.flatMap(({ name, aliases }) => [name, ...aliases])];
  // A longer one is nobody's name, and as a pattern too long to be read.
  const keys = new Set([...new Set(known)].map(nameKey).filter((key) => key.length <= LONGEST_NAME));
  const patterns = new Map([...keys].map((key) => [key, patternOf(key)]));
  patterns.delete('');
  return (panel: Panel, scene: Scene | null): string[] => {
    const cast = shots.get(panel.shot)?.cast ?? [];
    if (cast.length > 0) return [...new Set(cast.map(nameKey))];
    const anchored = anchoredLines(panel, lines);
    const said = cueBefore(scene, anchored[0]);
    const cues = charactersOf(said ? [said, ...anchored] : anchored).map(({ name }) => nameKey(name));
    const told = anchored.filter(({ type }) => type === 'action' || type === 'shot').map(({ text }) => text);
    const words = plainKeepingCase([...told, panel.caption].join('\n'));
    const mentioned = [...patterns].flatMap(([key, pattern]) => (pattern.test(words) ? [key] : []));
    return [...new Set([...cues, ...mentioned])];
  };
}

/** Whose speech it is that the panel begins in. */
function cueBefore(scene: Scene | null, first: ScriptElement | undefined): ScriptElement | undefined {
  if (!scene || !first || first.type === 'character' || !isSaid(first.type)) return undefined;
  const body = scene.heading.omitted ? omittedOf(scene.heading) : scene.body;
  const at = body.findIndex(({ id }) => id === first.id);
  return body.slice(0, Math.max(at, 0)).findLast(({ type }) => type === 'character');
}

const LONGEST_NAME = 500;

/** The name as a word that begins with a capital: WILL is nobody in “they will go”. */
function patternOf(key: string): RegExp {
  const name = key.replace(/./gsu, (letter, at: number) => (at === 0 ? escaped(letter) : either(letter)));
  return new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'u');
}

function either(letter: string): string {
  const small = letter.toLowerCase();
  return small === letter ? escaped(letter) : `[${escaped(letter)}${escaped(small)}]`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function plainKeepingCase(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
