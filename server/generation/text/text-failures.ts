import type { Clock } from '#shared/lib/clock.ts';
import type { OutboundTrouble } from '../net/index.ts';
import type { FailureKind } from '../provider.ts';
import { inASentence } from '../in-a-sentence.ts';
import { kindOfStatus, retryAfter } from '../providers/api/http-failures.ts';
import { TextFailed, type TextTokens } from './text-model.ts';

/** What happened and what to do about it. `who` is what the service is called in the middle of a sentence. */
const WORDS: Readonly<Record<FailureKind, (who: string) => readonly [happened: string, next: string]>> = {
  moderated: (who) => [`${who} did not want to answer: something in these lines is against its rules.`, OWN_WORDS],
  rate_limited: (who) => [`${who} takes no more questions for the moment.`, 'try again in a while.'],
  quota: (who) => [`The workspace’s account with ${who} has no credit left.`, 'an owner can add some there.'],
  key: (who) => [`${who} did not accept the workspace’s key.`, 'an owner can give a new one under Pictures.'],
  invalid: (who) => [`${who} could not read this question.`, 'try another model.'],
  timeout: (who) => [`${who} did not answer in time.`, 'try again, or ask a faster model.'],
  provider: (who) => [`${who} is in trouble.`, 'try again.'],
};
const OWN_WORDS = 'write it yourself, or ask another model.';

export interface TextFailureDetails {
  readonly happened?: string;
  readonly next?: string;
  readonly tokens?: TextTokens | null;
}

export function textFailed(who: string, kind: FailureKind, details: TextFailureDetails = {}): TextFailed {
  const [happened, next] = WORDS[kind](who);
  const message = inASentence(`${details.happened ?? happened} Nothing was changed: ${details.next ?? next}`);
  return new TextFailed(kind, message, details.tokens ?? null);
}

/** An answer that is no success, by its status and by what the three APIs are known to say. It is not quoted. */
export function refusal(
  who: string,
  { status, headers, body }: { status: number; headers: Readonly<Record<string, string>>; body: string },
  clock: Clock,
): TextFailed {
  const kind = kindSaid(status, body);
  if (kind === 'too_long') {
    const happened = `These lines are more than ${who} can read at once.`;
    return textFailed(who, 'invalid', { happened, next: 'ask about a shorter scene, or another model.' });
  }
  if (kind === 'rate_limited') {
    const rest = restSaid(body) ?? retryAfter(headers, clock);
    return textFailed(who, kind, rest === undefined ? {} : { next: `try again in ${waitWords(rest)}.` });
  }
  if (status === 404) return textFailed(who, kind, { happened: `${who} does not know this model, or is not there.` });
  return textFailed(who, kind, kind === 'provider' ? { happened: `${who} is in trouble (${String(status)}).` } : {});
}

function kindSaid(status: number, body: string): FailureKind | 'too_long' {
  // Gemini calls a wrong key a bad request.
  if (/API_KEY_INVALID|API key not valid/.test(body)) return 'key';
  if (/insufficient_quota|credit balance is too low/.test(body)) return 'quota';
  if (/content_filter|content_policy|moderation_blocked/.test(body)) return 'moderated';
  if (/context_length_exceeded|prompt is too long|exceeds the maximum number of tokens/.test(body)) return 'too_long';
  return kindOfStatus(status);
}

/** Gemini says it in the body. Milliseconds. */
function restSaid(body: string): number | undefined {
  const seconds = /"retryDelay":\s*"([\d.]+)s"/.exec(body)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function waitWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return seconds === 1 ? 'a second' : `${String(seconds)} seconds`;
  return `${String(Math.ceil(seconds / 60))} minutes`;
}

/** No answer at all. */
export function unreached(who: string, trouble: OutboundTrouble, host: string): TextFailed {
  if (trouble === 'timeout') return textFailed(who, 'timeout');
  if (trouble === 'unreachable') {
    return textFailed(who, 'provider', { happened: `${who} could not be reached at ${host}.` });
  }
  if (trouble === 'too_large' || trouble === 'encoded') {
    const happened = `${who} sent more than an answer can be.`;
    return textFailed(who, 'provider', { happened, next: 'try another model.' });
  }
  const happened = `${who} leads to ${host}, an address that this server may not speak to.`;
  return textFailed(who, 'invalid', { happened, next: 'who runs the server can allow it.' });
}

/** It wrote something, but not what was asked for. */
export function notAsAsked(who: string, cut: boolean, tokens: TextTokens | null): TextFailed {
  const happened = cut
    ? `${who} stopped in the middle of its answer.`
    : `${who} answered in a way that was not understood.`;
  return textFailed(who, 'provider', { happened, next: 'try again, or ask another model.', tokens });
}
