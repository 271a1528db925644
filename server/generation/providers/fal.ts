import { z } from 'zod';
import type { ReferencePicture } from '#shared/storyboard/index.ts';
import type { Json, PictureRequest, PictureStatus, SubmitOptions } from '../provider.ts';
import type { PictureModel, ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, notUnderstood, type Api, type Explain } from './api/api.ts';
import { pictureFailed } from './api/failures.ts';
import { nearestShape, pixelsFor } from './api/frame-size.ts';
import { pictureModel, seedFor } from './api/known-model.ts';
import { takesOrders } from './api/on-order.ts';
import { dataUri, fullPrompt, loadReferences } from './api/references.ts';
import { SentPicture } from './api/sent-picture.ts';

const NAME = 'fal';

/** Takes orders; can call them off. Knows no idempotency key: an order whose answer got lost is made, and ordered again. */
export const fal: ProviderKind = {
  ...{ id: 'fal', name: NAME, baseUrl: 'https://queue.fal.run', needsKey: true, concurrency: 8 },
  models: [
    pictureModel('fal-ai/flux-2-pro', 'FLUX.2 pro', { takesSeed: true, references: 8, takesStructure: true }),
    pictureModel('fal-ai/nano-banana-pro', 'Nano Banana Pro', { references: 8, takesStructure: true }),
    pictureModel('fal-ai/flux-pro/kontext', 'FLUX.1 Kontext pro', { takesSeed: true, references: 1 }),
    pictureModel('fal-ai/ideogram/character', 'Ideogram Character', {
      ...{ takesSeed: true, takesNegative: true, references: 1 },
    }),
    pictureModel('fal-ai/flux/dev', 'FLUX.1 dev', { takesSeed: true }),
    pictureModel('fal-ai/flux-general', 'FLUX.1 dev, along a depth map', {
      ...{ takesSeed: true, references: 1, takesStructure: true, structures: ['depth'] },
    }),
  ],
  create: (account, tools) => {
    const api = createApi({ name: NAME, account, tools, headers: { authorization: `Key ${account.key}` }, explain });
    return {
      ...{ id: 'fal', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...takesOrders(
        {
          ...{ name: NAME, reads: Handle, everyMs: 1000 },
          order: (request, options) => order(api, account, request, options),
          look: (handle, signal) => look(api, account, handle, signal),
          callOff: async ({ cancel }, signal) => {
            await api.find({ method: 'PUT', path: cancel, reads: z.unknown(), signal });
          },
        },
        tools,
      ),
    };
  },
};

/** How a model calls its inputs; what it says of its size is one of two. */
interface Inputs {
  readonly size: 'image_size' | 'aspect_ratio';
  /** Where references are a thing of another endpoint, and where they are not. */
  readonly withReferences?: string;
  readonly withoutReferences?: string;
  readonly references: (uris: readonly string[]) => Readonly<Record<string, Json>>;
  /** Left out: any. */
  readonly takes?: (first: ReferencePicture) => boolean;
}

const many = (image_urls: readonly string[]) => ({ image_urls });
const INPUTS: Readonly<Record<string, Inputs>> = {
  'fal-ai/flux-2-pro': { size: 'image_size', withReferences: '/edit', references: many },
  'fal-ai/nano-banana-pro': { size: 'aspect_ratio', withReferences: '/edit', references: many },
  'fal-ai/flux-pro/kontext': {
    ...{ size: 'aspect_ratio', withoutReferences: '/text-to-image' },
    references: ([image_url = '']) => ({ image_url }),
  },
  // An identity, not a picture to go on from.
  'fal-ai/ideogram/character': {
    size: 'image_size',
    references: (reference_image_urls) => ({ reference_image_urls }),
  },
  // Its ControlNet takes a depth map as it is, and the model reads nothing of it in the prompt.
  'fal-ai/flux-general': {
    size: 'image_size',
    takes: ({ map }) => map === 'depth',
    references: ([control_image_url = '']) => ({
      controlnets: [{ path: 'jasperai/Flux.1-dev-Controlnet-Depth', control_image_url, conditioning_scale: 0.7 }],
    }),
  },
};
const USUAL: Inputs = { size: 'image_size', references: many };
const RATIOS = ['16:9', '21:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16'] as const;

const Handle = z.object({
  id: z.string(),
  status: z.string(),
  result: z.string(),
  cancel: z.string(),
  sent: SentPicture,
});
const Taken = z.object({
  ...{ request_id: z.string(), status_url: z.string(), response_url: z.string(), cancel_url: z.string() },
});
const Status = z.object({ status: z.string() });
const Image = z.object({ url: z.string() });
const Result = z.object({
  images: z.array(Image).nullish(),
  image: Image.nullish(),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});

const explain: Explain = (status, body) => {
  if (body.includes('content_policy_violation')) return { kind: 'moderated' };
  // It has one status for both: a locked account says so in words.
  if (status === 403 && /exhausted balance|locked/i.test(body)) return { kind: 'quota' };
  return undefined;
};

async function order(api: Api, { model }: ProviderAccount, request: PictureRequest, options: SubmitOptions) {
  const inputs = INPUTS[model.id] ?? USUAL;
  const [first] = request.references;
  const isUsed = first === undefined || inputs.takes === undefined || inputs.takes(first);
  const references = await loadReferences(request, options, isUsed ? model.references : 0);
  const prompt = fullPrompt(request, inputs.takes ? [] : references, (i) => `Image ${String(i + 1)}`, model);
  const parameters = parametersOf(model, inputs, request);
  const some = references.length > 0;
  const path = `/${model.id}${(some ? inputs.withReferences : inputs.withoutReferences) ?? ''}`;
  const json = { prompt, ...parameters, ...(some && inputs.references(references.map(dataUri))) };
  const { value } = await api.ask({ method: 'POST', path, json, reads: Taken, signal: options.signal });
  const { request_id: id, status_url: status, response_url: result, cancel_url: cancel } = value;
  const seed = seedFor(model, request);
  return {
    id,
    status,
    result,
    cancel,
    sent: { promptSent: prompt, referencesSent: references.length, parameters, seed },
  };
}

function parametersOf(model: PictureModel, { size }: Inputs, request: PictureRequest) {
  const { brief, negative } = request;
  const seed = seedFor(model, request);
  return {
    ...(size === 'image_size'
      ? { image_size: pixelsFor(brief.aspectRatio, { area: 1_000_000, step: 32 }) }
      : { aspect_ratio: nearestShape(brief.aspectRatio, RATIOS) }),
    ...{ num_images: 1 },
    ...(seed !== null && { seed }),
    ...(model.takesNegative && negative !== '' && { negative_prompt: negative }),
  };
}

const PROGRESS: Readonly<Record<string, number>> = { IN_QUEUE: 0, IN_PROGRESS: 0.5 };

async function look(
  api: Api,
  { model }: ProviderAccount,
  { id, status: statusAt, result: resultAt, sent }: z.infer<typeof Handle>,
  signal: AbortSignal,
): Promise<PictureStatus> {
  const asked = await api.find({ method: 'GET', path: statusAt, reads: Status, signal });
  if (!asked) return { state: 'unknown' };
  const progress = PROGRESS[asked.value.status];
  if (progress !== undefined) return { state: 'running', progress };
  // An order that failed is completed too: its result says why.
  const { value } = await api.ask({ method: 'GET', path: resultAt, reads: Result, signal });
  if (value.has_nsfw_concepts?.[0]) throw pictureFailed(NAME, 'moderated');
  const url = (value.images?.[0] ?? value.image)?.url;
  if (url === undefined) throw notUnderstood(NAME);
  const about = { model: { id: model.id, version: model.id }, requestId: id, cost: model.price ?? 0 };
  const picture = {
    ...(await api.download(url, signal)),
    ...sent,
    seed: model.takesSeed ? (value.seed ?? sent.seed) : null,
    ...about,
  };
  return { state: 'done', picture };
}
