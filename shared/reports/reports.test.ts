import { describe, expect, test } from 'vitest';
import { paginate } from '#shared/pagination/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { ElementType, ScriptParagraph } from '#shared/screenplay/index.ts';
import { countWords, scenesBySetting, scriptStatistics } from './index.ts';

type Row = readonly [ElementType, string, Partial<ScriptParagraph>?];

const statisticsOf = (...rows: readonly Row[]) =>
  scriptStatistics(paginate(rows.map(([type, text, more], i) => ({ id: `e${i}` as ElementId, type, text, ...more }))));

test.each([
  ['', 0],
  ['Grey water, grey sky.', 4],
  ["don't be half-past ten", 4],
  ['The ZOË’s -- no—yes... maybe', 5],
  ['- - … !', 0],
  ['R2D2 is 23', 3],
  ['👩‍👩‍👧 שלום עולם', 2],
  ['Привет, как дела?', 3],
  ['한국어는 띄어쓰기가 있다', 3],
  ['彼は学校へ行く', 5],
  ['Hello 世界 again', 3],
  ['สวัสดีครับ', 2],
])('%j has %i words', (text, count) => {
  expect(countWords(text)).toBe(count);
});

describe('who says how much', () => {
  const people = (...rows: readonly Row[]) =>
    statisticsOf(...rows).characters.map(({ name, speeches, words }) => [name, speeches, words]);

  test.each<[string, readonly Row[], [string, number, number][]]>([
    [
      'a cue with nothing under it is no speech',
      [
        ['character', 'BOB'],
        ['action', 'He leaves.'],
      ],
      [],
    ],
    [
      'nor is one with a parenthetical alone',
      [
        ['character', 'BOB'],
        ['parenthetical', '(nods)'],
        ['dialogue', ''],
      ],
      [],
    ],
    [
      'parentheticals are not said, and part no speech',
      [
        ['character', 'BOB'],
        ['dialogue', 'Go on.'],
        ['parenthetical', '(beat)'],
        ['dialogue', 'Now.'],
      ],
      [['BOB', 1, 3]],
    ],
    [
      'extensions are no part of a name',
      [
        ['character', 'Bob (V.O.)'],
        ['dialogue', 'One.'],
        ['character', "BOB (CONT'D)"],
        ['dialogue', 'Two three.'],
      ],
      [['BOB', 2, 3]],
    ],
    [
      'of a dual dialogue each has what stands under the own cue, and who says more comes first',
      [
        ['character', 'BOB'],
        ['dialogue', 'Stay.'],
        ['character', 'EVE', { dual: true }],
        ['dialogue', 'I will go.'],
      ],
      [
        ['EVE', 1, 3],
        ['BOB', 1, 1],
      ],
    ],
    [
      'songs are said',
      [
        ['character', 'EVE'],
        ['lyrics', 'La la'],
        ['lyrics', 'la.'],
      ],
      [['EVE', 1, 3]],
    ],
    [
      'a note parts no speech',
      [
        ['character', 'EVE'],
        ['note', 'Why?'],
        ['dialogue', 'So [[or not]] be it.'],
      ],
      [['EVE', 1, 3]],
    ],
    [
      'what stands without a cue, after action, nobody says',
      [
        ['character', 'EVE'],
        ['dialogue', 'Yes.'],
        ['action', 'Rain.'],
        ['dialogue', 'No.'],
      ],
      [['EVE', 1, 1]],
    ],
    [
      'a name in parentheses alone is nobody',
      [
        ['character', '(V.O.)'],
        ['dialogue', 'Who?'],
      ],
      [],
    ],
  ])('%s', (_, rows, expected) => {
    expect(people(...rows)).toEqual(expected);
  });

  test('the shares are of all that is said, whoever says it', () => {
    const { characters, saidWords, words } = statisticsOf(
      ['character', 'EVE'],
      ['dialogue', 'One two three.'],
      ['action', 'Rain.'],
      ['dialogue', 'Orphan.'],
    );
    expect([saidWords, words, characters[0]?.share]).toEqual([4, 6, 0.75]);
  });

  test('the scenes of a character are those in which it speaks', () => {
    const { characters, scenes } = statisticsOf(
      ['character', 'EVE'],
      ['dialogue', 'Before.'],
      ['scene_heading', 'INT. A - DAY'],
      ['character', 'BOB'],
      ['dialogue', 'Hello there.'],
      ['scene_heading', 'INT. B - DAY'],
      ['scene_heading', 'INT. C - DAY'],
      ['character', 'BOB'],
      ['dialogue', 'And again.'],
      ['character', 'BOB'],
      ['dialogue', 'Again.'],
    );
    expect(characters.map(({ name, scenes: spoken }) => [name, spoken])).toEqual([
      ['BOB', [0, 2]],
      ['EVE', []],
    ]);
    expect(scenes.map(({ speeches, speakers, words }) => [speeches, speakers, words])).toEqual([
      [1, ['BOB'], 6],
      [0, [], 3],
      [2, ['BOB'], 8],
    ]);
  });
});

