import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { STRUCTURES, type Structure } from '#shared/shots/index.ts';
import type { Json, MadePicture, PictureRequest, SubmitOptions } from '../provider.ts';
import type { ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, type Api } from './api/api.ts';
import { answersAtOnce } from './api/at-once.ts';
import { pictureFailed } from './api/failures.ts';
import { pixelsFor } from './api/frame-size.ts';
import { seedFor } from './api/known-model.ts';
import type { AdapterTools } from './api/on-order.ts';
import { base64Of, fullPrompt, loadReferences, type LoadedReference } from './api/references.ts';

const NAME = 'Stable Diffusion WebUI';
/** Its own queue is before the picture. */
const TIMEOUT_MS = 1_800_000;
const STEPS = 28;

/**
 * A1111, Forge and what speaks as they do, in the house. Answers with the picture and tells how far it is; can be called
 * off; knows no idempotency key. The account's key is `user:password` where the server was started with one.
 */
export const sdapi: ProviderKind = {
  ...{ id: 'sdapi', name: NAME, baseUrl: null, needsKey: false, concurrency: 1 },
  // Accounts name the checkpoint, or `default` for the one that is loaded.
  models: [],
  // Of each it has whatever ControlNet model somebody has put there.
  structuresOf: () => STRUCTURES,
  create: (account, tools) => {
    const basic = Buffer.from(account.key).toString('base64');
    const headers: Record<string, string> = account.key === '' ? {} : { authorization: `Basic ${basic}` };
    const api = createApi({ name: NAME, account, tools, headers });
    return {
      ...{ id: 'sdapi', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...answersAtOnce({
        make: (request, options) => make({ api, account, tools }, request, options),
        callOff: (key) => callOff(api, key),
      }),
    };
  },
};

const Made = z.object({ images: z.tuple([z.string()]).rest(z.string()), info: z.string() });
/** A text with JSON in it. */
const Info = z.object({
  seed: z.number().nullish(),
  sd_model_name: z.string().nullish(),
  sd_model_hash: z.string().nullish(),
  sampler_name: z.string().nullish(),
});
const Progress = z.object({ progress: z.number(), current_task: z.string().nullish() });
const ControlModels = z.object({ model_list: z.array(z.string()) });

interface Maker {
  readonly api: Api;
  readonly account: ProviderAccount;
  readonly tools: AdapterTools;
}

async function make(maker: Maker, request: PictureRequest, options: SubmitOptions): Promise<MadePicture> {
  const { api, account } = maker;
  const { model } = account;
  // It has one place for a picture, and none for who somebody is: what comes after a face has to stay too.
  const isUsed = ['structure', 'source'].includes(request.references[0]?.role ?? '');
  const [reference] = await loadReferences(request, options, isUsed ? Math.min(model.references, 1) : 0);
  const prompt = fullPrompt(request, [], String, model);
  const parameters = parametersOf(maker, request);
  const picture = reference ? await placeOf(api, reference, options.signal) : {};
  const path = 'init_images' in picture ? '/sdapi/v1/img2img' : '/sdapi/v1/txt2img';
  const json = { ...parameters, ...picture, prompt, force_task_id: options.key, send_images: true, save_images: false };
  const value = await withProgress(maker, options, async () => {
    const asked = { method: 'POST', path, json, reads: Made, signal: options.signal, timeoutMs: TIMEOUT_MS } as const;
    return (await api.ask(asked)).value;
  });
  const info = infoIn(value.info);
  const version = info.sd_model_hash ?? info.sd_model_name ?? model.id;
  return {
    ...api.unpack(value.images[0]),
    ...{ model: { id: model.id, version }, promptSent: prompt, referencesSent: reference ? 1 : 0 },
    parameters: { ...parameters, ...(info.sampler_name && { sampler: info.sampler_name }) },
    ...{ seed: model.takesSeed ? (info.seed ?? request.seed) : null, requestId: options.key, cost: model.price ?? 0 },
  };
}

function infoIn(text: string): z.infer<typeof Info> {
  try {
    return Info.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

function parametersOf({ account: { model } }: Maker, request: PictureRequest) {
  return {
    ...(model.takesNegative && { negative_prompt: request.negative }),
    ...{ seed: seedFor(model, request) ?? -1, steps: STEPS, cfg_scale: 6, n_iter: 1, batch_size: 1 },
    ...pixelsFor(request.brief.aspectRatio, { area: 800_000, step: 64 }),
    ...(model.id !== 'default' && {
      ...{ override_settings: { sd_model_checkpoint: model.id }, override_settings_restore_afterwards: false },
    }),
  };
}

/** A picture to go on from is where drawing begins; one for the structure goes to ControlNet, which draws along it. */
async function placeOf(
  api: Api,
  { role, bytes, map }: LoadedReference,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Json>>> {
  const image = base64Of(bytes);
  if (role === 'source') return { init_images: [image], denoising_strength: 0.6 };
  const unit = { enabled: true, image, weight: 0.8, guidance_end: 0.8, pixel_perfect: true };
  return {
    alwayson_scripts: { controlnet: { args: [{ ...unit, ...(await controlModel(api, map ?? 'picture', signal)) }] } },
  };
}

interface Control {
  /** What a model of this kind has in its name. */
  readonly says: RegExp;
  /** What makes its map of a picture; none where the picture is one. */
  readonly module: string;
}

/** For drawings first: what comes from the built-in artist and from hands is one. */
const CONTROLS: Readonly<Record<Structure, readonly Control[]>> = {
  picture: [
    { says: /scribble/i, module: 'scribble_pidinet' },
    { says: /lineart/i, module: 'lineart_realistic' },
    { says: /canny/i, module: 'canny' },
    { says: /depth/i, module: 'depth_midas' },
  ],
  depth: [{ says: /depth/i, module: 'none' }],
  pose: [{ says: /openpose|pose/i, module: 'none' }],
  normal: [{ says: /normal/i, module: 'none' }],
};

async function controlModel(api: Api, structure: Structure, signal: AbortSignal) {
  const path = '/controlnet/model_list';
  const found = await api.find({ method: 'GET', path, reads: ControlModels, signal });
  for (const { says, module } of CONTROLS[structure]) {
    const model = found?.value.model_list.find((name) => says.test(name));
    if (model !== undefined) return { model, module };
  }
  throw pictureFailed(NAME, 'invalid', {
    happened: `${NAME} has no ControlNet model that could draw along ${ALONG[structure]}.`,
    next: 'choose another way to say where everything stands, or install one there.',
  });
}

const ALONG: Readonly<Record<Structure, string>> = {
  ...{ picture: 'a reference picture', depth: 'a depth map', pose: 'poses', normal: 'a normal map' },
};

/** Tells how far the picture is while it is waited for. What goes wrong with that is no reason to fail. */
async function withProgress<T>({ api, tools }: Maker, options: SubmitOptions, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, options.signal]);
  const watch = async () => {
    while (!signal.aborted) {
      const progress = await progressOf(api, options.key, signal).catch(() => null);
      if (progress !== null) options.onProgress(progress);
      await sleep(tools.pollEveryMs ?? 1000, undefined, { signal }).catch(() => undefined);
    }
  };
  void watch();
  return work().finally(() => done.abort());
}

/** 0 to 1; null when it is at another picture. */
async function progressOf(api: Api, key: string, signal: AbortSignal): Promise<number | null> {
  const path = '/sdapi/v1/progress?skip_current_image=true';
  const { value } = await api.ask({ method: 'GET', path, reads: Progress, signal });
  return value.current_task === key ? Math.min(Math.max(value.progress, 0), 1) : null;
}

/** It stops whatever it is at, whoever that is for: it is told only when it says that this is ours. */
async function callOff(api: Api, key: string): Promise<void> {
  const { signal } = new AbortController();
  if ((await progressOf(api, key, signal)) === null) return;
  await api.ask({ method: 'POST', path: '/sdapi/v1/interrupt', json: {}, reads: z.unknown(), signal });
}
