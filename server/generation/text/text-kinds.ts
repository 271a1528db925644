import type { LanguageModel } from 'ai';
import type { ProviderTools } from '../provider-kind.ts';
import { askModel } from './ask-model.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { TextAccount, TextKind, TextWriter } from './text-model.ts';

interface Opened extends TextAccount {
  readonly fetch: ReturnType<typeof guardedFetch>;
}

/** Each SDK is loaded by the first question to it. */
type Connect = (opened: Opened) => Promise<LanguageModel>;

const TEXT_SERVER = 'the text server';
const common = { makes: 'text', models: [], needsKey: true, concurrency: 4 } as const;

function writer(who: string, connect: Connect): (account: TextAccount, tools: ProviderTools) => TextWriter {
  return (account, tools) => ({
    ask: async (question) => {
      const language = await connect({ ...account, fetch: guardedFetch(account, tools) });
      return askModel({ who, language, model: account.model, clock: tools.clock }, question);
    },
  });
}

const openAi: TextKind = {
  ...common,
  ...{ id: 'text-openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  suggests: ['gpt-5.4-mini', 'gpt-5.4', 'gpt-5.5'],
  create: writer('OpenAI', async ({ key, baseUrl, model, fetch }) => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return createOpenAI({ apiKey: key, baseURL: baseUrl, fetch }).chat(model.id);
  }),
};

const anthropic: TextKind = {
  ...common,
  ...{ id: 'text-anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com/v1' },
  suggests: ['claude-haiku-4-5', 'claude-sonnet-4-6', 'claude-opus-4-8'],
  create: writer('Anthropic', async ({ key, baseUrl, model, fetch }) => {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ apiKey: key, baseURL: baseUrl, fetch })(model.id);
  }),
};

const gemini: TextKind = {
  ...common,
  ...{ id: 'text-gemini', name: 'Google Gemini', baseUrl: 'https://generativelanguage.googleapis.com/v1beta' },
  suggests: ['gemini-flash-latest', 'gemini-2.5-flash', 'gemini-2.5-pro'],
  create: writer('Google Gemini', async ({ key, baseUrl, model, fetch }) => {
    const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
    return createGoogleGenerativeAI({ apiKey: key, baseURL: baseUrl, fetch })(model.id);
  }),
};

/** Ollama, llama.cpp, vLLM, LM Studio, and services that speak as OpenAI does. */
const compatible: TextKind = {
  ...common,
  ...{ id: 'text-openai-compatible', name: 'OpenAI-compatible server', called: TEXT_SERVER, baseUrl: null },
  ...{ needsKey: false, suggests: [] },
  concurrency: 1,
  create: writer(TEXT_SERVER, async ({ key, baseUrl, model, fetch }) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const { structured: supportsStructuredOutputs, id } = model;
    const named = { name: 'house', baseURL: baseUrl, fetch, supportsStructuredOutputs };
    return createOpenAICompatible({ ...named, ...(key !== '' && { apiKey: key }) })(id);
  }),
};

/** With whom a workspace can have an account for text, in the order in which they are offered. */
export const TEXT_KINDS: readonly TextKind[] = [openAi, anthropic, gemini, compatible];