test('an empty script has nothing', () => {
  expect(statisticsOf()).toEqual({
    ...{ pages: 0, eighths: 0, words: 0, saidWords: 0, scenes: [], characters: [] },
    seconds: { pages: 0, characters: 0, elements: 0 },
  });
});

test('a script without headings has pages and words, and no scenes', () => {
  const { pages, eighths, words, scenes, seconds } = statisticsOf(['action', 'Rain falls.'], ['action', 'It stops.']);
  expect({ pages, eighths, words, scenes }).toEqual({ pages: 1, eighths: 1, words: 4, scenes: [] });
  expect(seconds.pages).toBe(7.5);
});

test('what is never printed is not counted', () => {
  const printed: Row[] = [
    ['scene_heading', 'INT. A - DAY'],
    ['action', 'Rain.'],
  ];
  const { seconds, ...rest } = statisticsOf(
    ['section', 'Act one'],
    ['scene_heading', 'INT. A - DAY [[or night]]'],
    ['synopsis', 'It rains at length.'],
    ['note', 'Should it rain?'],
    ['action', 'Rain. /* Snow, hail and wind. */'],
  );
  const plain = statisticsOf(...printed);
  expect([rest.words, rest.eighths, rest.scenes[0]?.heading, rest.scenes[0]?.words]).toEqual([4, 1, 'INT. A - DAY', 4]);
  expect(seconds.elements).toBeCloseTo(plain.seconds.elements, 1);
});

test('a scene that is omitted is none and has no words and no time, and the others keep their numbers', () => {
  const first: Row = ['scene_heading', 'INT. A - NIGHT', { number: '1' }];
  const last: Row = ['scene_heading', 'INT. C - CONTINUOUS', { number: '3' }];
  const { scenes, words, seconds } = statisticsOf(
    first,
    ['scene_heading', 'OMITTED', { number: '2', omitted: [{ type: 'scene_heading', text: 'EXT. B - DAY' }] }],
    last,
  );
  const without = statisticsOf(first, last);
  expect([words, seconds.characters, seconds.elements]).toEqual([
    ...[without.words, without.seconds.characters, without.seconds.elements],
  ]);
  expect(scenes.map(({ number, light }) => [number, light])).toEqual([
    ['1', 'night'],
    ['3', 'night'],
  ]);
});

test('a scene between two that have numbers is numbered by the school of the film', () => {
  const heading = (id: string, number?: string) =>
    ({ id: id as ElementId, type: 'scene_heading', text: 'INT. A - DAY', ...(number && { number }) }) as const;
  const pages = paginate([heading('a', '10'), heading('b'), heading('c', '11')]);
  expect(scriptStatistics(pages, 'suffix').scenes[1]?.number).toBe('10A');
  expect(scriptStatistics(pages, 'prefix').scenes[1]?.number).toBe('A11');
});

test('scenes by where and when they play, and how long they are', () => {
  const long = Array.from({ length: 12 }, (): Row => ['action', 'Rain.']);
  const { scenes } = statisticsOf(
    ['scene_heading', 'INT. A - NIGHT'],
    ...long,
    ['scene_heading', 'INT. A - CONTINUOUS'],
    ['scene_heading', 'EXT. B - DAWN'],
    ['scene_heading', 'I/E. CAR'],
    ['scene_heading', 'FLASHBACK'],
  );
  const none = { scenes: 0, eighths: 0 };
  const one = { scenes: 1, eighths: 1 };
  expect(scenesBySetting(scenes)).toEqual([
    { setting: 'INT', day: none, night: { scenes: 2, eighths: 5 }, unsaid: none, all: { scenes: 2, eighths: 5 } },
    { setting: 'EXT', day: one, night: none, unsaid: none, all: one },
    { setting: 'INT/EXT', day: none, night: none, unsaid: one, all: one },
    { setting: null, day: none, night: none, unsaid: one, all: one },
  ]);
});
