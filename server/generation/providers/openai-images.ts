import { z } from 'zod';
import type { GenerationProvider, Json, MadePicture, PictureRequest, SubmitOptions } from '../provider.ts';
import type { PictureModel, ProviderAccount, ProviderKind, ProviderTools } from '../provider-kind.ts';
import { createApi, notUnderstood, type Answer, type Api, type Explain } from './api/api.ts';
import { answersAtOnce } from './api/at-once.ts';
import { nearestShape, pixelsFor } from './api/frame-size.ts';
import { pictureModel, seedFor } from './api/known-model.ts';
import type { FormPart } from './api/multipart.ts';
import { fullPrompt, loadReferences, type LoadedReference } from './api/references.ts';

const TIMEOUT_MS = 300_000;
const IMAGE_SERVER = 'the image server';
const takes = { references: 16, takesStructure: true };

/** Answers with the picture; knows no idempotency key, and takes no seed. */
export const openAi: ProviderKind = {
  ...{ id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', needsKey: true, concurrency: 4 },
  models: [
    // A dated snapshot is the only version that this API can be held to: it tells none in its answer.
    pictureModel('gpt-image-2.5-sunburst-2026-09-08', 'GPT Image 2.5 Sunburst, 8 September 2026', takes),
    pictureModel('gpt-image-2.6-sunburst', 'GPT Image 2.6 Sunburst', takes),
    pictureModel('gpt-image-2.6-flare', 'GPT Image 2.6 Flare', takes),
    pictureModel('gpt-image-1.5', 'GPT Image 1.5', takes),
  ],
  create: (account, tools) => createImagesApi('openai', 'OpenAI', account, tools),
};

/** Recraft, stable-diffusion.cpp and whoever else speaks as OpenAI does. Accounts name their models. No idempotency key. */
export const openAiCompatible: ProviderKind = {
  ...{ id: 'openai-compatible', name: 'OpenAI-compatible server', called: IMAGE_SERVER, baseUrl: null },
  ...{ needsKey: false, concurrency: 1 },
  models: [],
  create: (account, tools) => createImagesApi('openai-compatible', IMAGE_SERVER, account, tools),
};

const Images = z.object({
  data: z.tuple([
    z.object({ b64_json: z.string().nullish(), url: z.string().nullish(), revised_prompt: z.string().nullish() }),
  ]),
  size: z.string().nullish(),
  quality: z.string().nullish(),
});
type ImagesAnswer = Answer<z.infer<typeof Images>>;

function createImagesApi(id: string, name: string, account: ProviderAccount, tools: ProviderTools): GenerationProvider {
  const headers: Record<string, string> = account.key === '' ? {} : { authorization: `Bearer ${account.key}` };
  const api = createApi({ name, account, tools, headers, explain });
  return {
    ...{ id, source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
    ...answersAtOnce({ make: (request, options) => make({ api, name, account }, request, options) }),
  };
}

const explain: Explain = (_status, body) => {
  const code = /"code":\s*"(\w+)"/.exec(body)?.[1] ?? '';
  if (code === 'moderation_blocked' || code === 'content_policy_violation') return { kind: 'moderated' };
  // It says 429 to this too, and no patience helps.
  if (code === 'insufficient_quota' || code === 'billing_hard_limit_reached') return { kind: 'quota' };
  return undefined;
};

interface Maker {
  readonly api: Api;
  readonly name: string;
  readonly account: ProviderAccount;
}

async function make(maker: Maker, request: PictureRequest, options: SubmitOptions): Promise<MadePicture> {
  const { api, account, name } = maker;
  const { model } = account;
  const references = await loadReferences(request, options, model.references);
  const prompt = fullPrompt(request, references, (i) => `Image ${String(i + 1)}`, model);
  const fields = { ...fieldsOf(model, request, prompt), ...(references.length > 0 && keepFaces(model)) };
  const { value, headers } = await ask(api, fields, references, options.signal);
  const [image] = value.data;
  const file = image.b64_json
    ? api.unpack(image.b64_json)
    : image.url
      ? await api.download(image.url, options.signal)
      : null;
  if (!file) throw notUnderstood(name);
  const { prompt: _sent, model: _model, ...parameters } = fields;
  const { revised_prompt: revised } = image;
  const requestId = headers['x-request-id'];
  return {
    ...file,
    ...{ model: { id: model.id, version: model.id }, promptSent: prompt, referencesSent: references.length },
    parameters: { ...parameters, ...(revised && { revisedPrompt: revised }), ...said(value) },
    seed: seedFor(model, request),
    ...{ requestId: typeof requestId === 'string' ? requestId : null, cost: model.price ?? 0 },
  };
}

function said({ size, quality }: z.infer<typeof Images>): Record<string, Json> {
  return { ...(size && { sizeMade: size }), ...(quality && { quality }) };
}

function fieldsOf(model: PictureModel, request: PictureRequest, prompt: string) {
  const { brief, negative } = request;
  const seed = seedFor(model, request);
  return {
    ...{ model: model.id, prompt, n: 1, size: sizeFor(model, brief.aspectRatio) },
    // What is OpenAI's own refuses to be told that it answers so; others send an address unless they are told.
    ...(!isOpenAis(model) && { response_format: 'b64_json' }),
    ...(seed !== null && { seed }),
    ...(model.takesNegative && negative !== '' && { negative_prompt: negative }),
  };
}

/** The second generation always does, and the smallest of the first can't: told so, both refuse. */
function keepFaces({ id }: PictureModel) {
  return /^gpt-image-1(\.\d+)?(-\d|$)/.test(id) ? { input_fidelity: 'high' } : {};
}

function isOpenAis({ id }: PictureModel): boolean {
  return /^(gpt|chatgpt)-image/.test(id);
}

/** The first generation knows three sizes, the second any in steps of 16; models at home mostly think in steps of 64. */
function sizeFor(model: PictureModel, aspectRatio: number): string {
  if (/^gpt-image-1(\D|$)/.test(model.id)) return nearestShape(aspectRatio, ['1536x1024', '1024x1024', '1024x1536']);
  const { width, height } = pixelsFor(aspectRatio, isOpenAis(model) ? LARGE : SMALL);
  return `${String(width)}x${String(height)}`;
}

const LARGE = { area: 1_500_000, step: 16 };
const SMALL = { area: 1_000_000, step: 64 };

async function ask(
  api: Api,
  fields: Readonly<Record<string, string | number>>,
  references: readonly LoadedReference[],
  signal: AbortSignal,
): Promise<ImagesAnswer> {
  const common = { method: 'POST', reads: Images, signal, timeoutMs: TIMEOUT_MS } as const;
  if (references.length === 0) return api.ask({ ...common, path: '/images/generations', json: fields });
  const form = Object.entries(fields).map(([name, value]): FormPart => ({ name, value: String(value) }));
  const files = references.map(({ bytes, mime }, i): FormPart => {
    return {
      name: 'image[]',
      value: { bytes, mime, fileName: `reference-${String(i + 1)}.${mime.replace('image/', '')}` },
    };
  });
  return api.ask({ ...common, path: '/images/edits', form: [...form, ...files] });
}
