import { expect, test } from 'vitest';
import { lookOf } from './cast-look.ts';
import { specFromScript, type ScriptInput } from './script/spec-from-script.ts';
import { lookAsTold, type ToldLook } from './told-look.ts';

const CAST = ['ANNA', 'BEN'];
const told = (words: Partial<ToldLook>): ToldLook => ({ age: '', build: '', hair: '', wardrobe: '', ...words });
const anna = lookOf('ANNA', CAST);

test('what is said of a look is seen, and what is not said stays', () => {
  expect(lookAsTold(anna, told({}))).toEqual(anna);
  expect(lookAsTold(anna, told({ build: 'Something else', hair: 'nice', wardrobe: 'her usual', age: '' }))).toEqual(
    anna,
  );
  const look = lookAsTold(
    anna,
    told({ build: 'Tall, broad', hair: 'Long black hair, glasses', wardrobe: 'a white raincoat' }),
  );
  expect(look).toEqual({
    ...anna,
    ...{ build: 'broad', height: 1.88, hair: 'long', hairTone: 0.12, glasses: true, outfit: 'coat', tone: 0.97 },
  });
});

test.each([
  [{ hair: 'shaved head, grey beard' }, { hair: 'bald', hairTone: 0.82, beard: true }],
  [{ hair: 'short, clean-shaven' }, { hair: 'short', beard: false }],
  [{ wardrobe: 'baseball cap, black hoodie' }, { hat: 'cap', outfit: 'hoodie', tone: 0.2 }],
  [{ wardrobe: 'red dress, bare-headed' }, { hat: 'none', outfit: 'dress', tone: 0.54 }],
  [{ build: '1,62 m, heavy' }, { height: 1.62, build: 'heavy' }],
  [{ hair: 'bald' }, { hair: 'bald', hat: 'none' }],
  [{ age: '72' }, { age: 'old', hairTone: 0.82 }],
  [{ age: '50s' }, { age: 'adult' }],
  [{ age: 'Child' }, { age: 'child', build: 'slim', beard: false }],
] as const)('%j is seen', (words, seen) => {
  expect(lookAsTold(lookOf('BEN', CAST), told(words))).toMatchObject(seen);
});

test('an age that is said counts for more than one in the name', () => {
  const boy = lookOf('THE BOY', ['THE BOY']);
  expect(boy.age).toBe('child');
  const grown = lookAsTold(boy, told({ age: '30s' }));
  expect(grown.age).toBe('adult');
  expect(grown.height).toBeGreaterThan(1.5);
  expect(lookAsTold(grown, told({ age: '9' })).height).toBeLessThan(1.45);
});

test('a frame shows people as they are told, by whatever name the cue has', () => {
  const input: ScriptInput = {
    ...{ heading: 'INT. KITCHEN - DAY', before: [], cast: CAST, aspectRatio: 16 / 9, seed: 4 },
    lines: [
      { type: 'action', text: 'Anna waits. Ben talks.' },
      { type: 'character', text: 'BEN (O.S.)' },
    ],
    shot: { size: 'FS', angle: 'eye', movement: 'static', lens: 35 },
  };
  const plain = specFromScript(input);
  const spec = specFromScript({ ...input, looks: { ANNA: told({ hair: 'bald', wardrobe: 'suit' }) } });
  expect(spec.figures.map(({ name }) => name)).toEqual(plain.figures.map(({ name }) => name));
  expect(spec.figures.find(({ name }) => name === 'ANNA')?.look).toMatchObject({ hair: 'bald', outfit: 'suit' });
  expect(spec.figures.filter(({ name }) => name !== 'ANNA')).toEqual(
    plain.figures.filter(({ name }) => name !== 'ANNA'),
  );
});
