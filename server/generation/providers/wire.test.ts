import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { make, reference, request } from '#tests/contract/generation-provider.contract.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeBfl } from '#tests/mocks/fake-bfl.ts';
import { startFakeComfyUi } from '#tests/mocks/fake-comfyui.ts';
import { startFakeFal } from '#tests/mocks/fake-fal.ts';
import { startFakeGemini } from '#tests/mocks/fake-gemini.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { startFakeRunway } from '#tests/mocks/fake-runway.ts';
import { startFakeSdapi } from '#tests/mocks/fake-sdapi.ts';
import { startCanary } from '#tests/setup/canary.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { structuresOf, type PictureModel, type ProviderKind } from '../provider-kind.ts';
import type { GenerationProvider, MadePicture, PictureRequest } from '../provider.ts';
import { pictureModel } from './api/known-model.ts';
import { bfl } from './bfl.ts';
import { comfyUi } from './comfyui.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { PROVIDER_KINDS } from './kinds.ts';
import { openAi, openAiCompatible } from './openai-images.ts';
import { runway } from './runway.ts';
import { sdapi } from './sdapi.ts';

const key = 'sk-canary-4711';
const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function started<Fake extends { close(): unknown }>(starting: Promise<Fake>): Promise<Fake> {
  const fake = await starting;
  open.push(fake);
  return fake;
}

function account(kind: ProviderKind, address: URL, model: PictureModel): GenerationProvider {
  const tools = { clock: { now: () => 0 }, allowedHosts: [address.host], pollEveryMs: 1 };
  return kind.create({ key, baseUrl: address.href, model }, tools);
}

const named = (kind: ProviderKind, id: string) => kind.models.find((model) => model.id === id)!;

async function madeBy(provider: GenerationProvider, wanted: Partial<PictureRequest> = {}): Promise<MadePicture> {
  const end = await make(provider, request(wanted));
  if (end.state !== 'done') throw new Error(JSON.stringify(end));
  return end.picture;
}

