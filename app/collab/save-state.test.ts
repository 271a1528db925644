import { describe, expect, test } from 'vitest';
import { CLOSE } from '#shared/protocol/index.ts';
import {
  OVERDUE_MS,
  hasUnsaved,
  initialFacts,
  nextCheck,
  reduceSave,
  saveStateOf,
  type SaveEvent,
  type SaveFacts,
} from './save-state.ts';

/** The facts after these events; a number lets that many milliseconds pass. */
function after(...steps: (SaveEvent | number)[]): SaveFacts {
  return from(initialFacts(0, false), ...steps);
}

function from(facts: SaveFacts, ...steps: (SaveEvent | number)[]): SaveFacts {
  let now = facts.now;
  return steps.reduce<SaveFacts>((before, step) => {
    if (typeof step !== 'number') return reduceSave(before, step, now);
    now += step;
    return reduceSave(before, { kind: 'tick' }, now);
  }, facts);
}

function kind(...steps: (SaveEvent | number)[]): string {
  return saveStateOf(after(...steps)).kind;
}

const opened: SaveEvent = { kind: 'opened' };
const closed: SaveEvent = { kind: 'closed' };
const step2: SaveEvent = { kind: 'sent', step: 'step2' };
const update: SaveEvent = { kind: 'sent', step: 'update' };
const ack = (writes: number): SaveEvent => ({ kind: 'acked', writes });
const changed = (left: boolean): SaveEvent => ({ kind: 'changed', left });
const device = (state: SaveFacts['device']): SaveEvent => ({ kind: 'device', state });
const ended = (code: number): SaveEvent => ({ kind: 'ended', code });
const synced = [opened, step2, ack(1)];

describe('saved', () => {
  test('is said when everything was handed over and every frame acknowledged', () => {
    expect(kind(...synced)).toBe('saved');
    expect(kind(...synced, update, changed(true), ack(2))).toBe('saved');
  });

  const notYet: Record<string, (SaveEvent | number)[]> = {
    'before the connection is open': [],
    'before everything was handed over': [opened],
    'before the hand-over is acknowledged': [opened, step2],
    'while a later frame waits': [...synced, update, changed(true)],
    'while one of several frames waits': [...synced, update, update, ack(2)],
    'after a change that did not leave': [...synced, changed(false)],
    'after the connection is lost': [...synced, closed],
    'on a new connection with the acks of the old one': [...synced, update, closed, opened, step2],
    'when an ack comes for frames never sent': [opened, ack(5)],
  };
  for (const [when, steps] of Object.entries(notYet)) {
    test(`is not said ${when}`, () => expect(kind(...steps)).not.toBe('saved'));
  }

  test('no order of events makes it said of a change that was not acknowledged', () => {
    const events = [opened, closed, step2, update, ack(1), ack(2), changed(true), changed(false), device('written')];
    const walk = (facts: SaveFacts, depth: number): void => {
      const state = saveStateOf(facts);
      if (state.kind === 'saved') {
        expect([facts.link, facts.handedOver, facts.pending, facts.acked]).toEqual(['open', true, false, facts.sent]);
      }
      if (depth > 0) for (const event of events) walk(reduceSave(facts, event, 0), depth - 1);
    };
    walk(initialFacts(0, false), 5);
  });
});

describe('not saved', () => {
  test('is said within two seconds when the server does not acknowledge', () => {
    const facts = after(...synced, update, changed(true));
    expect(saveStateOf(facts).kind).toBe('saving');
    expect(nextCheck(facts)).toBe(OVERDUE_MS);
    expect(OVERDUE_MS).toBeLessThan(2000);
    expect(saveStateOf(from(facts, OVERDUE_MS)).kind).toBe('not-saved');
  });

  test('goes by the oldest frame: typing on does not put it off', () => {
    const steps = Array.from({ length: 20 }, () => [100, update] as const).flat();
    expect(kind(...synced, ...steps)).toBe('not-saved');
    expect(kind(...synced, ...steps, ack(21))).toBe('saved');
    expect(kind(...synced, ...steps, ack(20))).toBe('saving');
  });

  test('is said when the server opens the line and then says nothing', () => {
    expect(kind(opened, OVERDUE_MS - 1)).toBe('connecting');
    expect(kind(opened, OVERDUE_MS)).toBe('not-saved');
  });

  test('says what is kept on the device, and only when it is', () => {
    const reason = (...steps: (SaveEvent | number)[]) => {
      const state = saveStateOf(after(...synced, ...steps, OVERDUE_MS));
      return 'reason' in state ? state.reason : '';
    };
    expect(reason(update, device('written'))).toMatch(/kept on this device/);
    expect(reason(update, device('writing'))).toMatch(/Keep this window open/);
    expect(reason(update, device('failed'))).toMatch(/Keep this window open/);
  });

  test('is said offline when this browser keeps nothing', () => {
    expect(kind(...synced, device('failed'), closed, changed(false))).toBe('not-saved');
    expect(kind(...synced, closed, changed(false))).toBe('not-saved');
  });

  test('is said offline when this browser does not get its storage to write', () => {
    const facts = after(...synced, device('written'), closed, changed(false), device('writing'));
    expect(saveStateOf(facts).kind).toBe('saving');
    expect(nextCheck(facts)).toBe(OVERDUE_MS);
    expect(saveStateOf(from(facts, OVERDUE_MS - 1)).kind).toBe('saving');
    expect(saveStateOf(from(facts, 1000, changed(false), device('writing'), 500)).kind).toBe('not-saved');
  });
});

