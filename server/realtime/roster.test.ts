import { expect, test } from 'vitest';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import { Roster } from './roster.ts';

const FILM = 'film' as ProjectId;
const window = (id: string, user: string, view = 'script') => ({
  ...{ id, user: user as UserId, name: user, role: 'writer', view },
});

test('two windows of one person are one face, with what the window that spoke last shows', () => {
  const roster = new Roster();
  roster.put(FILM, window('1', 'ana', 'script'));
  roster.put(FILM, window('2', 'ana', 'boards'));
  expect(roster.people(FILM)).toEqual([{ user: 'ana', name: 'ana', colour: 0, role: 'writer', view: 'boards' }]);
  roster.put(FILM, window('1', 'ana', 'history'));
  expect(roster.people(FILM)[0]!.view).toBe('history');
  roster.remove(FILM, { id: '1', user: 'ana' as UserId });
  expect(roster.people(FILM)[0]!.view).toBe('boards');
});

test('a colour stays while its person is there, and is free again afterwards', () => {
  const roster = new Roster();
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
  const roster = new Roster();
  roster.put(FILM, window('1', 'ana'));
  expect(roster.people('other' as ProjectId)).toEqual([]);
  roster.remove('other' as ProjectId, window('1', 'ana'));
  expect(roster.people(FILM)).toHaveLength(1);
});
