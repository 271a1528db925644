import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import type { ElementChange } from '#shared/revisions/index.ts';
import { foldUnchanged } from './fold-unchanged.ts';

const line = (id: number, kind: 'same' | 'added'): ElementChange => ({
  kind,
  element: { id: String(id) as ElementId, type: 'action', text: '' },
});

test('what did not change is folded, but for the lines beside a change', () => {
  const script = Array.from({ length: 12 }, (_, i) => line(i, i === 5 ? 'added' : 'same'));
  const rows = foldUnchanged(script).map((row) => ('folded' in row ? row.folded : row.element.id));
  expect(rows).toEqual([3, '3', '4', '5', '6', '7', 4]);
});
