import {
  deliverAs,
  filesOf,
  refusedBy,
  startFake,
  type Desk,
  type FakeGuide,
  type FakeOrder,
  type FakeProvider,
  type FakeRequest,
  type Refusals,
} from './fake-api.ts';
import { FakeQueue, type FakeTask } from './fake-queue.ts';

type Graph = Readonly<
  Record<string, { readonly class_type: string; readonly inputs: Readonly<Record<string, unknown>> }>
>;

/** ComfyUI, behind a proxy that asks for a key: checks graphs as it does, and knows orders by the names they come with. */
export async function startFakeComfyUi({ key }: { readonly key: string }): Promise<FakeProvider> {
  const queue = new FakeQueue();
  const uploads = new Map<string, Buffer>();
  const running: FakeTask[] = [];
  return startFake({
    ...{ key, path: '' },
    isAllowed: ({ incoming }) => incoming.headers.authorization === `Bearer ${key}`,
    refuse: (desk) => desk.reply(401, { error: 'unauthorized' }),
    answer: async (request, desk) => {
      const { method, url } = request;
      const past = /^\/history\/([\w-]+)$/.exec(url.pathname)?.[1];
      if (method === 'POST' && url.pathname === '/upload/image') await keep(request, uploads, desk);
      else if (method === 'POST' && url.pathname === '/prompt') {
        if (!refusedBy(REFUSALS, desk)) take(request, { queue, uploads, running }, desk);
      } else if (method === 'POST' && url.pathname === '/interrupt') interrupt(running, desk);
      else if (method === 'GET' && url.pathname === '/queue') tell(running, queue, desk);
      else if (method === 'GET' && url.pathname === '/view') deliverAs(desk.mood, desk.response);
      else if (method === 'GET' && past !== undefined) recall(past, running, queue, desk);
      else desk.reply(404, { error: 'not found' });
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => desk.reply(429, { error: 'too many' }, { 'retry-after': '7' }),
  in_trouble: (desk) => desk.reply(500, { error: 'CUDA out of memory' }),
};

interface Server {
  readonly queue: FakeQueue;
  readonly uploads: ReadonlyMap<string, Buffer>;
  readonly running: FakeTask[];
}

async function keep(request: FakeRequest, uploads: Map<string, Buffer>, desk: Desk): Promise<void> {
  const form = await request.form();
  const [bytes] = await filesOf(form, 'image');
  const { name } = form.get('image') as File;
  const subfolder = form.get('subfolder') as string;
  uploads.set(`${subfolder}/${name}`, bytes ?? Buffer.alloc(0));
  desk.reply(200, { name, subfolder, type: 'input' });
}

function take({ json }: FakeRequest, { queue, uploads, running }: Server, desk: Desk): void {
  const graph = json['prompt'] as Graph;
  const wrong = wrongIn(graph, uploads);
  if (wrong !== null) {
    const error = { type: 'prompt_outputs_failed_validation', message: wrong };
    desk.reply(400, { error, node_errors: {} });
    return;
  }
  const nodes = Object.values(graph);
  const [prompt, negative] = nodes.filter(({ class_type: type }) => type === 'CLIPTextEncode');
  const shown = nodes.filter(({ class_type: type }) => type === 'LoadImage');
  const order: FakeOrder = {
    ...{ prompt: String(prompt?.inputs['text']), negative: negative ? String(negative.inputs['text']) : null },
    ...{ seed: Number(nodes.find(({ class_type: type }) => type === 'KSampler')?.inputs['seed']), fields: json },
    references: shown.map(({ inputs }) => uploads.get(String(inputs['image'])) ?? Buffer.alloc(0)),
    guides: guidesIn(graph, uploads),
    key: String(json['prompt_id']),
  };
  const task = queue.add(order, String(json['prompt_id']));
  running.push(task);
  desk.take(order);
  desk.reply(200, { prompt_id: task.id, number: 1, node_errors: {} });
}

/** Of what a ControlNet is applied with: the picture as it was uploaded, and the file of the ControlNet. */
function guidesIn(graph: Graph, uploads: ReadonlyMap<string, Buffer>): readonly FakeGuide[] {
  const inputOf = (link: unknown, name: string) => String(graph[(link as [string])[0]]?.inputs[name]);
  return Object.values(graph)
    .filter(({ class_type: type }) => type === 'ControlNetApplyAdvanced')
    .map(({ inputs }) => ({
      picture: uploads.get(inputOf(inputs['image'], 'image')) ?? Buffer.alloc(0),
      by: inputOf(inputs['control_net'], 'control_net_name'),
      as: null,
    }));
}

/** Every link leads to a node, every picture was uploaded, no name of a file is empty, something is saved. */
function wrongIn(graph: Graph, uploads: ReadonlyMap<string, Buffer>): string | null {
  for (const [id, { class_type: type, inputs }] of Object.entries(graph)) {
    for (const [name, value] of Object.entries(inputs)) {
      if (Array.isArray(value) && !graph[String(value[0])]) return `${id}.${name} leads nowhere`;
      if (name.endsWith('_name') && value === '') return `${id}.${name} is not in the list`;
      if ((name === 'width' || name === 'height') && !(Number(value) >= 16)) return `${id}.${name} is too small`;
    }
    if (type === 'LoadImage' && !uploads.has(String(inputs['image']))) return 'Invalid image file';
  }
  return Object.values(graph).some((node) => node.class_type === 'SaveImage') ? null : 'Prompt has no outputs';
}

function tell(running: FakeTask[], queue: FakeQueue, desk: Desk): void {
  const under = running.filter((task) => !task.cancelled);
  const states = under.map((task) => queue.stateOf(task, desk.mood));
  if (states.includes('trouble')) {
    desk.reply(500, { error: 'busy' });
    return;
  }
  for (const [i, task] of under.entries()) if (states[i] === 'done') running.splice(running.indexOf(task), 1);
  const left = running
    .filter((task) => !task.cancelled)
    .map((task) => [1, task.id, task.order.fields['prompt'], {}, []]);
  desk.reply(200, { queue_running: left.slice(0, 1), queue_pending: left.slice(1) });
}

function interrupt(running: FakeTask[], desk: Desk): void {
  const task = running.find(({ cancelled }) => !cancelled);
  if (task) {
    task.cancelled = true;
    desk.callOff(task.id);
  }
  desk.response.writeHead(200).end();
}

function recall(id: string, running: readonly FakeTask[], queue: FakeQueue, desk: Desk): void {
  const task = queue.find(id);
  if (!task || (running.includes(task) && !task.cancelled)) desk.reply(200, {});
  else if (task.cancelled) {
    desk.reply(200, { [id]: { outputs: {}, status: { status_str: 'error', completed: false, messages: [] } } });
  } else {
    const images = [{ filename: 'beatboard_00001_.png', subfolder: '', type: 'output' }];
    const status = { status_str: 'success', completed: true, messages: [] };
    desk.reply(200, { [id]: { prompt: [], outputs: { save: { images } }, status } });
  }
}
