import { refusedBy, startFake, type Desk, type FakeProvider, type FakeRequest, type Refusals } from './fake-api.ts';

/** What a fake model writes when it is asked this. */
export type Writes = (prompt: string) => string;

export interface FakeTextOptions {
  readonly key: string;
  readonly writes: Writes;
}

type Fields = Readonly<Record<string, unknown>>;

const PROSE = 'I would love to help you with that scene!';

/** In the mood of the picture fakes: `wrong_type` is prose where JSON was asked for. */
function textFor({ mood }: Desk, prompt: string, writes: Writes): string {
  return mood === 'wrong_type' ? PROSE : writes(prompt);
}

function take(desk: Desk, prompt: string, fields: Fields): void {
  desk.take({ prompt, negative: null, seed: null, references: [], key: null, fields });
}

/** Answers, unless it is in no mood to, or only later. */
function answerIn(desk: Desk, flood: string, reply: () => void): void {
  if (desk.mood === 'busy') desk.hold(reply);
  else if (desk.mood === 'huge') desk.flood(flood);
  else reply();
}

const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : (content as readonly { readonly text?: string }[]).map(({ text }) => text ?? '').join('\n');

export interface FakeChatOptions extends FakeTextOptions {
  /** Whether it knows `json_schema`; else it refuses a request that has it, as older servers do. */
  readonly knowsSchemas?: boolean;
}

/** OpenAI's chat completions, and what speaks as they do. A refusal is an answer with a field of its own. */
export function startFakeChat({ key, writes, knowsSchemas = true }: FakeChatOptions): Promise<FakeProvider> {
  return startFake({
    ...{ key, path: '/v1' },
    isAllowed: ({ incoming }) => key === '' || incoming.headers.authorization === `Bearer ${key}`,
    refuse: (desk, { incoming }) =>
      chatError(desk, 401, 'invalid_api_key', `Incorrect API key provided: ${incoming.headers.authorization ?? ''}.`),
    answer: ({ method, url, json }, desk) => {
      if (method === 'GET' && url.pathname === '/v1/models') desk.reply(200, { object: 'list', data: [] });
      else if (method !== 'POST' || url.pathname !== '/v1/chat/completions') chatError(desk, 404, null, 'Unknown URL');
      else if (!knowsSchemas && 'response_format' in json) {
        chatError(desk, 400, 'unsupported_parameter', 'response_format is not supported.');
      } else if (!refusedBy(CHAT_REFUSALS, desk)) chat(json, desk, writes);
    },
  });
}

const CHAT_REFUSALS: Refusals = {
  rate_limited: (desk) => chatError(desk, 429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }),
  no_credit: (desk) => chatError(desk, 429, 'insufficient_quota', 'You exceeded your current quota.'),
  in_trouble: (desk) => chatError(desk, 503, null, 'The server is overloaded.'),
};

function chat(json: Fields, desk: Desk, writes: Writes): void {
  const messages = json['messages'] as readonly { readonly content: unknown }[];
  const prompt = messages.map(({ content }) => textOf(content)).join('\n');
  take(desk, prompt, json);
  const message =
    desk.mood === 'moderated'
      ? { role: 'assistant', content: null, refusal: 'I can’t help with that.' }
      : { role: 'assistant', content: textFor(desk, prompt, writes), refusal: null };
  answerIn(desk, '{"id":"chatcmpl-1","choices":[{"message":{"content":"', () =>
    desk.reply(200, {
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: `${String(json['model'])}-2026-09-08` },
      choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
      usage: { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 },
    }),
  );
}

function chatError(desk: Desk, status: number, code: string | null, message: string, headers = {}): void {
  desk.reply(status, { error: { message, type: 'invalid_request_error', param: null, code } }, headers);
}

/** Anthropic's messages: a schema comes as `output_config.format`, or as a tool that has to be used. */
export function startFakeMessages({ key, writes }: FakeTextOptions): Promise<FakeProvider> {
  return startFake({
    ...{ key, path: '/v1' },
    isAllowed: ({ incoming }) => incoming.headers['x-api-key'] === key,
    refuse: (desk) => messagesError(desk, 401, 'authentication_error', 'invalid x-api-key'),
    answer: ({ method, url, json, incoming }, desk) => {
      if (incoming.headers['anthropic-version'] === undefined) {
        messagesError(desk, 400, 'invalid_request_error', 'anthropic-version: header is required');
      } else if (method === 'GET' && url.pathname === '/v1/models') desk.reply(200, { data: [] });
      else if (method !== 'POST' || url.pathname !== '/v1/messages') messagesError(desk, 404, 'not_found_error', '');
      else if (!refusedBy(MESSAGES_REFUSALS, desk)) messages(json, desk, writes);
    },
  });
}

