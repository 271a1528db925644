import { textWriterContract } from '#tests/contract/text-writer.contract.ts';
import { startFakeChat, startFakeGeminiText, startFakeMessages } from '#tests/mocks/fake-text.ts';
import { must } from '#shared/lib/assert.ts';
import { TEXT_KINDS } from './text-kinds.ts';
import type { TextModel } from './text-model.ts';

const kindOf = (id: string) => must(TEXT_KINDS.find((kind) => kind.id === id));
const model = (id: string, structured = true): TextModel => ({
  ...{ id, name: id, structured, inputPrice: 0.4, outputPrice: 1 },
});

textWriterContract('OpenAI, in words', {
  ...{ kind: kindOf('text-openai'), model: model('gpt-5.4-mini'), start: startFakeChat },
  ...{ version: 'gpt-5.4-mini-2026-09-08', schema: 'sent' },
});

textWriterContract('Anthropic', {
  ...{ kind: kindOf('text-anthropic'), model: model('claude-sonnet-4-6'), start: startFakeMessages },
  ...{ version: 'claude-sonnet-4-6-20260908', schema: 'sent' },
});

textWriterContract('an older model of Anthropic’s, which is given a schema as a tool', {
  ...{ kind: kindOf('text-anthropic'), model: model('claude-3-haiku-20240307'), start: startFakeMessages },
  ...{ version: 'claude-3-haiku-20240307-20260908', schema: 'sent' },
});

textWriterContract('Google Gemini, in words', {
  ...{ kind: kindOf('text-gemini'), model: model('gemini-2.5-flash'), start: startFakeGeminiText },
  ...{ version: 'gemini-2.5-flash-001', schema: 'sent' },
});

textWriterContract('a server that speaks as OpenAI does', {
  ...{ kind: kindOf('text-openai-compatible'), model: model('qwen3'), start: startFakeChat },
  ...{ version: 'qwen3-2026-09-08', schema: 'sent' },
});

textWriterContract('a server that knows no schemas', {
  ...{ kind: kindOf('text-openai-compatible'), model: model('llama', false) },
  start: (options) => startFakeChat({ ...options, knowsSchemas: false }),
  ...{ version: 'llama-2026-09-08', schema: 'none' },
});
