import { expect, test } from 'vitest';
import type { CharacterId, ConsentId, LookId, ProjectId } from '#shared/lib/ids.ts';
import { NEW_LOOK, checkConsents, consentNeeds, consentState, endsSoon, type ConsentTerms } from './index.ts';

const DAY = 86_400_000;
const [FILM, OTHER] = ['film' as ProjectId, 'other' as ProjectId];

function consent(said: Partial<ConsentTerms> = {}): ConsentTerms {
  return {
    ...{ id: 'c1' as ConsentId, person: 'Ana Lind', uses: ['picture'], project: null },
    ...{ from: 10 * DAY, until: 100 * DAY, revokedAt: null },
    ...said,
  };
}

const NEED = { person: 'ana lind', use: 'picture', as: 'who plays ZOË' } as const;
const check = (now: number, ...consents: ConsentTerms[]) => checkConsents([NEED], consents, FILM, now);

test('a consent is in force from its first moment to the one before its end, until it is revoked', () => {
  const states = [9, 10, 99, 100].map((day) => consentState(consent(), day * DAY));
  expect(states).toEqual(['not_yet', 'in_force', 'in_force', 'expired']);
  expect(consentState(consent({ until: null }), 10_000 * DAY)).toBe('in_force');
  const revoked = consent({ revokedAt: 50 * DAY });
  expect([49, 50, 200].map((day) => consentState(revoked, day * DAY))).toEqual(['in_force', 'revoked', 'revoked']);
});

test('its end is warned of for thirty days', () => {
  const warned = [69, 70, 99, 100].map((day) => endsSoon(consent(), day * DAY));
  expect(warned).toEqual([false, true, true, false]);
  expect(endsSoon(consent({ until: null }), 99 * DAY)).toBe(false);
  expect(endsSoon(consent({ revokedAt: 1 }), 99 * DAY)).toBe(false);
});

test('who has agreed, for this use and this project or all of them, may be used, under that consent', () => {
  expect(check(20 * DAY, consent())).toEqual({ refusal: null, consents: new Map([['ANA LIND', 'c1']]) });
  expect(check(20 * DAY, consent({ project: FILM })).refusal).toBeNull();
  const others = [consent({ project: OTHER }), consent({ uses: ['voice'] }), consent({ person: 'Bo' })];
  for (const other of others) expect(check(20 * DAY, other).refusal).toContain('There is no consent of ana lind');
});

test('a refusal says who is missing, why, and what to do', () => {
  const said = (now: number, ...consents: ConsentTerms[]) => check(now, ...consents).refusal;
  expect(said(20 * DAY)).toBe(
    'There is no consent of ana lind, who plays ZOË, for this use in this project. Nothing was sent. ' +
      'An owner can record a consent under Consents of the workspace; previz needs none.',
  );
  expect(said(1 * DAY, consent())).toContain('The consent of ana lind, who plays ZOË, is not in force yet.');
  expect(said(200 * DAY, consent())).toContain('has expired.');
  expect(said(20 * DAY, consent({ revokedAt: DAY }))).toContain('was revoked.');
  expect(said(20 * DAY, consent({ revokedAt: DAY }), consent({ id: 'c2' as ConsentId }))).toBeNull();
});

test('a picture needs everybody real who plays in it or is to be seen in a reference, each once', () => {
  const picture = { asset: 'a' as never, width: 1, height: 1, at: 1 };
  const look = { ...NEW_LOOK, id: 'l' as LookId, order: 'a', scenes: [] };
  const pictures = [
    { ...picture, of: 'Bo Berg' },
    { ...picture, of: '' },
  ];
  const zoe = { character: 'z' as CharacterId, name: 'ZOË', keys: [], playedBy: 'Ana Lind', hash: '' };
  const place = { location: 'k' as never, name: 'KITCHEN', light: '', plan: '' };
  const needs = consentNeeds({
    characters: [
      { ...zoe, look: { ...look, pictures } },
      { ...zoe, name: 'YOUNG ZOË', look: null },
    ],
    location: { ...place, pictures: [{ ...picture, of: 'Cy' }] },
  });
  expect(needs.map(({ person, as }) => `${person} ${as}`)).toEqual([
    'Ana Lind who plays ZOË',
    'Bo Berg who is in a reference picture of ZOË',
    'Cy who is in a reference picture of KITCHEN',
  ]);
});
