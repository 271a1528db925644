import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json, PictureRequest, PictureStatus, SubmitOptions } from '../provider.ts';
import type { ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, notUnderstood, type Api } from './api/api.ts';
import { pictureFailed } from './api/failures.ts';
import { pixelsFor } from './api/frame-size.ts';
import { seedFor } from './api/known-model.ts';
import { takesOrders } from './api/on-order.ts';
import { fullPrompt, loadReferences, type LoadedReference } from './api/references.ts';
import { SentPicture } from './api/sent-picture.ts';
import { chooseWorkflow, filled, structuresOfWorkflow, type ChosenWorkflow } from './comfyui-workflows.ts';

const NAME = 'ComfyUI';

/**
 * A server of the house. Takes orders; can call them off. An order has a name that follows from its key and its graph:
 * one that is there already, under way or well done, is not given again.
 */
export const comfyUi: ProviderKind = {
  ...{ id: 'comfyui', name: NAME, baseUrl: null, needsKey: false, concurrency: 1, knowsRepeats: true },
  // Which files of models lie on a server only its owner knows: accounts name them (see comfyui-workflows.ts).
  models: [],
  structuresOf: structuresOfWorkflow,
  create: (account, tools) => {
    // It has no keys of its own; who puts one before it mostly means this.
    const headers: Record<string, string> = account.key === '' ? {} : { authorization: `Bearer ${account.key}` };
    const api = createApi({ name: NAME, account, tools, headers });
    return {
      ...{ id: 'comfyui', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...takesOrders(
        {
          ...{ name: NAME, reads: Handle, everyMs: 1000 },
          order: (request, options) => order(api, account, request, options),
          look: (handle, signal) => look(api, account, handle, signal),
          callOff: ({ id }, signal) => callOff(api, id, signal),
        },
        tools,
      ),
    };
  },
};

const Handle = z.object({ id: z.string(), sent: SentPicture });
const Taken = z.object({ prompt_id: z.string() });
const Uploaded = z.object({ name: z.string(), subfolder: z.string() });
const Waiting = z.array(z.tuple([z.number(), z.string()]).rest(z.unknown()));
const Queue = z.object({ queue_running: Waiting, queue_pending: Waiting });
const File = z.object({ filename: z.string(), subfolder: z.string(), type: z.string() });
const Past = z.object({
  outputs: z.record(z.string(), z.object({ images: z.array(File).nullish() })),
  status: z.object({ status_str: z.string(), completed: z.boolean() }).nullish(),
});
const History = z.record(z.string(), Past);

async function order(api: Api, { model }: ProviderAccount, request: PictureRequest, options: SubmitOptions) {
  const chosen = chooseWorkflow(model.id, model.references > 0 ? request.references[0] : undefined);
  if (!chosen) {
    throw pictureFailed(NAME, 'invalid', {
      happened: `There is no ${NAME} workflow for a model of this name.`,
      next: 'an owner can look at how the model is named.',
    });
  }
  const { slots, reads } = chosen.workflow;
  const references = await loadReferences(request, options, slots.references.length);
  const prompt = fullPrompt(request, reads ? references : [], () => 'The reference picture', {
    takesNegative: slots.negative !== null,
  });
  const seed = seedFor(model, request) ?? seedFromKey(options.key);
  const uploads = await Promise.all(references.map((one) => upload(api, one, options.signal)));
  const graph = graphOf(chosen, { request, prompt, seed, uploads });
  const id = promptIdOf(options.key, graph);
  const parameters = { workflow: chosen.workflow.name, graph };
  const sent = { promptSent: prompt, referencesSent: references.length, parameters, seed };
  if (await isKnown(api, id, options.signal)) return { id, sent };
  const json = { prompt: graph, client_id: 'beatboard', prompt_id: id };
  const { value } = await api.ask({ method: 'POST', path: '/prompt', json, reads: Taken, signal: options.signal });
  // Servers of before 2025 choose a name themselves.
  return { id: value.prompt_id, sent };
}

/**
 * As a UUID of version 8 (RFC 9562, §5.8). Of the graph too: a job that is tried again after its lines were changed must
 * not get the picture that was made of the old ones.
 */
function promptIdOf(key: string, graph: Json): string {
  const hex = createHash('sha256')
    .update(`${key} ${JSON.stringify(graph)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A graph has to name one; this one comes again when the same picture is ordered again. */
function seedFromKey(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(28);
}

interface Values {
  readonly request: PictureRequest;
  readonly prompt: string;
  readonly seed: number;
  /** Names of pictures on the server. */
  readonly uploads: readonly string[];
}

function graphOf({ workflow, files }: ChosenWorkflow, { request, prompt, seed, uploads }: Values) {
  const { slots } = workflow;
  const { width, height } = pixelsFor(request.brief.aspectRatio, { area: 1_000_000, step: 64 });
  return filled(workflow, [
    [slots.prompt, prompt],
    [slots.negative, request.negative],
    [slots.seed, seed],
    [slots.width, width],
    [slots.height, height],
    ...slots.files.map((slot, i) => [slot, files[i] ?? ''] as const),
    ...slots.references.map((slot, i) => [slot, uploads[i] ?? ''] as const),
  ]);
}

/** Named by what it is, so that the same reference lies there once. */
async function upload(api: Api, { asset, bytes, mime }: LoadedReference, signal: AbortSignal): Promise<string> {
  const fileName = `${asset}.${mime.replace('image/', '')}`;
  const form = [
    { name: 'image', value: { fileName, mime, bytes } },
    { name: 'subfolder', value: 'beatboard' },
    { name: 'overwrite', value: 'true' },
  ];
  const { value } = await api.ask({ method: 'POST', path: '/upload/image', form, reads: Uploaded, signal });
  return value.subfolder === '' ? value.name : `${value.subfolder}/${value.name}`;
}

async function queueOf(api: Api, signal: AbortSignal) {
  const { value } = await api.ask({ method: 'GET', path: '/queue', reads: Queue, signal });
  const has = (list: z.infer<typeof Waiting>) => (id: string) => list.some(([, waiting]) => waiting === id);
  return { isRunning: has(value.queue_running), isPending: has(value.queue_pending) };
}

async function pastOf(api: Api, id: string, signal: AbortSignal): Promise<z.infer<typeof Past> | undefined> {
  const path = `/history/${encodeURIComponent(id)}`;
  return (await api.ask({ method: 'GET', path, reads: History, signal })).value[id];
}

/** What failed or was stopped may be ordered again under its name; its past is looked at only when it is not under way. */
async function isKnown(api: Api, id: string, signal: AbortSignal): Promise<boolean> {
  const queue = await queueOf(api, signal);
  return (
    queue.isRunning(id) || queue.isPending(id) || (await pastOf(api, id, signal))?.status?.status_str === 'success'
  );
}

async function look(
  api: Api,
  { model }: ProviderAccount,
  { id, sent }: z.infer<typeof Handle>,
  signal: AbortSignal,
): Promise<PictureStatus> {
  const queue = await queueOf(api, signal);
  if (queue.isPending(id)) return { state: 'running', progress: 0 };
  if (queue.isRunning(id)) return { state: 'running', progress: 0.5 };
  const past = await pastOf(api, id, signal);
  if (!past) return { state: 'unknown' };
  if (past.status?.status_str === 'error') {
    return pictureFailed(NAME, 'provider', { happened: `${NAME} could not make this picture, or was stopped.` })
      .failure;
  }
  const image = Object.values(past.outputs).flatMap(({ images }) => images ?? [])[0];
  if (!image) throw notUnderstood(NAME);
  const file = await api.downloadOwn(`/view?${new URLSearchParams(image).toString()}`, signal);
  const about = { model: { id: model.id, version: model.id }, requestId: id, cost: model.price ?? 0 };
  return { state: 'done', picture: { ...file, ...sent, ...about } };
}

/** Old servers stop whatever is running, whoever it is for: they are told only when that is ours. */
async function callOff(api: Api, id: string, signal: AbortSignal): Promise<void> {
  const queue = await queueOf(api, signal);
  const common = { method: 'POST', reads: z.unknown(), signal } as const;
  if (queue.isPending(id)) await api.ask({ ...common, path: '/queue', json: { delete: [id] } });
  else if (queue.isRunning(id)) await api.ask({ ...common, path: '/interrupt', json: { prompt_id: id } });
}
