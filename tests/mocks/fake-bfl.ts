import {
  bytesOf,
  numberOrNull,
  refusedBy,
  startFake,
  type Desk,
  type FakeOrder,
  type FakeProvider,
  type Refusals,
} from './fake-api.ts';
import { FakeQueue, type FakeTask } from './fake-queue.ts';

/** Black Forest Labs: an order gets an address to ask at; every end but a good one is a status too. */
export function startFakeBfl({ key }: { readonly key: string }): Promise<FakeProvider> {
  const queue = new FakeQueue();
  return startFake({
    ...{ key, path: '' },
    isAllowed: ({ incoming }) => incoming.headers['x-key'] === key,
    refuse: (desk) => desk.reply(403, { detail: 'Not authenticated' }),
    answer: ({ method, url, json }, desk) => {
      if (method === 'POST') {
        if (!refusedBy(REFUSALS, desk)) take(orderOf(json), queue, desk);
        return;
      }
      const task = url.pathname === '/v1/get_result' ? queue.find(url.searchParams.get('id') ?? '') : undefined;
      if (task) tell(task, queue, desk);
      else desk.reply(200, { id: url.searchParams.get('id'), status: 'Task not found', result: null });
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => desk.reply(429, { detail: 'Too many active tasks' }, { 'retry-after': '7' }),
  no_credit: (desk) => desk.reply(402, { detail: 'Insufficient credits' }),
  in_trouble: (desk) => desk.reply(503, { detail: 'Service unavailable' }),
};

function take(order: FakeOrder, queue: FakeQueue, desk: Desk): void {
  const { id } = queue.add(order);
  desk.take(order);
  desk.reply(200, { id, polling_url: `${desk.origin}/v1/get_result?id=${id}`, cost: 4.5, input_mp: 0, output_mp: 1.5 });
}

function orderOf(json: Readonly<Record<string, unknown>>): FakeOrder {
  const names = Array.from({ length: 10 }, (_, i) => (i === 0 ? 'input_image' : `input_image_${String(i + 1)}`));
  const references = names.flatMap((name) => (json[name] === undefined ? [] : bytesOf(json[name])));
  return {
    prompt: String(json['prompt']),
    negative: null,
    seed: numberOrNull(json['seed']),
    references,
    key: null,
    fields: json,
  };
}

function tell(task: FakeTask, queue: FakeQueue, desk: Desk): void {
  const { id, order } = task;
  const state = queue.stateOf(task, desk.mood);
  if (state === 'trouble') desk.reply(500, { detail: 'Internal error' });
  else if (state === 'waiting') desk.reply(200, { id, status: 'Pending', result: null, progress: null });
  else if (desk.mood === 'moderated') {
    const status = order.prompt.includes('forbidden') ? 'Request Moderated' : 'Content Moderated';
    desk.reply(200, { id, status, result: null, details: { 'Moderation Reasons': ['Derivative Works Filter'] } });
  } else {
    const result = { sample: desk.pictureUrl(), prompt: order.prompt, seed: order.seed ?? 42, duration: 3.1 };
    desk.reply(200, { id, status: 'Ready', result, progress: 1 });
  }
}
