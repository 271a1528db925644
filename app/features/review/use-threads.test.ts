import { expect, test } from 'vitest';
import type { PanelId, ThreadId } from '#shared/lib/ids.ts';
import type { Thread } from '#server/context.ts';
import { openThreadsByPanel } from './use-threads.ts';

const thread = (panel: string, resolved: Thread['resolved'] = null): Thread => ({
  id: `t-${panel}` as ThreadId,
  panel: panel as PanelId,
  point: null,
  resolved,
  createdAt: 0,
  comments: [],
});

test('a panel counts its open threads, and a resolved one no longer', () => {
  const counts = openThreadsByPanel([thread('a'), thread('a'), thread('b', { by: 'Ana', at: 1 })]);
  expect([...counts]).toEqual([['a', 2]]);
});
