import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FanOut } from './fan-out.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A room of so many, and what each of them was sent: a number for each write, how many changes it held. */
function room(people: number) {
  const writes = Array.from({ length: people }, (): number[] => []);
  const peers = writes.map((own) => ({ sendChanges: (frames: readonly Uint8Array[]) => void own.push(frames.length) }));
  const fanOut = new FanOut(new Set(peers));
  return { writes, fanOut, type: (who: number) => fanOut.add(new Uint8Array([1]), peers[who] ?? null) };
}

describe('[C7] handing changes on', () => {
  test('a first change leaves at once, to all but its author, and so does the next after the turn', () => {
    const { writes, type } = room(3);
    type(0);
    expect(writes).toEqual([[], [1], [1]]);
    vi.runAllTimers();
    type(1);
    expect(writes).toEqual([[1], [1], [1, 1]]);
  });

  test('what follows in the same turn leaves together at its end', () => {
    const { writes, type } = room(3);
    for (let n = 0; n < 4; n++) type(0);
    expect(writes[1]).toEqual([1]);
    vi.runAllTimers();
    expect(writes).toEqual([[], [1, 3], [1, 3]]);
  });

  test('a crowd of 200 that goes on writing costs a write a socket every 8 ms, and then nothing', () => {
    const { writes, type } = room(200);
    for (let ms = 0; ms < 80; ms++) {
      type(ms % 199);
      vi.advanceTimersByTime(1);
    }
    const own = writes[199] ?? [];
    expect(own[0]).toBe(1);
    expect(own.reduce((sum, changes) => sum + changes, 0)).toBeGreaterThanOrEqual(72);
    expect(own.length).toBeLessThanOrEqual(12);
    vi.advanceTimersByTime(100);
    expect(own.reduce((sum, changes) => sum + changes, 0)).toBe(80);
    expect(vi.getTimerCount()).toBe(0);
    type(0);
    expect(own.at(-1)).toBe(1);
  });

  test('who ends the room sends what waits first', () => {
    const { writes, fanOut, type } = room(100);
    for (let n = 0; n < 3; n++) type(5);
    fanOut.flush();
    expect(writes[0]).toEqual([1, 2]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
