import {
  filesOf,
  refusedBy,
  numberOrNull,
  pictureFor,
  startFake,
  type Desk,
  type FakeOrder,
  type FakeProvider,
  type FakeRequest,
  type Refusals,
} from './fake-api.ts';

export interface FakeOpenAiOptions {
  readonly key: string;
  /** As Recraft: pictures by their address, unless asked otherwise. */
  readonly byUrl?: boolean;
}

/** OpenAI's images API: generations as JSON, edits as a form, each answered with its picture. */
export function startFakeOpenAi({ key, byUrl = false }: FakeOpenAiOptions): Promise<FakeProvider> {
  return startFake({
    ...{ key, path: '/v1' },
    isAllowed: ({ incoming }) => incoming.headers.authorization === `Bearer ${key}`,
    refuse: (desk, { incoming }) =>
      error(desk, 401, 'invalid_api_key', `Incorrect API key provided: ${incoming.headers.authorization ?? ''}.`),
    answer: async (request, desk) => {
      const order = await orderOf(request);
      const wrong = order && wrongWith(order, byUrl);
      if (!order) error(desk, 404, 'not_found', 'Unknown request URL');
      else if (wrong) error(desk, 400, 'unknown_parameter', wrong);
      else if (!refusedBy(REFUSALS, desk)) answer(order, desk, byUrl);
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => error(desk, 429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }),
  no_credit: (desk) => error(desk, 429, 'insufficient_quota', 'You exceeded your current quota.'),
  in_trouble: (desk) => error(desk, 503, null, 'The server is overloaded.'),
  moderated: (desk) => error(desk, 400, 'moderation_blocked', 'Rejected by our safety system.'),
};

function answer(order: FakeOrder, desk: Desk, byUrl: boolean): void {
  const { mood } = desk;
  desk.take(order);
  const done = () => {
    const picture = byUrl
      ? { url: desk.pictureUrl() }
      : { b64_json: pictureFor(mood), revised_prompt: 'A wider view.' };
    desk.reply(200, { created: 1, data: [picture], size: order.fields['size'] }, { 'x-request-id': 'req_1' });
  };
  if (mood === 'busy') desk.hold(done);
  else if (mood === 'huge' && !byUrl) desk.flood('{"created": 1, "data": [{"b64_json": "');
  else done();
}

async function orderOf(request: FakeRequest): Promise<FakeOrder | null> {
  const { method, url, json } = request;
  if (method !== 'POST') return null;
  if (url.pathname === '/v1/images/generations') return order(json, []);
  if (url.pathname !== '/v1/images/edits') return null;
  const form = await request.form();
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  return order(fields, await filesOf(form, 'image[]'));
}

function order(fields: Readonly<Record<string, unknown>>, references: readonly Buffer[]): FakeOrder {
  const negative = typeof fields['negative_prompt'] === 'string' ? fields['negative_prompt'] : null;
  return {
    prompt: String(fields['prompt']),
    negative,
    seed: numberOrNull(fields['seed']),
    references,
    key: null,
    fields,
  };
}

/** The real one refuses fields that it does not know. */
function wrongWith({ fields, references }: FakeOrder, lax: boolean): string | null {
  const known = ['model', 'prompt', 'n', 'size', 'quality', 'output_format', 'input_fidelity', ...(lax ? LAX : [])];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return `Unknown parameter: '${unknown}'.`;
  const refuses = /^gpt-image-(2|1-mini)/.test(String(fields['model']));
  if ('input_fidelity' in fields && (refuses || references.length === 0)) return "Unknown parameter: 'input_fidelity'.";
  if (!/^\d+x\d+$/.test(String(fields['size']))) return 'Invalid size.';
  return references.length > 16 ? 'Too many images.' : null;
}

const LAX = ['response_format', 'seed', 'negative_prompt'];

function error(desk: Desk, status: number, code: string | null, message: string, headers = {}): void {
  desk.reply(status, { error: { message, type: 'image_generation_error', param: null, code } }, headers);
}