describe('on this device', () => {
  test('is said offline, when the storage has confirmed everything', () => {
    expect(kind(...synced, device('written'), closed)).toBe('on-device');
    expect(kind(...synced, device('written'), closed, changed(false), device('writing'))).toBe('saving');
    expect(kind(...synced, device('written'), closed, changed(false), device('writing'), device('written'))).toBe(
      'on-device',
    );
  });

  test('is said when the project opens without a connection', () => {
    expect(kind(device('written'))).toBe('connecting');
    expect(kind(device('written'), closed)).toBe('on-device');
  });

  test('frames that were under way when the line was lost count as unsaved', () => {
    expect(hasUnsaved(after(...synced, update, closed))).toBe(true);
    expect(hasUnsaved(after(...synced, update, closed, opened, step2, ack(1)))).toBe(false);
  });
});

describe('the end', () => {
  const wordsOf = (facts: SaveFacts) => {
    const state = saveStateOf(facts);
    return state.kind === 'ended' ? `${state.title} ${state.reason}` : '';
  };

  const codes = [4401, 4403, 4404, 4405, 4410, 4413, 4429, 1009, 4499];
  for (const code of codes) {
    test(`close code ${String(code)} says what happened, what is safe and what to do`, () => {
      const words = wordsOf(after(...synced, device('written'), changed(false), ended(code)));
      expect(words).toMatch(/^[A-Z].*\. What was not saved yet is kept on this device\..*/);
    });
  }

  test('[E5] of a project that was put back, it says that nothing was mixed and where the copy is, saved or not', () => {
    const end = ended(CLOSE.epochChanged);
    for (const steps of [[], [changed(false)]]) {
      expect(wordsOf(after(...synced, device('written'), ...steps, end))).toMatch(/not mixed into it, and is kept on/);
      expect(wordsOf(after(...synced, device('failed'), ...steps, end))).toMatch(/nowhere else: save a copy/);
    }
  });

  test('every code that the protocol knows as final has words of its own', () => {
    const final = Object.values(CLOSE).filter((code) => code >= 4400 && code < 4500);
    const words = final.map((code) => wordsOf(after(ended(code))));
    expect(new Set(words).size).toBe(final.length);
    expect(words).not.toContain(wordsOf(after(ended(4499))));
  });

  test('never claims that unsaved work is safe when it is only in the window', () => {
    const facts = after(...synced, device('failed'), update, ended(CLOSE.forbidden));
    expect(wordsOf(facts)).toMatch(/only in this window/);
    expect(wordsOf(from(facts, device('written')))).toMatch(/kept on this device/);
  });

  test('claims that all is saved only when this window has seen it', () => {
    const words = (...steps: SaveEvent[]) => wordsOf(after(...steps, ended(CLOSE.notFound)));
    expect(words(...synced)).toMatch(/Everything you did before is saved/);
    expect(words(device('written'))).toMatch(/without a connection is kept on this device/);
    expect(words()).not.toMatch(/saved|kept/);
  });

  test('stays, whatever comes after', () => {
    expect(kind(...synced, ended(CLOSE.forbidden), closed, opened, step2, ack(1))).toBe('ended');
  });
});

test('a role that writes nothing reads only', () => {
  expect(saveStateOf(from(initialFacts(0, true), ...synced)).kind).toBe('read-only');
});
