import { textHash } from '#shared/lib/hash.ts';
import { must } from '#shared/lib/assert.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { sexOfName, type Sex } from './cast-names.ts';
import type { Look } from './spec.ts';

type Person = Omit<Look, 'age' | 'skinTone'>;

/** Sixteen people whom nobody mixes up, even small and from behind: no two share height, silhouette and tone. */
const PEOPLE: readonly Person[] = [
  person(1.84, 'medium', 0, 'short', 0.2, 'none', 'suit', 0.38, 0.38),
  person(1.68, 'slim', 1, 'long', 0.32, 'none', 'jacket', 0.88, 0.3),
  person(1.76, 'broad', 0, 'crop', 0.3, 'none', 'hoodie', 0.62, 0.34, { beard: true }),
  person(1.62, 'medium', 1, 'bob', 0.14, 'none', 'dress', 0.5, 0.5),
  person(1.9, 'slim', 0, 'short', 0.66, 'none', 'jacket', 0.24, 0.5),
  person(1.72, 'slim', 1, 'ponytail', 0.6, 'none', 'shirt', 0.96, 0.42),
  person(1.7, 'heavy', 0, 'bald', 0.3, 'none', 'shirt', 0.93, 0.28, { beard: true }),
  person(1.6, 'medium', 1, 'curly', 0.24, 'none', 'coat', 0.74, 0.4),
  person(1.8, 'medium', 0, 'short', 0.3, 'fedora', 'coat', 0.55, 0.35),
  person(1.74, 'medium', 0.9, 'bun', 0.28, 'none', 'suit', 0.3, 0.3, { glasses: true }),
  person(1.73, 'slim', 0, 'curly', 0.18, 'none', 'jacket', 0.42, 0.6, { glasses: true }),
  person(1.66, 'slim', 1, 'long', 0.85, 'wide_brim', 'dress', 0.9, 0.9),
  person(1.78, 'broad', 0, 'crop', 0.2, 'cap', 'jacket', 0.8, 0.3),
  person(1.64, 'heavy', 1, 'bun', 0.5, 'none', 'skirt', 0.84, 0.35),
  person(1.87, 'heavy', 0, 'short', 0.55, 'none', 'suit', 0.7, 0.66, { beard: true }),
  person(1.7, 'medium', 0.8, 'bob', 0.66, 'beanie', 'hoodie', 0.34, 0.52),
];

function person(
  height: number,
  build: Look['build'],
  curve: number,
  hair: Look['hair'],
  hairTone: number,
  hat: Look['hat'],
  outfit: Look['outfit'],
  tone: number,
  legTone: number,
  more: { beard?: boolean; glasses?: boolean } = {},
): Person {
  const { beard = false, glasses = false } = more;
  return { height, build, curve, hair, hairTone, hat, outfit, tone, legTone, beard, glasses };
}

const OLD = /\b(old|elderly|grandma|grandpa|grandfather|grandmother|nana|aged|widow|widower)\b/i;
const CHILD = /\b(boy|girl|child|kid|toddler|little|baby)\b/i;

/**
 * How a character looks. It hangs on the name; its place in the cast matters only where two names would take the same
 * person, so that a new character changes nobody else, or hardly ever. `cast` holds names in order of appearance. `told` is
 * what the script says of one whose name does not tell: it changes the body alone, so that hair, clothes and tone stay.
 */
export function lookOf(name: string, cast: readonly string[], told: Sex = null): Look {
  const key = nameKey(name);
  const names = [...new Set(cast.map(nameKey))];
  if (!names.includes(key)) names.push(key);
  const taken = new Set<number>();
  for (const each of names) {
    const index = choose(each, taken);
    if (each === key) return dressed(key, index, told);
    taken.add(index);
    if (taken.size === PEOPLE.length) taken.clear();
  }
  return dressed(key, 0, told);
}

function choose(key: string, taken: ReadonlySet<number>): number {
  const sex = sexOfName(key);
  const free = PEOPLE.map((_, i) => i).filter((i) => !taken.has(i));
  const fitting = free.filter((i) => fits(must(PEOPLE[i]), sex));
  const wanted = hashOf(key) % PEOPLE.length;
  const pool = fitting.length > 0 ? fitting : free;
  return must(pool.find((i) => i >= wanted) ?? pool[0]);
}

function fits(person: Person, sex: Sex): boolean {
  if (sex !== null) return person.curve > 0.5 === (sex === 'woman');
  return (
    ['coat', 'jacket', 'hoodie'].includes(person.outfit) &&
    ['crop', 'short', 'parted', 'curly', 'bob'].includes(person.hair)
  );
}

/** Somebody whose name does not tell: nothing on them that says man or woman. */
function neutral(person: Person, told: Sex): Person {
  const outfit: Partial<Record<Look['outfit'], Look['outfit']>> = { suit: 'jacket', dress: 'coat', skirt: 'coat' };
  const hair: Partial<Record<Look['hair'], Look['hair']>> = { long: 'bob', bun: 'bob', ponytail: 'bob', bald: 'crop' };
  return {
    ...person,
    beard: false,
    curve: told === 'woman' ? 0.95 : told === 'man' ? 0 : 0.45,
    outfit: outfit[person.outfit] ?? person.outfit,
    hair: hair[person.hair] ?? person.hair,
  };
}

const CHILDLIKE = { age: 'child', build: 'slim', beard: false, hat: 'none' } as const;

function dressed(key: string, index: number, told: Sex): Look {
  const chosen = must(PEOPLE[index]);
  const base = sexOfName(key) === null ? neutral(chosen, told) : chosen;
  const rng = seededRng(hashOf(key));
  const nudge = (rng.next() - 0.5) * 0.03;
  const skinTone = [1, 1, 0.9, 0.8][Math.floor(rng.next() * 4)] ?? 1;
  const age = CHILD.test(key) ? 'child' : OLD.test(key) ? 'old' : 'adult';
  const height = base.height + nudge;
  if (age === 'child')
    return {
      ...base,
      ...CHILDLIKE,
      skinTone,
      height: height * 0.74,
      curve: base.curve * 0.4,
      outfit: base.curve > 0.5 ? 'dress' : 'hoodie',
    };
  if (age === 'old') return { ...base, skinTone, age, height: height * 0.97, hairTone: 0.82 };
  return { ...base, skinTone, age, height };
}

function hashOf(key: string): number {
  return Number.parseInt(textHash(key).slice(-8), 16) >>> 0;
}
