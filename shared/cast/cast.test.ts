import { describe, expect, test } from 'vitest';
import type { AssetHash, CharacterId, ElementId, LocationId, LookId, PanelId, ShotId } from '#shared/lib/ids.ts';
import { scenesOf, type ScriptElement } from '#shared/screenplay/index.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import {
  NEW_CHARACTER,
  NEW_LOCATION,
  NEW_LOOK,
  castOf,
  locationsOf,
  lookHash,
  lookIn,
  outdatedLooks,
  panelCaster,
  recordedLooks,
  renamedCharacter,
  saysDay,
  storyDaysOf,
  type Character,
  type CharacterLook,
  type Location,
} from './index.ts';

const line = (id: string, type: ScriptElement['type'], text: string): ScriptElement => ({
  id: id as ElementId,
  type,
  text,
});
const heading = (id: string, text: string) => line(id, 'scene_heading', text);

function look(id: string, said: Partial<CharacterLook> = {}): CharacterLook {
  return { ...NEW_LOOK, id: id as LookId, order: id, scenes: [], pictures: [], ...said };
}

function character(id: string, said: Partial<Character> = {}): Character {
  return { ...NEW_CHARACTER, id: id as CharacterId, looks: [], ...said };
}

function location(id: string, name: string): Location {
  return { ...NEW_LOCATION, id: id as LocationId, name, pictures: [] };
}

const SCRIPT = [
  heading('h1', 'INT. HOUSE - KITCHEN - NIGHT'),
  line('a1', 'action', 'Zoe waits. They will go.'),
  line('c1', 'character', 'ZOË (V.O.)'),
  line('d1', 'dialogue', 'I wait.'),
  heading('h2', 'EXT. YARD - MORNING'),
  line('c2', 'character', 'WILL'),
  line('d2', 'dialogue', 'Here.'),
  line('c3', 'character', 'YOUNG ZOE'),
];
const SCENES = scenesOf(SCRIPT);

function panel(anchors: readonly string[], said: Partial<Panel> = {}): Panel {
  return {
    ...{ id: 'p' as PanelId, shot: 's' as ShotId, order: 'a', anchors: anchors as ElementId[], caption: '' },
    ...{ textHash: '', words: '', take: null, takes: [], drawn: 0, durationMs: 2000, sound: '', dialogue: '' },
    ...{ transition: 'cut', notes: '', prompt: '', alt: '' },
    ...said,
  };
}

describe('the cast', () => {
  test('whoever speaks is in it before anybody describes them, in order of appearance', () => {
    expect(castOf(SCENES, []).map(({ name, character: described }) => [name, described])).toEqual([
      ['ZOË', null],
      ['WILL', null],
      ['YOUNG ZOE', null],
    ]);
  });

  test('cues that a character is bound to are one, however accents and extensions are written', () => {
    const zoe = character('1', { name: 'Zoe', aliases: ['young zoë'] });
    const silent = character('2', { name: 'The dog' });
    expect(castOf(SCENES, [zoe, silent])).toMatchObject([
      { key: '1', name: 'Zoe', speeches: 2, scenes: ['h1', 'h2'] },
      { name: 'WILL', character: null },
      { name: 'The dog', speeches: 0, scenes: [] },
    ]);
  });

  test('a place is bound by its heading, or by as much of it as is described', () => {
    expect(locationsOf(SCENES, [location('1', 'house')])).toMatchObject([
      { key: '1', name: 'house', scenes: ['h1'] },
      { name: 'YARD', location: null, scenes: ['h2'] },
    ]);
  });
});

describe('a name that the script changes everywhere', () => {
  const zoe = character('z', { name: 'ZOË', aliases: ['YOUNG ZOE'] });
  const will = character('w', { name: 'WILL', aliases: [] });

  test.each<[string, string, object | null]>([
    ['ZOE', 'Maïa', { id: 'z', patch: { name: 'MAÏA', aliases: ['YOUNG ZOE'] } }],
    ['YOUNG ZOË', 'Little Zoe', { id: 'z', patch: { name: 'ZOË', aliases: ['LITTLE ZOE'] } }],
    ['YOUNG ZOE', 'Zoe', { id: 'z', patch: { name: 'ZOË', aliases: [] } }],
    ['ZOE', 'Young Zoë', { id: 'z', patch: { name: 'YOUNG ZOË', aliases: [] } }],
    ['ZOE', 'Will', null],
    ['NOBODY', 'Somebody', null],
  ])('%s to %s', (from, to, expected) => {
    expect(renamedCharacter([zoe, will], from, to)).toEqual(expected);
  });
});

