import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { checkedValue, parseValue, valueText } from './field.ts';
import { DEFAULT_SHOT, SHOT_FIELDS, type ShotFieldName } from './shot-fields.ts';

const field = (name: ShotFieldName) => must(SHOT_FIELDS.find((candidate) => candidate.name === name));

test('every field of a shot is in the table once, and its default is a value of it', () => {
  expect(new Set(SHOT_FIELDS.map(({ name }) => name)).size).toBe(SHOT_FIELDS.length);
  expect(new Set(SHOT_FIELDS.map(({ label }) => label)).size).toBe(SHOT_FIELDS.length);
  for (const each of SHOT_FIELDS)
    if (each.default !== null) expect(checkedValue(each, each.default)).toBe(each.default);
  expect(DEFAULT_SHOT).toMatchObject({ size: 'MS', angle: 'eye', movement: 'static', lens: 35, sound: 'sync' });
});

test('what is no value of a field reads as its default', () => {
  expect(checkedValue(field('size'), 'HUGE')).toBe('MS');
  expect(checkedValue(field('lens'), Number.NaN)).toBe(35);
  expect(checkedValue(field('lens'), -5)).toBe(35);
  expect(checkedValue(field('cast'), ['ANA', 7])).toEqual([]);
  expect(checkedValue(field('vfx'), 'true')).toBe(false);
  expect(checkedValue(field('notes'), 'x'.repeat(4001))).toBe('');
  expect(checkedValue(field('frameRate'), '24')).toBeNull();
});

test('what a person reads in a cell can be typed into it again', () => {
  const values = {
    size: 'OTS_L',
    lens: 85,
    cast: ['ANA', 'BO'],
    vfx: true,
    frameRate: 23.976,
    sound: 'mos',
    subject: 'Hands',
  };
  for (const [name, value] of Object.entries(values)) {
    const about = field(name as ShotFieldName);
    expect(parseValue(about, valueText(about, value)), name).toEqual(value);
  }
});

test('typed text becomes a value of its field, or nothing', () => {
  expect(parseValue(field('size'), ' mcu ')).toBe('MCU');
  expect(parseValue(field('lens'), '50 mm')).toBe(50);
  expect(parseValue(field('lens'), 'long')).toBeUndefined();
  expect(parseValue(field('lens'), '')).toBe(35);
  expect(parseValue(field('frameRate'), '')).toBeNull();
  expect(parseValue(field('cast'), 'Ana,  Bo ,')).toEqual(['Ana', 'Bo']);
  expect(parseValue(field('vfx'), 'no')).toBe(false);
  expect(parseValue(field('subject'), ' two\nlines ')).toBe('two lines');
});
