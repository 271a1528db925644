import {
  bytesOf,
  numberOrNull,
  refusedBy,
  startFake,
  type Desk,
  type FakeOrder,
  type FakeProvider,
  type FakeRequest,
  type Refusals,
} from './fake-api.ts';
import { FakeQueue, type FakeTask } from './fake-queue.ts';

/** fal's queue: an order gets three addresses, answers with 202 until it is over, and fails in its result alone. */
export function startFakeFal({ key }: { readonly key: string }): Promise<FakeProvider> {
  const queue = new FakeQueue();
  return startFake({
    ...{ key, path: '' },
    isAllowed: ({ incoming }) => incoming.headers.authorization === `Key ${key}`,
    refuse: (desk) => desk.reply(401, { detail: 'No user found for Key ID and Secret' }),
    answer: (request, desk) => {
      const [, model = '', id, ask] = /^\/(.+?)\/requests\/([^/]+)(?:\/(\w+))?$/.exec(request.url.pathname) ?? [];
      const task = queue.find(id);
      if (request.method === 'POST') {
        if (!refusedBy(REFUSALS, desk)) take(request, queue, desk);
      } else if (!task) desk.reply(404, { detail: 'Request not found' });
      else if (request.method === 'PUT' && ask === 'cancel') cancel(task, desk);
      else if (ask === 'status') tell(task, model, queue, desk);
      else result(task, desk);
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => desk.reply(429, { detail: 'Too many requests' }, { 'retry-after': '7' }),
  no_credit: (desk) => desk.reply(403, { detail: 'User is locked. Reason: Exhausted balance.' }),
  in_trouble: (desk) => desk.reply(503, { detail: 'No runner', error_type: 'runner_scheduling_failure' }),
};

function take(request: FakeRequest, queue: FakeQueue, desk: Desk): void {
  const { json, url } = request;
  const { id } = queue.add(orderOf(json));
  desk.take(orderOf(json));
  // Orders are asked after at the app, whatever endpoint of it took them.
  const app = url.pathname.split('/').slice(0, 3).join('/');
  const at = `${desk.origin}${app}/requests/${id}`;
  desk.reply(200, {
    ...{ status: 'IN_QUEUE', request_id: id, queue_position: 0 },
    ...{ status_url: `${at}/status`, response_url: at, cancel_url: `${at}/cancel` },
  });
}

/** Of `fal-ai/flux-general`: it takes the picture as it is. */
interface FalControl {
  readonly path: string;
  readonly control_image_url: string;
}

function orderOf(json: Readonly<Record<string, unknown>>): FakeOrder {
  const { image_url: one, image_urls: several, reference_image_urls: identity } = json;
  const guides = ((json['controlnets'] ?? []) as readonly FalControl[]).map(({ path, control_image_url: uri }) => ({
    ...{ picture: bytesOf(uri), by: path, as: null },
  }));
  const uris = (several ?? identity ?? (one === undefined ? [] : [one])) as readonly unknown[];
  const negative = typeof json['negative_prompt'] === 'string' ? json['negative_prompt'] : null;
  const rest = { negative, seed: numberOrNull(json['seed']), key: null, fields: json };
  const references = [...uris.map(bytesOf), ...guides.map(({ picture }) => picture)];
  return { prompt: String(json['prompt']), references, guides, ...rest };
}

function cancel(task: FakeTask, desk: Desk): void {
  if (task.cancelled) {
    desk.reply(400, { status: 'ALREADY_COMPLETED' });
    return;
  }
  task.cancelled = true;
  desk.callOff(task.id);
  desk.reply(202, { status: 'CANCELLATION_REQUESTED' });
}

function tell(task: FakeTask, model: string, queue: FakeQueue, desk: Desk): void {
  const state = queue.stateOf(task, desk.mood);
  const common = { request_id: task.id, response_url: `${desk.origin}/${model}/requests/${task.id}` };
  if (state === 'trouble') desk.reply(502, { detail: 'Bad gateway' });
  else if (state === 'done') desk.reply(200, { status: 'COMPLETED', ...common, metrics: { inference_time: 1.2 } });
  else if (task.asked % 2 === 1) desk.reply(202, { status: 'IN_QUEUE', ...common, queue_position: 0 });
  else desk.reply(202, { status: 'IN_PROGRESS', ...common, logs: null });
}

function result({ order }: FakeTask, desk: Desk): void {
  if (desk.mood === 'moderated') {
    const loc = ['body', 'prompt'];
    const detail = [{ loc, msg: 'The content was flagged by a content checker.', type: 'content_policy_violation' }];
    desk.reply(422, { detail }, { 'x-fal-retryable': 'false' });
    return;
  }
  const image = { url: desk.pictureUrl(), width: 64, height: 36, content_type: 'image/jpeg' };
  desk.reply(200, { images: [image], seed: order.seed ?? 42, has_nsfw_concepts: [false], prompt: order.prompt });
}