const MESSAGES_REFUSALS: Refusals = {
  rate_limited: (desk) => messagesError(desk, 429, 'rate_limit_error', 'Slow down.', { 'retry-after': '7' }),
  no_credit: (desk) => messagesError(desk, 400, 'invalid_request_error', 'Your credit balance is too low.'),
  in_trouble: (desk) => messagesError(desk, 529, 'overloaded_error', 'Overloaded'),
};

function messages(json: Fields, desk: Desk, writes: Writes): void {
  const asked = json['messages'] as readonly { readonly content: unknown }[];
  const prompt = [json['system'], ...asked.map(({ content }) => content)].map(textOf).join('\n');
  take(desk, prompt, json);
  const text = textFor(desk, prompt, writes);
  const [tool] = (json['tools'] ?? []) as readonly { readonly name: string }[];
  const content =
    tool && desk.mood !== 'wrong_type'
      ? { type: 'tool_use', id: 'toolu_1', name: tool.name, input: JSON.parse(text) as unknown }
      : { type: 'text', text };
  answerIn(desk, '{"id":"msg_1","type":"message","content":[{"type":"text","text":"', () =>
    desk.reply(200, {
      ...{ id: 'msg_1', type: 'message', role: 'assistant', model: `${String(json['model'])}-20260908` },
      content: desk.mood === 'moderated' ? [] : [content],
      stop_reason: desk.mood === 'moderated' ? 'refusal' : tool ? 'tool_use' : 'end_turn',
      ...{ stop_sequence: null, usage: { input_tokens: 1000, output_tokens: 200 } },
    }),
  );
}

function messagesError(desk: Desk, status: number, type: string, message: string, headers = {}): void {
  desk.reply(status, { type: 'error', error: { type, message }, request_id: 'req_1' }, headers);
}

interface Content {
  readonly parts: readonly { readonly text?: string }[];
}

/** Gemini's generateContent in words. What it refuses it answers with a reason and no candidate. */
export function startFakeGeminiText({ key, writes }: FakeTextOptions): Promise<FakeProvider> {
  return startFake({
    ...{ key, path: '/v1beta' },
    isAllowed: ({ incoming }) => incoming.headers['x-goog-api-key'] === key,
    refuse: (desk) => geminiError(desk, 400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }]),
    answer: (request, desk) => {
      const model = /^\/v1beta\/models\/([\w.-]+):generateContent$/.exec(request.url.pathname)?.[1];
      if (request.method === 'GET' && request.url.pathname === '/v1beta/models') desk.reply(200, { models: [] });
      else if (request.method !== 'POST' || model === undefined) geminiError(desk, 404, 'NOT_FOUND');
      else if (!refusedBy(GEMINI_REFUSALS, desk)) generate(request, model, desk, writes);
    },
  });
}

const GEMINI_REFUSALS: Refusals = {
  rate_limited: (desk) =>
    geminiError(desk, 429, 'RESOURCE_EXHAUSTED', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' },
    ]),
  no_credit: (desk) => geminiError(desk, 402, 'FAILED_PRECONDITION'),
  in_trouble: (desk) => geminiError(desk, 503, 'UNAVAILABLE'),
};

function generate({ json }: FakeRequest, model: string, desk: Desk, writes: Writes): void {
  const { contents, systemInstruction } = json as { contents: readonly Content[]; systemInstruction?: Content };
  const parts = [...(systemInstruction ? [systemInstruction] : []), ...contents].flatMap((each) => each.parts);
  const prompt = parts.map(({ text }) => text ?? '').join('\n');
  take(desk, prompt, json);
  const usageMetadata = { promptTokenCount: 1000, candidatesTokenCount: 200, totalTokenCount: 1200 };
  const about = { modelVersion: `${model}-001`, responseId: 'resp-1', usageMetadata };
  const content = { role: 'model', parts: [{ text: textFor(desk, prompt, writes) }] };
  answerIn(desk, '{"candidates":[{"content":{"role":"model","parts":[{"text":"', () =>
    desk.reply(200, {
      ...(desk.mood === 'moderated'
        ? { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }
        : { candidates: [{ content, finishReason: 'STOP', index: 0 }] }),
      ...about,
    }),
  );
}

function geminiError(desk: Desk, code: number, status: string, details: readonly unknown[] = []): void {
  desk.reply(code, { error: { code, message: status, status, details } });
}
