import { expect, test } from 'vitest';
import { lookOf } from './cast-look.ts';

const CAST = [
  'ZOË',
  'MARTIN',
  'THE WAITRESS',
  'DR. KLEIN',
  'OLD MAN',
  'LITTLE GIRL',
  'SAM',
  'IVY',
  'PAUL',
  'NINA',
  'ADAM',
  'EVA',
];

test('the first twelve characters differ from one another in silhouette and tone', () => {
  const seen = CAST.map((name) => {
    const { build, hair, hat, outfit, tone, age } = lookOf(name, CAST);
    return [build, hair, hat, outfit, tone, age].join();
  });
  expect(new Set(seen).size).toBe(CAST.length);
});

test('a name looks the same however the cue writes it', () => {
  expect(lookOf("martin (CONT'D)", CAST)).toEqual(lookOf('MARTIN', CAST));
  expect(lookOf('Zoë (V.O.)', CAST)).toEqual(lookOf('ZOË', CAST));
});

test('a character added at the end changes nobody', () => {
  const before = CAST.map((name) => lookOf(name, CAST));
  expect(CAST.map((name) => lookOf(name, [...CAST, 'NEWCOMER']))).toEqual(before);
});

test('age is taken from the name', () => {
  expect(lookOf('LITTLE GIRL', CAST)).toMatchObject({ age: 'child' });
  expect(lookOf('LITTLE GIRL', CAST).height).toBeLessThan(1.4);
  expect(lookOf('OLD MAN', CAST)).toMatchObject({ age: 'old', curve: 0 });
});

test('a cast larger than the wardrobe still gets looks', () => {
  const many = Array.from({ length: 60 }, (_, i) => `PERSON ${i}`);
  for (const name of many) expect(lookOf(name, many).height).toBeGreaterThan(1);
});

test('accents change nothing', () => {
  expect(lookOf('ZOE', CAST)).toEqual(lookOf('ZOË', CAST));
  expect(lookOf('Zoe\u0308', CAST)).toEqual(lookOf('ZOË', CAST));
  expect(lookOf('ZOË', CAST)).toMatchObject({ beard: false });
  expect(lookOf('ZOË', CAST).curve).toBeGreaterThan(0.5);
});

test('a name that no list knows is drawn with neither beard nor suit', () => {
  const cast = Array.from({ length: 14 }, (_, i) => `QWX ${i}`);
  for (const name of cast) {
    const { beard, outfit, curve } = lookOf(name, cast);
    expect({ beard, formal: ['suit', 'dress', 'skirt'].includes(outfit), curve }).toEqual({
      beard: false,
      formal: false,
      curve: 0.45,
    });
  }
});
