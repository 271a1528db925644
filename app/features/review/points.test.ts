import { expect, test } from 'vitest';
import type { PanelId, ThreadId } from '#shared/lib/ids.ts';
import type { Thread } from '#server/context.ts';
import { talkOf } from './points.ts';

const thread = (id: string, panel: string, point: Thread['point'], resolved: Thread['resolved'] = null): Thread => ({
  id: id as ThreadId,
  panel: panel as PanelId,
  point,
  resolved,
  createdAt: 0,
  comments: [],
});

test('points keep their numbers when the ones before them are resolved and hidden', () => {
  const all = [
    thread('t1', 'p', { x: 0.1, y: 0.1 }, { by: 'Ana', at: 1 }),
    thread('t2', 'p', null),
    thread('t3', 'q', { x: 0, y: 0 }),
    thread('t4', 'p', { x: 0.5, y: 0.5 }),
  ];
  const talk = talkOf('p' as PanelId, all, false);
  expect(talk.threads.map(({ id }) => id)).toEqual(['t2', 't4']);
  expect(talk.numbers.get('t4' as ThreadId)).toBe(2);
});
