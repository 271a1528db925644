import {
  numberOrNull,
  refusedBy,
  pictureFor,
  startFake,
  type Desk,
  type FakeOrder,
  type FakeProvider,
  type FakeRequest,
  type Refusals,
} from './fake-api.ts';

interface Part {
  readonly text?: string;
  readonly inlineData?: { readonly mimeType: string; readonly data: string };
}

/** Gemini's generateContent with pictures in and out. Fields that it does not know pass without a word, as there. */
export function startFakeGemini({ key }: { readonly key: string }): Promise<FakeProvider> {
  return startFake({
    ...{ key, path: '/v1beta' },
    isAllowed: ({ incoming }) => incoming.headers['x-goog-api-key'] === key,
    refuse: (desk) => error(desk, 400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }]),
    answer: (request, desk) => {
      const model = /^\/v1beta\/models\/([\w.-]+):generateContent$/.exec(request.url.pathname)?.[1];
      if (request.method !== 'POST' || model === undefined) error(desk, 404, 'NOT_FOUND');
      else if (!refusedBy(REFUSALS, desk)) answer(orderOf(request), model, desk);
    },
  });
}

const RETRY_INFO = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' };
const REFUSALS: Refusals = {
  rate_limited: (desk) => error(desk, 429, 'RESOURCE_EXHAUSTED', [RETRY_INFO]),
  no_credit: (desk) => error(desk, 402, 'FAILED_PRECONDITION'),
  in_trouble: (desk) => error(desk, 503, 'UNAVAILABLE'),
};

function answer(order: FakeOrder, model: string, desk: Desk): void {
  const { mood } = desk;
  desk.take(order);
  const about = { modelVersion: `${model}-001`, responseId: 'resp-1', usageMetadata: { totalTokenCount: 1290 } };
  const done = () => {
    const parts = [{ text: 'Here you are.' }, { inlineData: { mimeType: 'image/png', data: pictureFor(mood) } }];
    desk.reply(200, { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }], ...about });
  };
  if (mood === 'moderated') desk.reply(200, { ...refusalOf(order), ...about });
  else if (mood === 'busy') desk.hold(done);
  else if (mood === 'huge') desk.flood('{"candidates": [{"content": {"parts": [{"inlineData": {"data": "');
  else done();
}

/** It refuses words before it draws, and pictures after. Both are answers like any other. */
function refusalOf({ prompt }: FakeOrder) {
  return prompt.includes('forbidden')
    ? { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }
    : { candidates: [{ finishReason: 'IMAGE_SAFETY', index: 0 }] };
}

function orderOf({ json }: FakeRequest): FakeOrder {
  const { contents, generationConfig } = json as {
    readonly contents: readonly { readonly parts: readonly Part[] }[];
    readonly generationConfig: { readonly seed?: number };
  };
  const parts = contents.flatMap((content) => content.parts);
  return {
    ...{ prompt: parts.flatMap(({ text }) => text ?? []).join('\n'), negative: null, key: null, fields: json },
    ...{ seed: numberOrNull(generationConfig.seed) },
    references: parts.flatMap(({ inlineData }) => (inlineData ? [Buffer.from(inlineData.data, 'base64')] : [])),
  };
}

function error(desk: Desk, code: number, status: string, details: readonly unknown[] = []): void {
  desk.reply(code, { error: { code, message: status, status, details } });
}
