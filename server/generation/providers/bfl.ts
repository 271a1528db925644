import { z } from 'zod';
import type { PictureRequest, PictureStatus, SubmitOptions } from '../provider.ts';
import type { PictureModel, ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, notUnderstood, type Api } from './api/api.ts';
import { pictureFailed } from './api/failures.ts';
import { nearestShape, pixelsFor } from './api/frame-size.ts';
import { pictureModel, seedFor } from './api/known-model.ts';
import { takesOrders } from './api/on-order.ts';
import { base64Of, fullPrompt, loadReferences } from './api/references.ts';
import { SentPicture } from './api/sent-picture.ts';

const NAME = 'Black Forest Labs';
const flux2 = { takesSeed: true, references: 8, takesStructure: true };

/** Takes orders; can't call them off, and knows no idempotency key: an order whose answer got lost is made, and ordered again. */
export const bfl: ProviderKind = {
  ...{ id: 'bfl', name: NAME, baseUrl: 'https://api.bfl.ai', needsKey: true, concurrency: 8 },
  models: [
    pictureModel('flux-2-pro', 'FLUX.2 pro', flux2),
    pictureModel('flux-2-max', 'FLUX.2 max', flux2),
    pictureModel('flux-2-flex', 'FLUX.2 flex', flux2),
    pictureModel('flux-kontext-pro', 'FLUX.1 Kontext pro', { takesSeed: true, references: 4 }),
    pictureModel('flux-kontext-max', 'FLUX.1 Kontext max', { takesSeed: true, references: 4 }),
  ],
  create: (account, tools) => {
    // Orders are asked after in the region that took them.
    const siblings = /^api(\.[a-z0-9-]+)?\.bfl\.ai$/;
    const api = createApi({ name: NAME, account, tools, headers: { 'x-key': account.key }, siblings });
    return {
      ...{ id: 'bfl', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...takesOrders(
        {
          ...{ name: NAME, reads: Handle, everyMs: 1000 },
          order: (request, options) => order(api, account, request, options),
          look: (handle, signal) => look(api, account, handle, signal),
          callOff: () => Promise.resolve(),
        },
        tools,
      ),
    };
  },
};

const Handle = z.object({ id: z.string(), pollAt: z.string(), cost: z.number().nullable(), sent: SentPicture });
const Taken = z.object({ id: z.string(), polling_url: z.string(), cost: z.number().nullish() });
const Task = z.object({
  status: z.string(),
  progress: z.number().nullish(),
  result: z.object({ sample: z.string(), seed: z.number().nullish() }).nullish(),
});
/** It counts in credits, of which a dollar buys a hundred. */
const DOLLARS_PER_CREDIT = 0.01;

async function order(api: Api, { model }: ProviderAccount, request: PictureRequest, options: SubmitOptions) {
  const references = await loadReferences(request, options, model.references);
  const prompt = fullPrompt(request, references, (i) => `Image ${String(i + 1)}`, model);
  const parameters = parametersOf(model, request);
  const pictures = references.map(({ bytes }, i) => [
    i === 0 ? 'input_image' : `input_image_${String(i + 1)}`,
    base64Of(bytes),
  ]);
  const { value } = await api.ask({
    ...{ method: 'POST', path: `/v1/${model.id}`, reads: Taken, signal: options.signal },
    json: { prompt, ...parameters, ...(Object.fromEntries(pictures) as Record<string, string>) },
  });
  const sent = { promptSent: prompt, referencesSent: references.length, parameters, seed: seedFor(model, request) };
  return { id: value.id, pollAt: value.polling_url, cost: value.cost ?? null, sent };
}

const RATIOS = ['16:9', '21:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16'] as const;

function parametersOf(model: PictureModel, request: PictureRequest) {
  const { brief } = request;
  const seed = seedFor(model, request);
  const size = model.id.startsWith('flux-2')
    ? pixelsFor(brief.aspectRatio, { area: 1_500_000, step: 16 })
    : { aspect_ratio: nearestShape(brief.aspectRatio, RATIOS) };
  return { ...size, output_format: 'png', ...(seed !== null && { seed }) };
}

async function look(
  api: Api,
  { model }: ProviderAccount,
  { id, pollAt, cost, sent }: z.infer<typeof Handle>,
  signal: AbortSignal,
): Promise<PictureStatus> {
  const asked = await api.find({ method: 'GET', path: pollAt, reads: Task, signal });
  const { status, progress, result } = asked?.value ?? { status: 'Task not found' };
  if (status === 'Task not found') return { state: 'unknown' };
  if (/moderated/i.test(status)) throw pictureFailed(NAME, 'moderated');
  if (status === 'Error' || status === 'Failed') {
    // It is over there: asking once more would hear the same.
    return pictureFailed(NAME, 'provider', { happened: `${NAME} could not make this picture.` }).failure;
  }
  if (status !== 'Ready') return { state: 'running', progress: Math.min(Math.max(progress ?? 0, 0), 1) };
  if (!result) throw notUnderstood(NAME);
  const about = { model: { id: model.id, version: model.id }, requestId: id };
  const dollars = cost === null ? (model.price ?? 0) : cost * DOLLARS_PER_CREDIT;
  // The address is dead ten minutes later. The key has no business there.
  const file = await api.download(result.sample, signal);
  return {
    state: 'done',
    picture: { ...file, ...sent, seed: model.takesSeed ? (result.seed ?? sent.seed) : null, ...about, cost: dollars },
  };
}
