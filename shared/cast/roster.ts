import type { CharacterId, ElementId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { charactersOf, nameLike, parseHeading, type Scene } from '#shared/screenplay/index.ts';
import type { Character, CharacterText, Location } from './character.ts';

interface Entry {
  /** The same for every way to write the name. */
  readonly key: string;
  /** As people see it. */
  readonly name: string;
  /** Where it first appears, in script order. */
  readonly scenes: readonly ElementId[];
}

export interface CastEntry extends Entry {
  /** Null: the script has it and nobody has described it yet. */
  readonly character: Character | null;
  readonly speeches: number;
}

export interface LocationEntry extends Entry {
  readonly location: Location | null;
}

/** Somebody or some place, by each of its names. A name that two lay claim to is the first one’s. */
export function byNames<T extends Pick<Character, 'id' | 'name' | 'aliases'> | Location>(
  described: readonly T[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of described) {
    for (const name of [one.name, ...one.aliases]) {
      const key = nameKey(name);
      if (key !== '' && !found.has(key)) found.set(key, one);
    }
  }
  return found;
}

export interface RenamedCharacter {
  readonly id: CharacterId;
  readonly patch: Partial<CharacterText>;
}

/**
 * Who is described under a name that the script changes everywhere, and what they are called from then on; null where
 * nobody is, or where somebody else has the new name.
 */
export function renamedCharacter(characters: readonly Character[], from: string, to: string): RenamedCharacter | null {
  const bound = byNames(characters);
  const [character, other] = [bound.get(nameKey(from)), bound.get(nameKey(to))];
  if (!character || (other && other !== character)) return null;
  const { id, name, aliases } = character;
  const renamed = (known: string) => (nameKey(known) === nameKey(from) ? nameLike(known, to) : known);
  const others = aliases.map(renamed).filter((alias) => nameKey(alias) !== nameKey(renamed(name)));
  return { id, patch: { name: renamed(name), aliases: others } };
}

/**
 * Everybody who speaks in the script, in order of appearance, and behind them who is described and does not speak. Cues
 * that one character is bound to are one entry.
 */
export function castOf(scenes: readonly Scene[], characters: readonly Character[]): CastEntry[] {
  const bound = byNames(characters);
  const entries = new Map<string, CastEntry>();
  for (const scene of scenes) {
    for (const { name, speeches } of charactersOf(scene.heading.omitted ?? scene.body)) {
      const character = bound.get(nameKey(name)) ?? null;
      const key = character?.id ?? nameKey(name);
      const known = entries.get(key);
      entries.set(key, {
        ...{ key, character, name: character?.name || (known?.name ?? name) },
        speeches: (known?.speeches ?? 0) + speeches,
        scenes: [...new Set([...(known?.scenes ?? []), scene.id])],
      });
    }
  }
  const silent = characters.filter(({ id }) => !entries.has(id));
  return [
    ...entries.values(),
    ...silent.map((character) => ({ ...alone(character), character, speeches: 0 })).sort(byName),
  ];
}

/** Every place that a heading names, in order of appearance, and behind them those that are described alone. */
export function locationsOf(scenes: readonly Scene[], locations: readonly Location[]): LocationEntry[] {
  const find = locationFinder(locations);
  const entries = new Map<string, LocationEntry>();
  for (const scene of scenes) {
    const { location: name } = parseHeading(scene.heading.text);
    if (name === '') continue;
    const location = find(scene.heading.text);
    const key = location?.id ?? nameKey(name);
    const known = entries.get(key);
    const been = known?.scenes ?? [];
    entries.set(key, { key, location, name: location?.name || (known?.name ?? name), scenes: [...been, scene.id] });
  }
  const unseen = locations.filter(({ id }) => !entries.has(id));
  return [...entries.values(), ...unseen.map((location) => ({ ...alone(location), location })).sort(byName)];
}

/** The place of a heading: that of its whole name, else of as much of it as is described (`HOUSE - KITCHEN`, `HOUSE`). */
export function locationFinder(locations: readonly Location[]): (heading: string) => Location | null {
  const bound = byNames(locations);
  return (heading) => {
    const parts = parseHeading(heading).location.split(' - ');
    for (let count = parts.length; count > 0; count--) {
      const found = bound.get(nameKey(parts.slice(0, count).join(' - ')));
      if (found) return found;
    }
    return null;
  };
}

function alone({ id, name }: Pick<Character, 'name'> & { readonly id: string }): Entry {
  return { key: id, name, scenes: [] };
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
