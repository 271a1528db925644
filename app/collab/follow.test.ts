import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { followOf, placeOf } from './follow.ts';

const user = { id: 'u1', name: 'Ana', color: '#aa3300' };

/** A window as the others hear of it. */
function windowOf(heard: Awareness, state: Record<string, unknown>): Awareness {
  const other = new Awareness(new Y.Doc());
  other.setLocalState(state);
  applyAwarenessUpdate(heard, encodeAwarenessUpdate(other, [other.clientID]), 'test');
  return other;
}

test('of somebody’s windows the one that is in the script is followed, until it is gone', () => {
  const { awareness } = memoryConnection();
  windowOf(awareness, { user });
  const there = windowOf(awareness, { user, at: 'line' });
  const follow = followOf(awareness);
  const told: unknown[] = [];
  follow.subscribe(() => told.push(follow.get()?.client ?? null));
  expect(follow.followUser('u1')).toBe(true);
  expect(follow.get()).toEqual({ client: there.clientID, user: 'u1', name: 'Ana', colour: '#aa3300' });
  removeAwarenessStates(awareness, [there.clientID], 'test');
  expect(follow.get()).toBeNull();
  expect(told).toEqual([there.clientID, null]);
});

test('nobody follows themselves, or who is not here', () => {
  const { awareness } = memoryConnection();
  awareness.setLocalState({ user });
  const follow = followOf(awareness);
  expect(follow.followUser('u1')).toBe(false);
  expect(follow.followUser('u2')).toBe(false);
  expect(follow.get()).toBeNull();
});

test('a colour that is none is not shown; a reader is where they look', () => {
  const { awareness } = memoryConnection();
  const reader = windowOf(awareness, { user: { ...user, color: 'url(x)' }, at: null, seen: 'scene' });
  const follow = followOf(awareness);
  follow.follow(reader.clientID);
  expect(follow.get()?.colour).toMatch(/^#[0-9a-f]{6}$/);
  expect(placeOf(awareness, reader.clientID)).toBe('scene');
});
