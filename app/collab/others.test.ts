import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { tellOthers } from './others.ts';

let awareness: Awareness;
beforeEach(() => {
  vi.useFakeTimers();
  awareness = new Awareness(new Y.Doc());
});
afterEach(() => {
  awareness.destroy();
  vi.useRealTimers();
});

test('what changes all the time is told fifteen times a second, and the last of it is told', () => {
  let place = 0;
  const told: unknown[] = [];
  const teller = tellOthers(awareness, () => ({ place }));
  awareness.on('update', () => told.push(awareness.getLocalState()?.['place']));
  for (let i = 0; i < 1000; i++) {
    place = i;
    teller.soon();
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(100);
  expect(told.length).toBeGreaterThan(10);
  expect(told.length).toBeLessThanOrEqual(16);
  expect(told.at(-1)).toBe(999);
});

test('what else is said of the window stays, and after the end nothing is told', () => {
  awareness.setLocalState({ user: { name: 'Ana' } });
  const teller = tellOthers(awareness, () => ({ place: 1 }));
  teller.now();
  expect(awareness.getLocalState()).toEqual({ user: { name: 'Ana' }, place: 1 });
  awareness.setLocalState({ user: { name: 'Ana' } });
  teller.soon();
  teller.stop();
  vi.advanceTimersByTime(1000);
  expect(awareness.getLocalState()).toEqual({ user: { name: 'Ana' } });
});

test('a window that shows nobody goes on showing nobody', () => {
  awareness.setLocalState(null);
  tellOthers(awareness, () => ({ place: 1 })).now();
  expect(awareness.getLocalState()).toBeNull();
});