describe('story days', () => {
  const daysOf = (...headings: readonly string[]) => {
    const scenes = scenesOf(headings.map((text, i) => heading(`h${String(i)}`, text)));
    return [...storyDaysOf(scenes).values()].map(({ day }) => day);
  };

  test('a day begins when night has turned to day, or the heading says so; a flashback is of no day', () => {
    expect(daysOf('INT. A - DAY', 'INT. B - NIGHT', 'INT. B - CONTINUOUS', 'EXT. C - DAWN')).toEqual([1, 1, 1, 2]);
    expect(daysOf('INT. A - DAY', 'INT. B - THE NEXT DAY', 'INT. C - DAY (FLASHBACK)', 'INT. D - DAY')).toEqual([
      ...[1, 2, null, 2],
    ]);
  });

  test('what somebody said of a scene counts more than its heading', () => {
    const marks = new Map([['h2' as ElementId, 'same' as const]]);
    expect([...storyDaysOf(SCENES, marks).values()].map(({ day }) => day)).toEqual([1, 1]);
  });

  test('days are read as people write them', () => {
    expect([1, 2, 3, 4, 5].filter((day) => saysDay('1 – 2; 4', day))).toEqual([1, 2, 4]);
    expect(saysDay('soon', 1)).toBe(false);
  });
});

describe('looks', () => {
  const everyday = look('a');
  const ofDay = look('b', { days: '2', wardrobe: 'Coat' });
  const ofScene = look('c', { scenes: ['h9' as ElementId] });
  const zoe = character('1', { name: 'ZOE', looks: [everyday, ofDay, ofScene] });

  test('the scene counts more than the day, and the day more than what holds everywhere', () => {
    const held = (scene: string, day: number | null) => lookIn(zoe, scene as ElementId, day)?.id;
    expect([held('h9', 2), held('h1', 2), held('h1', 1), held('h1', null)]).toEqual(['c', 'b', 'a', 'a']);
    expect(lookIn({ ...zoe, looks: [ofDay] }, null, 1)).toBeNull();
  });

  test('the hash changes with what is to be seen, and with nothing else', () => {
    const picture = { asset: 'f' as AssetHash, width: 1, height: 1, at: 1, of: '' };
    const hash = (said: Partial<CharacterLook>, playedBy = '') => lookHash({ playedBy }, { ...everyday, ...said });
    const before = hash({});
    expect(hash({ name: 'Everyday', days: '3', scenes: ['h1' as ElementId] })).toBe(before);
    const others = [hash({ wardrobe: 'Coat' }), hash({ pictures: [picture] }), hash({}, 'Ana'), hash({ age: 'Coat' })];
    expect(new Set([...others, before]).size).toBe(5);
  });

  test('a picture is of an outdated look once its scene has another', () => {
    const recorded = [{ character: zoe.id, name: 'ZOE', look: everyday.id, hash: lookHash(zoe, everyday) }];
    const outdated = (now: Character, day: number) => outdatedLooks(recorded, new Map([[now.id, now]]), null, day);
    expect(outdated(zoe, 1)).toEqual([]);
    expect(outdated(zoe, 2)).toEqual(recorded);
    expect(outdated({ ...zoe, looks: [{ ...everyday, hair: 'Grey' }] }, 1)).toEqual(recorded);
    expect(outdatedLooks(recorded, new Map(), null, 1)).toEqual([]);
  });
});

describe('a panel', () => {
  const zoe = character('1', { name: 'ZOE', playedBy: 'Ana Lind', looks: [look('a', { hair: 'Long' })] });
  const will = character('2', { name: 'WILL' });
  const caster = (cast: readonly string[] = []) =>
    panelCaster({
      ...{ scenes: SCENES, characters: [zoe, will], locations: [location('k', 'HOUSE - KITCHEN')], marks: new Map() },
      shots: new Map([['s' as ShotId, { cast }]]),
    });
  const shown = (of: Panel, cast?: readonly string[]) =>
    caster(cast)(of, SCENES[0] ?? null).characters.map(({ name }) => name);

  test('shows whom its lines name, whose speech it begins in, and whom its caption names', () => {
    expect(shown(panel(['a1']))).toEqual(['ZOE']);
    expect(shown(panel(['d1']))).toEqual(['ZOE']);
    expect(shown(panel(['h1'], { caption: 'Zoeville. They will go.' }))).toEqual([]);
    expect(shown(panel(['h1'], { caption: 'Will comes in' }))).toEqual(['WILL']);
  });

  test('shows its shot’s cast and nobody else where somebody wrote one', () => {
    expect(shown(panel(['a1']), ['will'])).toEqual(['WILL']);
  });

  test('has the looks that hold, whoever plays them, and its place', () => {
    const cast = caster()(panel(['a1']), SCENES[0] ?? null);
    expect(cast).toMatchObject({
      characters: [{ character: '1', playedBy: 'Ana Lind', look: { id: 'a', hair: 'Long' } }],
      location: { location: 'k' },
    });
    expect(recordedLooks(cast)).toEqual([
      { character: '1', name: 'ZOE', look: 'a', hash: lookHash(zoe, zoe.looks[0] ?? null) },
    ]);
  });
});
