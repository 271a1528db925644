import { z } from 'zod';
import type { ReferencePicture } from '#shared/storyboard/index.ts';
import type { PictureRequest, PictureStatus, SubmitOptions } from '../provider.ts';
import type { ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, notUnderstood, type Api, type Explain } from './api/api.ts';
import { pictureFailed } from './api/failures.ts';
import { nearestShape } from './api/frame-size.ts';
import { pictureModel, seedFor } from './api/known-model.ts';
import { takesOrders } from './api/on-order.ts';
import { dataUri, fullPrompt, loadReferences, type LoadedReference } from './api/references.ts';
import { SentPicture } from './api/sent-picture.ts';

const NAME = 'Runway';
const takes = { takesSeed: true, references: 3, takesStructure: true };

/** Takes orders; can call them off. Knows no idempotency key: an order whose answer got lost is made, and ordered again. */
export const runway: ProviderKind = {
  ...{ id: 'runway', name: NAME, baseUrl: 'https://api.dev.runwayml.com', needsKey: true, concurrency: 2 },
  models: [
    pictureModel('gen4_image', 'Gen-4 Image', { ...takes, price: 0.08 }),
    pictureModel('gen4_image_turbo', 'Gen-4 Image Turbo (needs a reference picture)', { ...takes, price: 0.02 }),
  ],
  create: (account, tools) => {
    const headers = { authorization: `Bearer ${account.key}`, 'x-runway-version': '2024-11-06' };
    const api = createApi({ name: NAME, account, tools, headers, explain });
    return {
      ...{ id: 'runway', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...takesOrders(
        {
          // Its terms: no more often than every five seconds.
          ...{ name: NAME, reads: Handle, everyMs: 5000 },
          order: (request, options) => order(api, account, request, options),
          look: (handle, signal) => look(api, account, handle, signal),
          callOff: async ({ id }, signal) => {
            await api.find({ method: 'DELETE', path: taskAt(id), reads: z.unknown(), signal });
          },
        },
        tools,
      ),
    };
  },
};

const Handle = z.object({ id: z.string(), sent: SentPicture });
const Taken = z.object({ id: z.string() });
const Task = z.object({
  status: z.string(),
  progress: z.number().nullish(),
  output: z.array(z.string()).nullish(),
  failureCode: z.string().nullish(),
  cost: z.object({ credits: z.number() }).nullish(),
});
/** Having no credit is a bad request here. */
const explain: Explain = (status, body) => {
  return status === 400 && /enough credits/i.test(body) ? { kind: 'quota' } : undefined;
};
const DOLLARS_PER_CREDIT = 0.01;
/** UTF-16 units of a prompt. */
const MOST_WORDS = 1000;
const MOST_IN_URI = 5 * 1024 * 1024;
/** Which base64 makes four thirds of, behind a few words. */
const MOST_BYTES = Math.floor(((MOST_IN_URI - 64) * 3) / 4) - 3;
/** In pixels; those that it makes at its full size. */
const RATIOS = ['1920:1080', '2112:912', '1808:768', '1440:1080', '1080:1080', '1080:1440', '1080:1920'] as const;

function taskAt(id: string): string {
  return `/v1/tasks/${encodeURIComponent(id)}`;
}

async function order(api: Api, { model }: ProviderAccount, request: PictureRequest, options: SubmitOptions) {
  const references = await loadReferences(request, options, model.references, MOST_BYTES);
  const tags = tagsOf(references);
  const promptText = promptWith(request, references, tags);
  const { brief } = request;
  const seed = seedFor(model, request);
  const parameters = { ratio: nearestShape(brief.aspectRatio, RATIOS), ...(seed !== null && { seed }) };
  const referenceImages = references.map((one, i) => ({ uri: uriOf(one), tag: tags[i] ?? '' }));
  const { value } = await api.ask({
    ...{ method: 'POST', path: '/v1/text_to_image', reads: Taken, signal: options.signal },
    json: { model: model.id, promptText, ...parameters, ...(references.length > 0 && { referenceImages }) },
  });
  const about = { referencesSent: references.length, parameters: { ...parameters, tags }, seed };
  return { id: value.id, sent: { promptSent: promptText, ...about } };
}

function uriOf(reference: LoadedReference): string {
  const uri = dataUri(reference);
  if (uri.length <= MOST_IN_URI) return uri;
  throw pictureFailed(NAME, 'invalid', {
    happened: `A reference picture (${reference.name || reference.role}) is larger than ${NAME} takes.`,
    next: 'use one of less than 3.7 MB.',
  });
}

/** 3 to 16 letters, digits and underscores, a letter first, each another. */
function tagsOf(references: readonly ReferencePicture[]): string[] {
  return references.map(({ name, role }, i) => {
    const letters = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '');
    const tag = /^[a-z]/.test(letters) ? letters : role;
    return `${tag.slice(0, 13)}_${String(i + 1)}`;
  });
}

/** Names in the prompt become tags, which is how this provider knows whom it has seen. */
function promptWith(request: PictureRequest, references: readonly ReferencePicture[], tags: readonly string[]): string {
  const label = (i: number) => `@${tags[i] ?? ''}`;
  const meanings = fullPrompt({ ...request, prompt: '' }, references, label, { takesNegative: false });
  const prompt = references.reduce((text, { name, role }, i) => {
    if (role !== 'character' || name.trim() === '') return text;
    const word = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return text.replace(new RegExp(`(?<![\\p{L}\\p{N}@])${word}(?![\\p{L}\\p{N}])`, 'giu'), label(i));
  }, request.prompt);
  const room = MOST_WORDS - meanings.length;
  return `${prompt.length > room ? `${prompt.slice(0, room - 2).replace(/\s\S*$/, '')} …` : prompt}${meanings}`;
}

async function look(
  api: Api,
  { model }: ProviderAccount,
  { id, sent }: z.infer<typeof Handle>,
  signal: AbortSignal,
): Promise<PictureStatus> {
  const asked = await api.find({ method: 'GET', path: taskAt(id), reads: Task, signal });
  const { status, progress, output, failureCode, cost } = asked?.value ?? { status: 'CANCELLED' };
  if (status === 'CANCELLED') return { state: 'unknown' };
  if (status === 'FAILED') return failureOf(failureCode ?? '');
  // Busy there is no 429: an order that waits for others of the same account is THROTTLED.
  if (status !== 'SUCCEEDED') return { state: 'running', progress: Math.min(Math.max(progress ?? 0, 0), 1) };
  const url = output?.[0];
  if (url === undefined) throw notUnderstood(NAME);
  const about = { model: { id: model.id, version: model.id }, requestId: id };
  const dollars = cost ? cost.credits * DOLLARS_PER_CREDIT : (model.price ?? 0);
  return { state: 'done', picture: { ...(await api.download(url, signal)), ...sent, ...about, cost: dollars } };
}

/** What may be tried again is what failed inside; its codes are for diagnosis, not for people. */
function failureOf(code: string): PictureStatus {
  if (/(^|\.)SAFETY(\.|$)/.test(code)) return pictureFailed(NAME, 'moderated').failure;
  if (code.startsWith('ASSET.') || code.startsWith('INPUT')) return pictureFailed(NAME, 'invalid').failure;
  return pictureFailed(NAME, 'provider', { happened: `${NAME} could not make this picture.` }).failure;
}
