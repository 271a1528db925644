import type { AssetHash, CharacterId, ElementId, LocationId, LookId } from '#shared/lib/ids.ts';
import type { OrderKey } from '#shared/lib/order-key.ts';

/** A picture to go by: of a person, a costume, a place. */
export interface CastPicture {
  readonly asset: AssetHash;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds since the epoch; pictures stand in the order in which they came. */
  readonly at: number;
  /** The real person who is to be seen in it; empty: nobody real is. */
  readonly of: string;
}

/** What people say of a look. `LOOK_FIELDS` says what each may hold. */
export interface LookText {
  readonly name: string;
  readonly age: string;
  readonly build: string;
  readonly hair: string;
  readonly wardrobe: string;
  /** The story days on which it holds, as people write them: `1–2, 4`. */
  readonly days: string;
}

/** How a character is to be seen, for the scenes and story days in which it holds. */
export interface CharacterLook extends LookText {
  readonly id: LookId;
  /** Position among the character's looks. */
  readonly order: OrderKey;
  /** Scenes in which it holds whatever their day, by their headings. */
  readonly scenes: readonly ElementId[];
  readonly pictures: readonly CastPicture[];
}

/** What people say of a character. `CHARACTER_FIELDS` says what each may hold. */
export interface CharacterText {
  readonly name: string;
  /** Other names above its speeches. */
  readonly aliases: readonly string[];
  readonly persona: string;
  readonly voice: string;
  /** The real person whose likeness it has; empty: nobody's. */
  readonly playedBy: string;
}

export interface Character extends CharacterText {
  readonly id: CharacterId;
  readonly looks: readonly CharacterLook[];
}

/** What people say of a place. `LOCATION_FIELDS` says what each may hold. */
export interface LocationText {
  /** As in headings, without setting and time: `KITCHEN`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly light: string;
  /** Where things stand, and from where it is looked at. */
  readonly plan: string;
}

export interface Location extends LocationText {
  readonly id: LocationId;
  readonly pictures: readonly CastPicture[];
}
