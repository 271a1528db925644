import { MOST_OF_A_LINE, MOST_OF_A_NOTE, type Field } from '#shared/shots/index.ts';
import type { CharacterText, LocationText, LookText } from './character.ts';

const ABOUT = { group: 'content', shown: true } as const;

/** Everything that can be said of a character, in the order in which it is asked for. */
export const CHARACTER_FIELDS: readonly Field<keyof CharacterText>[] = [
  text('name', 'Name'),
  names('aliases', 'Also called'),
  text('playedBy', 'Played by'),
  note('persona', 'Persona'),
  note('voice', 'Voice'),
];

export const LOOK_FIELDS: readonly Field<keyof LookText>[] = [
  text('name', 'Look'),
  text('age', 'Age', ['Child', 'Teenager', '20s', '30s', '40s', '50s', '60s', 'Old']),
  text('build', 'Height and build', ['Tall', 'Short', 'Slim', 'Medium', 'Broad', 'Heavy']),
  text('hair', 'Hair', ['Bald', 'Cropped', 'Short', 'Curly', 'Bob', 'Long', 'Ponytail', 'Bun', 'Dark', 'Fair', 'Grey']),
  text('wardrobe', 'Wardrobe', ['Suit', 'Coat', 'Jacket', 'Hoodie', 'Shirt', 'Dress', 'Skirt']),
  text('days', 'Story days'),
];

export const LOCATION_FIELDS: readonly Field<keyof LocationText>[] = [
  text('name', 'Name'),
  names('aliases', 'Also called'),
  note('light', 'Light'),
  note('plan', 'Plan'),
];

export const NEW_LOOK: LookText = { name: '', age: '', build: '', hair: '', wardrobe: '', days: '' };
export const NEW_CHARACTER: CharacterText = { name: '', aliases: [], persona: '', voice: '', playedBy: '' };
export const NEW_LOCATION: LocationText = { name: '', aliases: [], light: '', plan: '' };

function text<Name extends string>(name: Name, label: string, suggestions: readonly string[] = []): Field<Name> {
  return { ...ABOUT, name, label, kind: 'text', default: '', most: MOST_OF_A_LINE, lines: 'one', suggestions };
}

function note<Name extends string>(name: Name, label: string): Field<Name> {
  return { ...ABOUT, name, label, kind: 'text', default: '', most: MOST_OF_A_NOTE, lines: 'many', suggestions: [] };
}

function names<Name extends string>(name: Name, label: string): Field<Name> {
  return { ...ABOUT, name, label, kind: 'names', default: [] };
}
