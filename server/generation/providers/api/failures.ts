import { inASentence } from '../../in-a-sentence.ts';
import { PictureFailed, type FailureKind } from '../../provider.ts';

/** What happened and what to do about it, in a sentence each. `who` is a provider's name. */
const WORDS: Readonly<Record<FailureKind, (who: string) => readonly [happened: string, next: string]>> = {
  moderated: (who) => [
    `${who} did not want to make this picture: something in its words or reference pictures is against its rules.`,
    'change them and try again.',
  ],
  rate_limited: (who) => [`${who} takes no more pictures for the moment.`, 'try again in a while.'],
  quota: (who) => [
    `The workspace’s account with ${who} has no credit left.`,
    'an owner can add some there; then try again.',
  ],
  key: (who) => [`${who} did not accept the workspace’s key.`, 'an owner can give a new one; then try again.'],
  invalid: (who) => [
    `${who} could not read this request.`,
    'try other words, fewer reference pictures or another model.',
  ],
  timeout: (who) => [`${who} did not answer in time.`, 'try again.'],
  provider: (who) => [`${who} is in trouble.`, 'try again.'],
};
const PASSES: readonly FailureKind[] = ['rate_limited', 'timeout', 'provider'];

export interface FailureDetails {
  /** Instead of the sentence that the kind has. */
  readonly happened?: string;
  readonly next?: string;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** A failure in words for people. Whether another attempt may go better follows from its kind where nobody says. */
export function pictureFailed(who: string, kind: FailureKind, details: FailureDetails = {}): PictureFailed {
  const [happened, next] = WORDS[kind](who);
  const { retryable = PASSES.includes(kind), retryAfterMs } = details;
  return new PictureFailed({
    state: 'failed',
    message: inASentence(`${details.happened ?? happened} The panel is as it was: ${details.next ?? next}`),
    ...{ kind, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) },
  });
}
