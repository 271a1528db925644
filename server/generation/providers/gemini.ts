import { z } from 'zod';
import type { MadePicture, PictureRequest, SubmitOptions } from '../provider.ts';
import type { PictureModel, ProviderAccount, ProviderKind } from '../provider-kind.ts';
import { createApi, type Api, type Explain } from './api/api.ts';
import { answersAtOnce } from './api/at-once.ts';
import { pictureFailed } from './api/failures.ts';
import { nearestShape } from './api/frame-size.ts';
import { pictureModel, seedFor } from './api/known-model.ts';
import { base64Of, fullPrompt, loadReferences, meaningOf, type LoadedReference } from './api/references.ts';

const NAME = 'Google Gemini';
const TIMEOUT_MS = 300_000;
/** A request has 20 MB with all its pictures, in base64; what is left is for words. */
const MOST_BYTES = 19 * 1024 * 1024;
const takes = { references: 14, takesSeed: true, takesStructure: true };

/** Answers with the picture; knows no idempotency key. What the seed does to pictures is not documented. */
export const gemini: ProviderKind = {
  ...{ id: 'gemini', name: NAME, baseUrl: 'https://generativelanguage.googleapis.com/v1beta', needsKey: true },
  concurrency: 4,
  models: [
    pictureModel('gemini-3.1-flash-image', 'Gemini 3.1 Flash Image', takes),
    pictureModel('gemini-3-pro-image', 'Gemini 3 Pro Image', takes),
    pictureModel('gemini-2.5-flash-image', 'Gemini 2.5 Flash Image', { ...takes, references: 3 }),
  ],
  create: (account, tools) => {
    const headers = { 'x-goog-api-key': account.key };
    const api = createApi({ name: NAME, account, tools, headers, explain });
    return {
      ...{ id: 'gemini', source: 'generated', digitalSourceType: 'trainedAlgorithmicMedia' },
      ...answersAtOnce({ make: (request, options) => make(api, account, request, options) }),
    };
  },
};

const Part = z.object({ inlineData: z.object({ mimeType: z.string(), data: z.string() }).nullish() });
const Content = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(Part).nullish() }).nullish(),
        finishReason: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  modelVersion: z.string().nullish(),
  responseId: z.string().nullish(),
});

const REFUSALS = /SAFETY|PROHIBITED|BLOCKLIST|RECITATION|SPII/;

const explain: Explain = (status, body) => {
  // A wrong key is a bad request here.
  if (body.includes('API_KEY_INVALID') || body.includes('API key not valid')) return { kind: 'key' };
  const seconds = /"retryDelay":\s*"([\d.]+)s"/.exec(body)?.[1];
  return status === 429 && seconds ? { kind: 'rate_limited', retryAfterMs: Number(seconds) * 1000 } : undefined;
};

async function make(
  api: Api,
  { model }: ProviderAccount,
  request: PictureRequest,
  options: SubmitOptions,
): Promise<MadePicture> {
  const going = Math.min(request.references.length, model.references);
  const mostBytes = Math.floor((MOST_BYTES * 3) / 4 / Math.max(1, going));
  const references = await loadReferences(request, options, model.references, mostBytes);
  const generationConfig = configOf(model, request);
  const { parts, promptSent } = partsOf(request, references);
  const { value } = await api.ask({
    ...{ method: 'POST', path: `/models/${encodeURIComponent(model.id)}:generateContent`, timeoutMs: TIMEOUT_MS },
    json: { contents: [{ role: 'user', parts }], generationConfig },
    ...{ reads: Content, signal: options.signal },
  });
  const candidate = value.candidates?.[0];
  const data = candidate?.content?.parts?.find(({ inlineData }) => inlineData)?.inlineData?.data;
  const reason = value.promptFeedback?.blockReason ?? candidate?.finishReason ?? '';
  if (data === undefined && (value.promptFeedback?.blockReason || REFUSALS.test(reason))) {
    throw pictureFailed(NAME, 'moderated');
  }
  if (data === undefined) throw pictureFailed(NAME, 'provider', { happened: `${NAME} answered without a picture.` });
  return {
    ...api.unpack(data),
    ...{ model: { id: model.id, version: value.modelVersion ?? model.id }, promptSent },
    ...{ referencesSent: references.length, parameters: generationConfig, seed: seedFor(model, request) },
    ...{ requestId: value.responseId ?? null, cost: model.price ?? 0 },
  };
}

const RATIOS = ['16:9', '21:9', '4:3', '3:2', '1:1', '5:4', '4:5', '3:4', '2:3', '9:16'] as const;

function configOf(model: PictureModel, request: PictureRequest) {
  const seed = seedFor(model, request);
  return {
    responseModalities: ['IMAGE'],
    imageConfig: { aspectRatio: nearestShape(request.brief.aspectRatio, RATIOS) },
    ...(seed !== null && { seed }),
  };
}

/** Each reference behind what it is for: the model reads parts in their order. */
function partsOf(request: PictureRequest, references: readonly LoadedReference[]) {
  const words = { text: fullPrompt(request, [], String, { takesNegative: false }) };
  const pictures = references.map(({ mime, bytes }) => ({ inlineData: { mimeType: mime, data: base64Of(bytes) } }));
  const meanings = references.map((one) => ({ text: meaningOf(one, 'This picture') }));
  return {
    parts: [...meanings.flatMap((meaning, i) => [meaning, pictures[i] ?? meaning]), words],
    promptSent: [...meanings, words].map(({ text }) => text).join('\n'),
  };
}
