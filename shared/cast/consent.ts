import { nameKey } from '#shared/lib/name-key.ts';
import type { ConsentId, ProjectId } from '#shared/lib/ids.ts';
import type { PanelCast } from './panel-cast.ts';

/** What a real person may agree to. */
export const CONSENT_USES = ['picture', 'voice'] as const;
export type ConsentUse = (typeof CONSENT_USES)[number];
export const CONSENT_USE_NAMES: Readonly<Record<ConsentUse, string>> = {
  picture: 'Likeness in pictures',
  voice: 'Voice',
};

/** What decides whether a consent is in force. Times are milliseconds since the epoch. */
export interface ConsentTerms {
  readonly id: ConsentId;
  /** The real person, by the name under which references and roles name them. */
  readonly person: string;
  readonly uses: readonly ConsentUse[];
  /** Null: every project of the workspace. */
  readonly project: ProjectId | null;
  readonly from: number;
  /** The first moment in which it no longer holds; null: it has no end. */
  readonly until: number | null;
  readonly revokedAt: number | null;
}

export type ConsentState = 'in_force' | 'not_yet' | 'expired' | 'revoked';

/** A revocation counts from its own moment on. */
export function consentState({ from, until, revokedAt }: ConsentTerms, now: number): ConsentState {
  if (revokedAt !== null && revokedAt <= now) return 'revoked';
  if (until !== null && until <= now) return 'expired';
  return now < from ? 'not_yet' : 'in_force';
}

const WARN_MS = 30 * 86_400_000;

/** Whether it is in force and ends within 30 days. */
export function endsSoon(consent: ConsentTerms, now: number): boolean {
  const { until } = consent;
  return consentState(consent, now) === 'in_force' && until !== null && until - now <= WARN_MS;
}

/** A real person who is used in something, and how people know them there. */
export interface ConsentNeed {
  readonly person: string;
  readonly use: ConsentUse;
  /** `who plays ZOË`, `who is in a reference picture of ZOË`. */
  readonly as: string;
}

/** The real people behind a picture of this cast: who plays somebody, and who is to be seen in reference pictures. */
export function consentNeeds({ characters, location }: PanelCast): ConsentNeed[] {
  const needs = characters.flatMap(({ name, playedBy, look }) => [
    { person: playedBy, use: 'picture' as const, as: `who plays ${name}` },
    ...inPictures(name, look?.pictures ?? []),
  ]);
  const all = [...needs, ...(location ? inPictures(location.name, location.pictures) : [])];
  const seen = new Set<string>();
  return all.filter(({ person }) => {
    const key = nameKey(person);
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

function inPictures(name: string, pictures: readonly { readonly of: string }[]): ConsentNeed[] {
  return pictures.map(({ of }) => ({ person: of, use: 'picture', as: `who is in a reference picture of ${name}` }));
}

export interface ConsentCheck {
  /** Why the request may not leave, in sentences that say whose consent is missing and what to do; null when it may. */
  readonly refusal: string | null;
  /** The consent under which each person is used, by `nameKey` of their name. */
  readonly consents: ReadonlyMap<string, ConsentId>;
}

/** Whether everybody has agreed, as of now. `consents` may be of other people, other projects and other times. */
export function checkConsents(
  needs: readonly ConsentNeed[],
  consents: readonly ConsentTerms[],
  project: ProjectId,
  now: number,
): ConsentCheck {
  const under = new Map<string, ConsentId>();
  const missing: string[] = [];
  for (const need of needs) {
    const own = consents.filter(
      ({ person, uses, project: only }) =>
        nameKey(person) === nameKey(need.person) && uses.includes(need.use) && (only === null || only === project),
    );
    const holds = own.find((consent) => consentState(consent, now) === 'in_force');
    if (holds) under.set(nameKey(need.person), holds.id);
    else missing.push(missingWords(need, own, now));
  }
  if (missing.length === 0) return { refusal: null, consents: under };
  const todo = 'Nothing was sent. An owner can record a consent under Consents of the workspace; previz needs none.';
  return { refusal: [...missing, todo].join(' '), consents: under };
}

const WHY: Readonly<Record<ConsentState, string>> = {
  in_force: '',
  revoked: 'was revoked',
  expired: 'has expired',
  not_yet: 'is not in force yet',
};
const LAST_FIRST: readonly ConsentState[] = ['not_yet', 'expired', 'revoked'];

function missingWords({ person, as }: ConsentNeed, own: readonly ConsentTerms[], now: number): string {
  const states = own.map((consent) => consentState(consent, now));
  const state = LAST_FIRST.find((wanted) => states.includes(wanted));
  return state === undefined
    ? `There is no consent of ${person}, ${as}, for this use in this project.`
    : `The consent of ${person}, ${as}, ${WHY[state]}.`;
}