async function serve(answer: (response: ServerResponse) => void): Promise<URL> {
  const server = createServer((_, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: () => server.close().closeAllConnections() });
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

test.each([
  ['90', 90_000],
  ['Thu, 01 Jan 1970 00:02:00 GMT', 120_000],
  ['999999', 3_600_000],
  ['soon', undefined],
])('a provider that wants to be left alone for “%s” says %d milliseconds', async (said, ms) => {
  const address = await serve((response) => void response.writeHead(503, { 'retry-after': said }).end());
  const end = await make(account(fal, address, named(fal, 'fal-ai/flux/dev')));
  expect(end).toMatchObject({ kind: 'provider', retryable: true, ...(ms && { retryAfterMs: ms }) });
  expect('retryAfterMs' in end).toBe(ms !== undefined);
});

const nothing = () => Promise.reject(new Error('no reference was asked for'));
const wide = { brief: { ...request().brief, aspectRatio: 2.39 } };
const fieldsOf = ({ orders }: FakeProvider) => orders.at(-1)?.fields ?? {};

test('every provider is offered once, and has an address or asks for one', () => {
  const ids = PROVIDER_KINDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(8);
  for (const { baseUrl, needsKey, models } of PROVIDER_KINDS) {
    expect(baseUrl === null ? models : baseUrl).toEqual(baseUrl === null ? [] : expect.stringMatching(/^https:/));
    expect(needsKey).toBe(baseUrl !== null);
  }
});

describe('OpenAI', () => {
  test('the first generation gets one of its three sizes, the second the film’s own shape', async () => {
    const fake = await started(startFakeOpenAi({ key }));
    await madeBy(account(openAi, fake.address, named(openAi, 'gpt-image-1.5')), wide);
    expect(fieldsOf(fake)).toMatchObject({ model: 'gpt-image-1.5', size: '1536x1024' });
    await madeBy(account(openAi, fake.address, named(openAi, 'gpt-image-2.6-flare')), wide);
    expect(fieldsOf(fake)).toMatchObject({ size: '1920x800' });
  });

  test('a line feed in a prompt goes over as it was, with pictures and without', async () => {
    const fake = await started(startFakeOpenAi({ key }));
    const provider = account(openAi, fake.address, openAi.models[0]!);
    await madeBy(provider, { prompt: 'A\nB' });
    expect(fake.orders[0]?.prompt).toBe('A\nB');
    const { promptSent } = await madeBy(provider, { prompt: 'A\nB', references: [reference('a1')] });
    expect(fake.orders[1]?.prompt).toBe(promptSent);
  });

  test('faces are kept by models that have to be told so, and others are not told', async () => {
    const fake = await started(startFakeOpenAi({ key }));
    const references = [reference('a1')];
    for (const id of ['gpt-image-1', 'gpt-image-1.5', 'gpt-image-1-mini', 'gpt-image-2.6-flare']) {
      await madeBy(account(openAi, fake.address, pictureModel(id, id, { references: 1 })), { references });
    }
    expect(fake.orders.map(({ fields }) => fields['input_fidelity'])).toEqual(['high', 'high', undefined, undefined]);
  });

  test('other servers are told to send the picture itself, and get seed and what should not be seen', async () => {
    const fake = await started(startFakeOpenAi({ key, byUrl: true }));
    const model = pictureModel('flux-house', 'Flux', { takesSeed: true, takesNegative: true });
    await madeBy(account(openAiCompatible, fake.address, model), { seed: 5, negative: 'rain' });
    expect(fieldsOf(fake)).toMatchObject({ response_format: 'b64_json', seed: 5, negative_prompt: 'rain' });
  });
});

describe('Gemini', () => {
  test('each picture stands behind what it is for, and the model says which version it was', async () => {
    const fake = await started(startFakeGemini({ key }));
    const references = [reference('a1', 'character', 'ANNA'), reference('a2', 'style', '')];
    const picture = await madeBy(account(gemini, fake.address, gemini.models[0]!), { ...wide, references });
    const { contents, generationConfig } = fieldsOf(fake) as {
      contents: [{ parts: { text?: string; inlineData?: unknown }[] }];
      generationConfig: unknown;
    };
    const parts = contents[0].parts.map(({ text }) => text ?? 'picture');
    expect(parts).toEqual([
      ...['This picture shows ANNA: the same face, hair and clothes.', 'picture'],
      ...['This picture shows how it is drawn, not what is in it.', 'picture'],
      'A lighthouse at dusk. Anna waits.',
    ]);
    expect(generationConfig).toMatchObject({ imageConfig: { aspectRatio: '21:9' } });
    expect(picture.model).toEqual({ id: 'gemini-3.1-flash-image', version: 'gemini-3.1-flash-image-001' });
    expect(picture.requestId).toBe('resp-1');
  });

  test('words that it refuses before it draws are refused in words', async () => {
    const fake = await started(startFakeGemini({ key }));
    fake.mood = 'moderated';
    const provider = account(gemini, fake.address, gemini.models[0]!);
    expect(await make(provider, request({ prompt: 'Something forbidden.' }))).toMatchObject({ kind: 'moderated' });
  });
});

describe('fal', () => {
  test('who somebody is goes where the model has a place for it, and references to the endpoint that takes them', async () => {
    const fake = await started(startFakeFal({ key }));
    const references = [reference('a1')];
    await madeBy(account(fal, fake.address, named(fal, 'fal-ai/ideogram/character')), { references });
    expect(Object.keys(fieldsOf(fake))).toContain('reference_image_urls');
    await madeBy(account(fal, fake.address, named(fal, 'fal-ai/flux-pro/kontext')), { references });
    expect(fieldsOf(fake)).toMatchObject({ image_url: expect.stringMatching(/^data:image\/png;base64,/) as string });
    expect(fieldsOf(fake)).toHaveProperty('aspect_ratio', '16:9');
  });

  test('a seed that it chose itself is in the record', async () => {
    const fake = await started(startFakeFal({ key }));
    const { seed } = await madeBy(account(fal, fake.address, named(fal, 'fal-ai/flux-2-pro')));
    expect(seed).toBe(42);
  });
});

test.each([
  { kind: fal, model: 'fal-ai/flux/dev', field: 'status_url' },
  { kind: bfl, model: 'flux-2-pro', field: 'polling_url' },
])('$model: an answer that names another host to ask at does not get the key there', async ({ kind, model, field }) => {
  const bird = await started(startCanary());
  const address = await serve((response) => {
    const ours = { status_url: '/', response_url: '/', cancel_url: '/', [field]: bird.address };
    response.end(JSON.stringify({ id: '7', request_id: '7', ...ours }));
  });
  // Not that the address is in the house: that nobody but the account's own host is asked with the key.
  expect(await make(account(kind, address, named(kind, model)))).toMatchObject({ kind: 'provider' });
  expect(bird.asked()).toBe(0);
});

describe('Black Forest Labs', () => {
  test('what a picture cost is what it says, in dollars', async () => {
    const fake = await started(startFakeBfl({ key }));
    const picture = await madeBy(account(bfl, fake.address, bfl.models[0]!));
    expect([picture.cost, picture.seed]).toEqual([0.045, 42]);
  });

  test('Kontext gets a ratio, FLUX.2 pixels', async () => {
    const fake = await started(startFakeBfl({ key }));
    await madeBy(account(bfl, fake.address, named(bfl, 'flux-kontext-pro')), wide);
    expect(fieldsOf(fake)).toMatchObject({ aspect_ratio: '21:9' });
    await madeBy(account(bfl, fake.address, named(bfl, 'flux-2-max')), wide);
    expect(fieldsOf(fake)).toMatchObject({ width: 1920, height: 800 });
  });

  test('words that it refuses before it draws are refused in words', async () => {
    const fake = await started(startFakeBfl({ key }));
    fake.mood = 'moderated';
    const provider = account(bfl, fake.address, bfl.models[0]!);
    expect(await make(provider, request({ prompt: 'Something forbidden.' }))).toMatchObject({ kind: 'moderated' });
  });
});

describe('Runway', () => {
  test('names become the tags of their pictures, and the rest is said', async () => {
    const fake = await started(startFakeRunway({ key }));
    const references = [reference('a1', 'character', 'ÉVA 2'), reference('a2', 'structure', '')];
    const prompt = 'Éva 2 waits; ÉVA 2’s coat, not Éva 21’s.';
    const picture = await madeBy(account(runway, fake.address, runway.models[0]!), { prompt, references });
    expect(picture.promptSent.split('\n')).toEqual([
      '@eva2_1 waits; @eva2_1’s coat, not Éva 21’s.',
      '@eva2_1 shows ÉVA 2: the same face, hair and clothes.',
      '@structure_2 shows the framing and where everything stands: keep that, not its look.',
    ]);
    expect(picture.cost).toBe(0.08);
  });

  test('a prompt that is too long is cut, not what the pictures are for', async () => {
    const fake = await started(startFakeRunway({ key }));
    const references = [reference('a1')];
    const prompt = 'A lighthouse at dusk. '.repeat(90);
    const { promptSent } = await madeBy(account(runway, fake.address, runway.models[0]!), { prompt, references });
    expect(promptSent.length).toBeLessThanOrEqual(1000);
    expect(promptSent).toMatch(/ …\n@anna_1 shows ANNA/);
  });

  test('a reference is asked for in a size that it takes, and goes in that size', async () => {
    const fake = await started(startFakeRunway({ key }));
    const provider = account(runway, fake.address, runway.models[0]!);
    const read = (_: AssetHash, most = 0) => Promise.resolve({ bytes: new Uint8Array(most), mime: 'image/webp' });
    const { signal } = new AbortController();
    await provider.submit(request({ references: [reference('a1')] }), {
      ...{ key: 'job', read, signal, onProgress: () => undefined },
    });
    const [sent] = fake.orders[0]!.references;
    expect(sent!.length).toBeGreaterThan(3_900_000);
  });

  test('a reference that is too large for it is said before anything is sent', async () => {
    const fake = await started(startFakeRunway({ key }));
    const provider = account(runway, fake.address, runway.models[0]!);
    const read = (_: AssetHash) => Promise.resolve({ bytes: new Uint8Array(4_000_000), mime: 'image/png' });
    const { signal } = new AbortController();
    const submitted = provider.submit(request({ references: [reference('a1')] }), {
      ...{ key: 'job', read, signal, onProgress: () => undefined },
    });
    await expect(submitted).rejects.toThrow('A reference picture (ANNA) is larger than Runway takes.');
    expect(fake.orders).toEqual([]);
  });
});

test('as many references as Gemini takes are small enough for its 20 MB together', async () => {
  const fake = await started(startFakeGemini({ key }));
  const { address } = fake;
  const provider = account(gemini, address, gemini.models[0]!);
  const asked: number[] = [];
  const read = (_: AssetHash, most = Infinity) => {
    asked.push(most);
    return Promise.resolve({ bytes: new Uint8Array(9), mime: 'image/webp' });
  };
  const { signal } = new AbortController();
  const references = Array.from({ length: 20 }, (_, i) => reference(String(i)));
  await provider.submit(request({ references }), { key: 'job', read, signal, onProgress: () => undefined });
  expect(asked).toHaveLength(14);
  const inAll = asked.reduce((sum, most) => sum + (most * 4) / 3, 0);
  expect(inAll).toBeLessThan(20 * 1024 * 1024);
  expect(inAll).toBeGreaterThan(18 * 1024 * 1024);
});

test('an order that is not done within an hour is called off, and people are told', async () => {
  const fake = await started(startFakeRunway({ key }));
  fake.mood = 'busy';
  let now = 0;
  const { address } = fake;
  const tools = { clock: { now: () => now }, allowedHosts: [address.host], pollEveryMs: 1 };
  const provider = runway.create({ key, baseUrl: address.href, model: runway.models[0]! }, tools);
  const { signal } = new AbortController();
  const handle = await provider.submit(request(), {
    ...{ key: 'job', signal },
    read: nothing,
    onProgress: () => undefined,
  });
  now = 3_599_000;
  expect((await provider.poll(handle, signal)).state).toBe('running');
  now = 3_601_000;
  expect(await provider.poll(handle, signal)).toMatchObject({ kind: 'timeout', retryable: false });
  expect(fake.cancelled).toHaveLength(1);
});

describe('ComfyUI', () => {
  const id = 'controlnet|sdxl.safetensors|scribble.safetensors';
  const model = pictureModel(id, 'House', { takesSeed: true, takesNegative: true, references: 1 });

  test('the record holds the graph as it was sent, and the same order has the same seed', async () => {
    const seeds: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      const fake = await started(startFakeComfyUi({ key }));
      const picture = await madeBy(account(comfyUi, fake.address, model), {
        references: [reference('a1', 'structure')],
      });
      expect(picture.parameters).toEqual({ workflow: 'controlnet', graph: fieldsOf(fake)['prompt'] });
      seeds.push(picture.seed);
    }
    expect(seeds[0]).toBe(seeds[1]);
  });

  test('Kontext is told whom it is shown; models that only draw along are not', async () => {
    const fake = await started(startFakeComfyUi({ key }));
    const kontext = pictureModel('kontext|flux1.safetensors', 'Kontext', { references: 1 });
    await madeBy(account(comfyUi, fake.address, kontext), { references: [reference('a1')] });
    await madeBy(account(comfyUi, fake.address, model), { references: [reference('a1', 'structure')] });
    expect(fake.orders.map(({ prompt }) => prompt.split('\n')[1])).toEqual([
      'The reference picture shows ANNA: the same face, hair and clothes.',
      undefined,
    ]);
  });

  test('an order that comes again after its words were changed is another picture', async () => {
    const fake = await started(startFakeComfyUi({ key }));
    for (const prompt of ['A', 'A', 'B']) {
      expect((await madeBy(account(comfyUi, fake.address, model), { prompt })).promptSent).toBe(prompt);
    }
    expect(fake.orders.map(({ prompt }) => prompt)).toEqual(['A', 'B']);
  });

  test('a reference that the workflow has no use for does not leave, and the record does not say that it did', async () => {
    const fake = await started(startFakeComfyUi({ key }));
    const picture = await madeBy(account(comfyUi, fake.address, model), { references: [reference('a1', 'style')] });
    expect([picture.referencesSent, fake.orders[0]?.references]).toEqual([0, []]);
  });

  test('a picture does not go where a map belongs, nor a map where a picture does', async () => {
    const fake = await started(startFakeComfyUi({ key }));
    const poses = pictureModel('pose|sdxl.safetensors|pose.safetensors', 'Poses', { references: 1 });
    const map = { ...reference('a1', 'structure'), map: 'depth' as const };
    for (const [given, references] of [
      [poses, [reference('a1', 'structure')]],
      [poses, [map]],
      [model, [map]],
    ] as const) {
      expect((await madeBy(account(comfyUi, fake.address, given), { references })).referencesSent).toBe(0);
    }
    expect(structuresOf(comfyUi, { ...poses, takesStructure: true })).toEqual(['pose']);
    expect(structuresOf(comfyUi, { ...poses, takesStructure: false })).toEqual([]);
    expect(structuresOf(comfyUi, { ...model, takesStructure: true })).toEqual(['picture']);
  });

  test('a model of a name that stands for no workflow of ours is refused in words', async () => {
    const fake = await started(startFakeComfyUi({ key }));
    for (const name of ['{"1": {}}', 'checkpoint', 'checkpoint|a|b', '__proto__|a', 'kontext']) {
      const end = await make(account(comfyUi, fake.address, pictureModel(name, name, {})));
      expect(end, name).toMatchObject({ kind: 'invalid', retryable: false });
    }
    expect(fake.orders).toEqual([]);
  });
});

