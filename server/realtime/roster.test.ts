import { expect, test } from 'vitest';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import { Roster } from './roster.ts';

const FILM = 'film' as ProjectId;
const window = (id: string, user: string, view = 'script') => ({
  ...{ id, user: user as UserId, name: user, role: 'writer', view },
});

test('two windows of one person are one face, with what the window that spoke last shows', () => {
  const roster = new Roster({ now: () => 0 });
  roster.put(FILM, window('1', 'ana', 'script'));
  roster.put(FILM, window('2', 'ana', 'boards'));
  expect(roster.people(FILM)).toEqual([{ user: 'ana', name: 'ana', colour: 0, role: 'writer', view: 'boards' }]);
  roster.put(FILM, window('1', 'ana', 'history'));
  expect(roster.people(FILM)[0]!.view).toBe('history');
  roster.remove(FILM, { id: '1' });
  expect(roster.people(FILM)[0]!.view).toBe('boards');
});

test('a colour stays while its person is there, and is free again afterwards', () => {
  const roster = new Roster({ now: () => 0 });
  for (const [id, user] of [
    ['1', 'ana'],
    ['2', 'bo'],
    ['3', 'cy'],
  ] as const)
    roster.put(FILM, window(id, user));
  const colours = () => Object.fromEntries(roster.people(FILM).map(({ user, colour }) => [user, colour]));
  expect(colours()).toEqual({ ana: 0, bo: 1, cy: 2 });
  roster.remove(FILM, window('1', 'ana'));
  expect(colours()).toEqual({ bo: 1, cy: 2 });
  roster.put(FILM, window('4', 'dee'));
  expect(colours()).toEqual({ bo: 1, cy: 2, dee: 0 });
});

test('people of one project are not seen in another', () => {
  const roster = new Roster({ now: () => 0 });
  roster.put(FILM, window('1', 'ana'));
  expect(roster.people('other' as ProjectId)).toEqual([]);
  roster.remove('other' as ProjectId, window('1', 'ana'));
  expect(roster.people(FILM)).toHaveLength(1);
});

test('people at two processes are one roster, and a process that is gone takes its people along', () => {
  const [one, two] = [new Roster({ now: () => 10 }), new Roster({ now: () => 20 })];
  one.put(FILM, window('1', 'ana', 'script'));
  two.hear('one', FILM, one.own(FILM));
  two.put(FILM, window('2', 'bo'));
  two.put(FILM, window('3', 'ana', 'boards'));
  one.hear('two', FILM, two.own(FILM));
  const seen = [
    { user: 'ana', name: 'ana', colour: 0, role: 'writer', view: 'boards' },
    { user: 'bo', name: 'bo', colour: 1, role: 'writer', view: 'script' },
  ];
  expect(one.people(FILM)).toEqual(seen);
  expect(two.people(FILM)).toEqual(seen);
  expect(two.forget('one')).toEqual([FILM]);
  expect(two.people(FILM).map(({ user }) => user)).toEqual(['bo', 'ana']);
  expect(one.forget('nobody')).toEqual([]);
});

test('two people who join two processes at once end with two colours, the same everywhere', () => {
  const [one, two] = [new Roster({ now: () => 10 }), new Roster({ now: () => 11 })];
  one.put(FILM, window('1', 'ana'));
  two.put(FILM, window('2', 'bo'));
  const [ofOne, ofTwo] = [one.own(FILM), two.own(FILM)];
  expect(one.hear('two', FILM, ofTwo)).toBe(false);
  expect(two.hear('one', FILM, ofOne)).toBe(true);
  one.hear('two', FILM, two.own(FILM));
  expect(one.people(FILM)).toEqual(two.people(FILM));
  expect(one.people(FILM).map(({ colour }) => colour)).toEqual([0, 1]);
});
