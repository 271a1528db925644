import { expect, test } from 'vitest';
import type { PanelId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import { faultsOf, verdictOn, type Judgement } from './judgement.ts';
import { DEFAULT_PANEL } from './panel-fields.ts';
import type { Panel, Take } from './panel.ts';
import { tallyTakes } from './take-tally.ts';

const take = (id: string) => ({ id: id as TakeId, source: 'generated' }) as Take;
const word = (of: string, by: string, at: number, said: Partial<Judgement>): Judgement => ({
  ...{ take: of as TakeId, by: by as UserId, at, verdict: null, faults: [], note: '', ...said },
});
const panel = (takes: readonly string[], judged: readonly Judgement[]): Panel => ({
  ...DEFAULT_PANEL,
  ...{ id: 'p' as PanelId, shot: 's' as ShotId, order: 'a0', anchors: [], textHash: '', words: '', drawn: 0 },
  ...{ take: takes[0] as TakeId, takes: takes.map(take), judged },
});

test('of several words on a take the newest verdict counts, and each fault once', () => {
  const judged = [
    word('t', 'ana', 1, { verdict: 'keep', faults: ['hands'] }),
    word('t', 'ben', 2, { verdict: 'unusable', faults: ['text', 'hands'] }),
    word('t', 'cem', 3, { faults: ['face'] }),
  ];
  const shown = panel(['t'], judged);
  expect(verdictOn(shown, 't' as TakeId)).toBe('unusable');
  expect(faultsOf(shown, 't' as TakeId)).toEqual(['face', 'hands', 'text']);
  expect(verdictOn(shown, 'other' as TakeId)).toBeNull();
});

test('a model’s takes are counted with those of panels that are gone; what no model made is in no row', () => {
  const judged = [word('a', 'ana', 1, { verdict: 'keep' }), word('b', 'ana', 1, { faults: ['hands'] })];
  const recorded = [
    { id: 'c', provider: 'fal', model: 'flux', cost: null, copyOf: null },
    ...['a', 'b', 'gone'].map((id) => ({ id, provider: 'bfl', model: 'flux', cost: 0.25, copyOf: null })),
  ];
  expect(tallyTakes([panel(['a', 'b', 'c', 'drawn'], judged)], recorded)).toEqual([
    { provider: 'bfl', model: 'flux', made: 3, chosen: 1, kept: 1, unusable: 0, faults: { hands: 1 }, cost: 0.75 },
    { provider: 'fal', model: 'flux', made: 1, chosen: 0, kept: 0, unusable: 0, faults: {}, cost: 0 },
  ]);
});

test('of several films, a picture that was copied, or came twice, was made once, and counts wherever it is shown', () => {
  const made = { provider: 'bfl', model: 'flux', cost: 0.25, copyOf: null };
  const recorded = [
    { ...made, id: 'a' },
    { ...made, id: 'a' },
    { ...made, id: 'b', cost: null, copyOf: 'a' },
    { ...made, id: 'c', cost: null, copyOf: 'of another workspace' },
  ];
  const [row] = tallyTakes([panel(['a'], []), panel(['b'], [word('b', 'ana', 1, { verdict: 'keep' })])], recorded);
  expect(row).toMatchObject({ made: 2, chosen: 2, kept: 1, cost: 0.25 });
});