describe('A1111', () => {
  const model = pictureModel('default', 'Default', { takesSeed: true, references: 1 });
  const withKey = (address: URL) => {
    const tools = { clock: { now: () => 0 }, allowedHosts: [address.host], pollEveryMs: 1 };
    return sdapi.create({ key: 'house:canary-4711', baseUrl: address.href, model }, tools);
  };
  const options = (onProgress: (fraction: number) => void = () => undefined) => {
    const read = () => Promise.resolve({ bytes: new Uint8Array(1), mime: 'image/png' });
    return { key: 'job', onProgress, read, signal: new AbortController().signal };
  };

  test('how far the picture is comes while it is waited for', async () => {
    const fake = await started(startFakeSdapi({ key: 'house:canary-4711' }));
    fake.mood = 'busy';
    const provider = withKey(fake.address);
    const told = new Promise<number>((resolve) => void provider.submit(request(), options(resolve)));
    expect(await told).toBe(0.4);
    fake.mood = 'fine';
    expect((await provider.poll({ key: 'job' }, options().signal)).state).toBe('done');
  });

  test('somebody else’s picture is not stopped', async () => {
    const fake = await started(startFakeSdapi({ key: 'house:canary-4711' }));
    fake.mood = 'busy';
    const [mine, theirs] = [withKey(fake.address), withKey(fake.address)];
    const handle = await mine.submit(request(), options());
    await fake.until(() => fake.orders.length === 1);
    await theirs.submit(request(), { ...options(), key: 'another' });
    await fake.until(() => fake.orders.length === 2);
    // The server is at the other's now.
    await mine.cancel(handle);
    await fake.until(() => fake.cancelled.length === 1);
    expect(fake.cancelled).toEqual(['hung up']);
  });

  test('a server that can’t draw along a map of this kind says so', async () => {
    const fake = await started(startFakeSdapi({ key: 'house:canary-4711', controls: ['control_v11p_sd15_scribble'] }));
    const references = [{ ...reference('a1', 'structure'), map: 'pose' as const }];
    const end = await make(withKey(fake.address), request({ references }));
    expect(end).toMatchObject({ kind: 'invalid', retryable: false });
    expect(fake.orders).toEqual([]);
  });

  test('a server that can’t draw along a picture says so', async () => {
    const fake = await started(startFakeSdapi({ key: 'house:canary-4711', controls: ['ip-adapter_sd15'] }));
    const end = await make(withKey(fake.address), request({ references: [reference('a1', 'structure')] }));
    expect(end).toMatchObject({ kind: 'invalid', retryable: false });
    expect(fake.orders).toEqual([]);
  });

  test('a face has no place there: it does not leave, and nothing after it', async () => {
    const fake = await started(startFakeSdapi({ key: 'house:canary-4711' }));
    const references = [reference('a1'), reference('a2', 'structure')];
    const picture = await madeBy(withKey(fake.address), { references });
    expect([picture.referencesSent, fake.orders[0]?.references]).toEqual([0, []]);
    expect(picture.model.version).toBe('6ce0161689');
  });
});
