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

interface Asked {
  readonly promptText: string;
  readonly ratio: string;
  readonly seed?: number;
  readonly referenceImages?: readonly { readonly uri: string; readonly tag: string }[];
}

/** Runway's tasks. Strict about what it is asked: ratios, tags and the length of a prompt. */
export function startFakeRunway({ key }: { readonly key: string }): Promise<FakeProvider> {
  const queue = new FakeQueue();
  return startFake({
    ...{ key, path: '' },
    isAllowed: ({ incoming }) => incoming.headers.authorization === `Bearer ${key}`,
    refuse: (desk) => desk.reply(401, { error: 'The API key is not valid.' }),
    answer: ({ method, url, json, incoming }, desk) => {
      const task = queue.find(/^\/v1\/tasks\/([^/]+)$/.exec(url.pathname)?.[1]);
      if (incoming.headers['x-runway-version'] !== '2024-11-06') desk.reply(400, { error: 'X-Runway-Version' });
      else if (method === 'POST' && url.pathname === '/v1/text_to_image') {
        if (!refusedBy(REFUSALS, desk)) take(json as unknown as Asked, queue, desk);
      } else if (!task || task.cancelled) desk.reply(404, { error: 'Not found' });
      else if (method === 'DELETE') {
        task.cancelled = true;
        desk.callOff(task.id);
        desk.response.writeHead(204).end();
      } else tell(task, queue, desk);
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => desk.reply(429, { error: 'Daily task limit reached.' }, { 'retry-after': '7' }),
  no_credit: (desk) => desk.reply(400, { error: 'You do not have enough credits to run this task.' }),
  in_trouble: (desk) => desk.reply(503, { error: 'Shedding load.' }),
};
const RATIOS = [
  '1920:1080',
  '1080:1920',
  '1024:1024',
  '1360:768',
  '1080:1080',
  '1168:880',
  '1440:1080',
  '1080:1440',
  '1808:768',
  '2112:912',
];

function take(asked: Asked, queue: FakeQueue, desk: Desk): void {
  const { promptText, ratio, seed, referenceImages = [] } = asked;
  const tagged = referenceImages.every(
    ({ tag }) => /^[a-z][a-z0-9_]{2,15}$/i.test(tag) && promptText.includes(`@${tag}`),
  );
  const small = referenceImages.every(({ uri }) => uri.length <= 5_242_880);
  if (!tagged || !small || !RATIOS.includes(ratio) || promptText.length > 1000 || referenceImages.length > 3) {
    desk.reply(400, { error: 'Validation of body failed', issues: [{ code: 'invalid', path: [] }] });
    return;
  }
  const order: FakeOrder = {
    ...{ prompt: promptText, negative: null, seed: numberOrNull(seed), key: null },
    ...{ references: referenceImages.map(({ uri }) => bytesOf(uri)), fields: { ...asked } },
  };
  const { id } = queue.add(order);
  desk.take(order);
  desk.reply(200, { id, estimatedCost: { credits: 8 } });
}

function tell(task: FakeTask, queue: FakeQueue, desk: Desk): void {
  const { id, order } = task;
  const common = { id, createdAt: '2026-11-26T12:00:00Z' };
  const state = queue.stateOf(task, desk.mood);
  if (state === 'trouble') desk.reply(502, { error: 'Bad gateway' });
  else if (state === 'waiting' && task.asked % 2 === 1) desk.reply(200, { ...common, status: 'THROTTLED' });
  else if (state === 'waiting') desk.reply(200, { ...common, status: 'RUNNING', progress: 0.4 });
  else if (desk.mood === 'moderated') {
    const failureCode = order.prompt.includes('forbidden') ? 'SAFETY.INPUT.TEXT' : 'SAFETY.OUTPUT.IMAGE';
    desk.reply(200, { ...common, status: 'FAILED', failure: 'Content moderation', failureCode });
  } else desk.reply(200, { ...common, status: 'SUCCEEDED', output: [desk.pictureUrl()], cost: { credits: 8 } });
}
