import { z } from 'zod';
import type { AccountAccess, AccountKind } from '../provider-kind.ts';
import { createApi } from './api/api.ts';

interface Question {
  readonly path: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
}

const bearer = (key: string): Record<string, string> => (key === '' ? {} : { authorization: `Bearer ${key}` });
const basic = (key: string): Record<string, string> =>
  key === '' ? {} : { authorization: `Basic ${Buffer.from(key).toString('base64')}` };

/** What each API answers for nothing, with the key. fal has no such question that its documentation tells of. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  openai: { path: '/models', headers: bearer },
  'openai-compatible': { path: '/models', headers: bearer },
  gemini: { path: '/models', headers: (key) => ({ 'x-goog-api-key': key }) },
  'text-openai': { path: '/models', headers: bearer },
  'text-openai-compatible': { path: '/models', headers: bearer },
  'text-anthropic': { path: '/models', headers: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }) },
  'text-gemini': { path: '/models', headers: (key) => ({ 'x-goog-api-key': key }) },
  bfl: { path: '/v1/credits', headers: (key) => ({ 'x-key': key }) },
  runway: { path: '/v1/organization', headers: (key) => ({ ...bearer(key), 'x-runway-version': '2024-11-06' }) },
  comfyui: { path: '/system_stats', headers: bearer },
  sdapi: { path: '/sdapi/v1/options', headers: basic },
};

/** Asks for something that costs and changes nothing; undefined where there is no such thing to ask. */
export function harmlessCheck(kind: AccountKind): AccountKind['check'] {
  const question = QUESTIONS[kind.id];
  if (!question) return undefined;
  return async (account: AccountAccess, tools, signal) => {
    const api = createApi({ name: kind.called ?? kind.name, account, tools, headers: question.headers(account.key) });
    const asked = { method: 'GET', path: question.path, reads: z.unknown(), signal } as const;
    // A service that says it knows no such address has let the key in; a server of one's own is then another than it should be.
    await (kind.baseUrl === null ? api.ask(asked) : api.find(asked));
  };
}
