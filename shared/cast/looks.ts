import { textHash } from '#shared/lib/hash.ts';
import type { CharacterId, ElementId, LookId } from '#shared/lib/ids.ts';
import type { Character, CharacterLook } from './character.ts';
import { saysDay } from './story-days.ts';

/**
 * The look that a character has in a scene: one that names the scene, else one that names its story day, else one that
 * names neither. Null where none holds. Of several the first counts.
 */
export function lookIn({ looks }: Character, scene: ElementId | null, day: number | null): CharacterLook | null {
  const named = scene !== null && looks.find(({ scenes }) => scenes.includes(scene));
  const ofDay = day !== null && looks.find(({ days }) => saysDay(days, day));
  return named || ofDay || (looks.find(isUsual) ?? null);
}

/** Whether it holds wherever no other does. */
export function isUsual({ scenes, days }: CharacterLook): boolean {
  return scenes.length === 0 && days.trim() === '';
}

/** Changes with all that is to be seen of a look: whoever plays it, words and pictures; not with its name, or where it holds. */
export function lookHash({ playedBy }: Pick<Character, 'playedBy'>, look: CharacterLook | null): string {
  const words = look && [look.age, look.build, look.hair, look.wardrobe].map((word) => word.trim());
  const pictures = look?.pictures.map(({ asset }) => asset).sort();
  return textHash(JSON.stringify([playedBy.trim(), words, pictures ?? []]));
}

/** What is kept with a picture of a look that it shows. */
export interface RecordedLook {
  readonly character: CharacterId;
  /** As it was called then. */
  readonly name: string;
  /** Null: no look held. */
  readonly look: LookId | null;
  readonly hash: string;
}

/** The looks in a record, which may be of another version: what is none is passed over. */
export function recordedLooksIn(value: unknown): RecordedLook[] {
  return Array.isArray(value) ? value.filter(isRecordedLook) : [];
}

function isRecordedLook(value: unknown): value is RecordedLook {
  const { character, name, look, hash } = (value ?? {}) as Partial<Record<keyof RecordedLook, unknown>>;
  return (
    [character, name, hash].every((part) => typeof part === 'string') && (look === null || typeof look === 'string')
  );
}

/**
 * Of the looks that a picture was made from, those that the characters have no longer in its scene. Who is not described
 * any more has none that could be another.
 */
export function outdatedLooks(
  recorded: readonly RecordedLook[],
  characters: ReadonlyMap<CharacterId, Character>,
  scene: ElementId | null,
  day: number | null,
): RecordedLook[] {
  return recorded.filter(({ character: id, hash }) => {
    const character = characters.get(id);
    return character !== undefined && lookHash(character, lookIn(character, scene, day)) !== hash;
  });
}
