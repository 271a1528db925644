import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { AssetHash } from '#shared/lib/ids.ts';
import { STRUCTURE_MAPS } from '#shared/shots/index.ts';
import type { ReferencePicture } from '#shared/storyboard/index.ts';
import {
  PictureFailed,
  structuresOf,
  type FailedPicture,
  type GenerationProvider,
  type Json,
  type PictureModel,
  type PictureRequest,
  type PictureStatus,
  type ProviderKind,
} from '#server/generation/index.ts';
import { PICTURE, type FakeProvider, type Mood } from '#tests/mocks/fake-api.ts';
import { startCanary } from '#tests/setup/canary.ts';

export interface ProviderCase {
  readonly kind: ProviderKind;
  readonly model: PictureModel;
  readonly start: (key: string) => Promise<FakeProvider>;
  /** A key that its API can have. */
  readonly key: string;
  /** Whether what was begun can be asked after by another process. */
  readonly survives: boolean;
  /** Whether the picture comes from an address of its own, which can be dead. */
  readonly byUrl: boolean;
  /** Whether its API says no to what it does not want to show, and can be out of credit. */
  readonly judges: boolean;
  /** Whether its API can call off what it has begun. */
  readonly cancels: boolean;
  /** Whether the API knows an order again by its key. */
  readonly idempotent: boolean;
  /** In the order and roles that the model has a use for. */
  readonly references: readonly ReferencePicture[];
}

const pause = { pollEveryMs: 1 };
const JOB = '0199f7a2-6d1c-7c33-9a51-0242ac120002';

/** What every provider promises, whatever its API is like. */
export function generationProviderContract(title: string, given: ProviderCase): void {
  const { kind, model, key } = given;
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  const start = async (mood: Mood = 'fine') => {
    const fake = await given.start(key);
    open.push(() => fake.close());
    fake.mood = mood;
    return { fake, provider: connect(fake) };
  };
  const connect = ({ address }: FakeProvider, withKey = key) =>
    kind.create(
      { key: withKey, baseUrl: address.href, model },
      { clock: { now: () => 1_000 }, allowedHosts: [address.host], ...pause },
    );
  const failureIn = async (mood: Mood): Promise<{ failure: FailedPicture; fake: FakeProvider }> => {
    const { fake, provider } = await start(mood);
    const end = await make(provider);
    expect(inspect(end, { depth: 9 })).not.toContain(key);
    expect(end.state).toBe('failed');
    return { failure: end as FailedPicture, fake };
  };

  describe(title, () => {
    test('a picture comes back with what its record has to tell', async () => {
      const { fake, provider } = await start();
      const handle = await provider.submit(request({ seed: 7 }), options());
      const end = await follow(provider, handle);
      if (end.state !== 'done') throw new Error(inspect(end));
      const { picture } = end;
      expect(Buffer.from(picture.bytes).equals(PICTURE)).toBe(true);
      expect(picture).toMatchObject({ mime: 'image/png', width: 64, height: 36, referencesSent: 0 });
      expect(picture.model.id).toBe(model.id);
      expect(picture.promptSent).toContain('A lighthouse');
      expect(fake.orders.map(({ prompt }) => prompt)).toEqual([picture.promptSent]);
      expect([fake.orders[0]?.seed, picture.seed]).toEqual(model.takesSeed ? [7, 7] : [null, null]);
      expect(provider.source).toBe('generated');
      // What is kept: the handle between two processes, the picture's record for good.
      expect(JSON.parse(JSON.stringify(handle))).toEqual(handle);
      const { bytes: _bytes, ...record } = picture;
      expect(inspect({ handle, record }, { depth: 9 })).not.toContain(key);
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
      expect(fake.leaks).toEqual([]);
    });

    test('what should not be seen is said where the API has a place for it, else in the prompt', async () => {
      const { fake, provider } = await start();
      await make(provider, request({ negative: 'umbrellas' }));
      const [order] = fake.orders;
      if (model.takesNegative) expect(order?.negative).toContain('umbrellas');
      else expect(order?.prompt).toContain('umbrellas');
    });

    test('references go along, in their order and no more than the model takes', async () => {
      const { fake, provider } = await start();
      const references = [...given.references, ...Array.from({ length: 20 }, (_, i) => reference(`${String(i)}c`))];
      const end = await make(provider, request({ references }));
      if (end.state !== 'done') throw new Error(inspect(end));
      const { referencesSent } = end.picture;
      const sent = fake.orders[0]?.references ?? [];
      expect(referencesSent).toBe(model.references);
      expect(sent.map(String)).toEqual(references.slice(0, referencesSent).map(({ asset }) => String(bytesOf(asset))));
      expect(fake.orders[0]?.prompt).toBe(end.picture.promptSent);
    });

    test('a map that the model is said to take goes to what draws along such maps, as it is', async () => {
      for (const map of STRUCTURE_MAPS.filter((each) => structuresOf(kind, model).includes(each))) {
        const { fake, provider } = await start();
        const structure = { ...reference('d1', 'structure', ''), map };
        const end = await make(provider, request({ references: [structure, reference('a1')] }));
        if (end.state !== 'done') throw new Error(inspect(end));
        expect(end.picture.referencesSent).toBe(1);
        const [guide, ...more] = fake.orders[0]?.guides ?? [];
        expect(String(guide?.picture)).toBe(String(bytesOf(structure.asset)));
        expect(guide?.by.toLowerCase()).toContain(map);
        // Whoever would make a map of it would make one of a map.
        expect([null, 'none']).toContain(guide?.as);
        expect(more).toEqual([]);
        expect(fake.orders[0]?.prompt).not.toContain('framing');
      }
    });

    test('a refusal is told to people as one, and is not tried again', async () => {
      if (!given.judges) return;
      const { failure } = await failureIn('moderated');
      expect(failure).toMatchObject({ kind: 'moderated', retryable: false });
      expect(failure.message).toMatch(/against its rules.*The panel is as it was/);
    });

    test('an account without credit is told to people as one, and is not tried again', async () => {
      if (!given.judges) return;
      expect((await failureIn('no_credit')).failure).toMatchObject({ kind: 'quota', retryable: false });
    });

    test('a provider that is asked too much says for how long it wants to be left alone', async () => {
      const { failure, fake } = await failureIn('rate_limited');
      expect(failure).toMatchObject({ kind: 'rate_limited', retryable: true, retryAfterMs: 7000 });
      expect(fake.orders).toEqual([]);
    });

    test('a provider in trouble may do better another time', async () => {
      expect((await failureIn('in_trouble')).failure).toMatchObject({ kind: 'provider', retryable: true });
    });

    test('half an answer is a failure in words', async () => {
      const { failure } = await failureIn('broken_json');
      expect(failure).toMatchObject({ kind: 'provider', retryable: true });
      expect(failure.message).toContain('was not understood');
    });

    test('an answer without end is cut off', async () => {
      const { failure } = await failureIn('huge');
      expect(failure).toMatchObject({ kind: 'provider', retryable: false });
      expect(failure.message).toContain('more than a picture can be');
    });

    test('what calls itself a picture and is none is no picture', async () => {
      expect((await failureIn('wrong_type')).failure.message).toContain('is no picture');
    });

    test('a picture that is gone before it is fetched is a failure in words', async () => {
      if (!given.byUrl) return;
      const { failure, fake } = await failureIn('expired');
      expect(failure).toMatchObject({ kind: 'provider', retryable: true });
      expect(failure.message).toContain('no longer where');
      expect(fake.leaks).toEqual([]);
    });

    test('a picture’s address that leads into the house is not followed', async () => {
      if (!given.byUrl) return;
      const bird = await startCanary();
      open.push(() => bird.close());
      const { fake, provider } = await start('luring');
      fake.lure = bird.address;
      expect(await make(provider)).toMatchObject({ state: 'failed', retryable: false });
      expect(bird.asked()).toBe(0);
    });

    test('a wrong key is told to people as one, without the key', async () => {
      const { fake } = await start();
      const wrong = key.replace('canary', 'canard');
      if (wrong === key) return;
      const end = await make(connect(fake, wrong));
      expect(end).toMatchObject({ kind: 'key', retryable: false });
      expect(inspect(end)).not.toContain(wrong);
      expect(fake.orders).toEqual([]);
    });

    test('a server of the house that is not allowed is not spoken to', async () => {
      const { fake } = await start();
      const account = { key, baseUrl: fake.address.href, model };
      const end = await make(kind.create(account, { clock: { now: () => 0 }, allowedHosts: ['127.0.0.1:1'] }));
      expect(end).toMatchObject({ state: 'failed', kind: 'invalid', retryable: false });
      expect(fake.orders).toEqual([]);
    });

    test('who calls a picture off has it called off there', async () => {
      if (!given.cancels) return;
      const { fake, provider } = await start('busy');
      const handle = await provider.submit(request(), options());
      await fake.until(() => fake.orders.length === 1);
      await provider.cancel(handle);
      await fake.until(() => fake.cancelled.length > 0);
      // Once more, when it is over, is no mistake.
      await provider.cancel(handle);
    });

    test('who listens no more gets the reason, and at once', async () => {
      const { fake, provider } = await start('busy');
      const stop = new AbortController();
      const handle = await provider.submit(request(), options(stop.signal));
      await fake.until(() => fake.orders.length === 1);
      const end = follow(provider, handle, stop.signal);
      stop.abort(new Error('the server stops'));
      await expect(end).rejects.toThrow('the server stops');
    });

    test('another process finds the picture by its handle, or knows that it has to ask anew', async () => {
      const { fake, provider } = await start('busy');
      const stop = new AbortController();
      const handle = await provider.submit(request(), options(stop.signal));
      await fake.until(() => fake.orders.length === 1);
      stop.abort(new Error('killed'));
      const kept = JSON.parse(JSON.stringify(handle)) as Json;
      fake.mood = 'fine';
      const end = await follow(connect(fake), kept);
      expect(end.state).toBe(given.survives ? 'done' : 'unknown');
      expect(fake.orders).toHaveLength(1);
    });

    test('what is no handle is unknown', async () => {
      const { provider } = await start();
      for (const handle of [null, {}, { key: 'nobody’s' }, 'x', { id: 'nobody’s', place: '/' }]) {
        expect(await follow(provider, handle)).toEqual({ state: 'unknown' });
        await provider.cancel(handle);
      }
    });

    test('a question that goes wrong does not cost the picture that is being made', async () => {
      if (!given.survives) return;
      const { fake, provider } = await start('hiccup');
      expect((await make(provider)).state).toBe('done');
      expect(fake.orders).toHaveLength(1);
    });

    test('an order that came twice is one picture where the API knows it again', async () => {
      if (!given.idempotent) return;
      const { fake, provider } = await start();
      await provider.submit(request(), options());
      const handle = await connect(fake).submit(request(), options());
      expect((await follow(provider, handle)).state).toBe('done');
      expect(fake.orders).toHaveLength(1);
    });
  });
}

export function reference(
  asset: string,
  role: ReferencePicture['role'] = 'character',
  name = 'ANNA',
): ReferencePicture {
  return { asset: asset.padStart(64, '0') as AssetHash, role, name, consent: null };
}

/** A picture of its own for each asset; only its beginning is one. */
function bytesOf(asset: AssetHash): Buffer {
  return Buffer.concat([PICTURE, Buffer.from(asset)]);
}

function options(signal = new AbortController().signal) {
  const read = (asset: AssetHash) => Promise.resolve({ bytes: bytesOf(asset), mime: 'image/png' });
  return { key: JOB, onProgress: () => undefined, read, signal };
}

export function request(more: Partial<PictureRequest> = {}): PictureRequest {
  const shot = {
    size: 'wide',
    angle: 'eye',
    movement: 'static',
    lens: 35,
  } as unknown as PictureRequest['brief']['shot'];
  return {
    brief: {
      ...{ heading: 'EXT. LIGHTHOUSE - DUSK', setting: 'EXT', location: 'LIGHTHOUSE', time: 'DUSK' },
      ...{ lines: [], before: [], shot, aspectRatio: 16 / 9, seed: 1, cast: ['ANNA'] },
    },
    ...{ prompt: 'A lighthouse at dusk. Anna waits.', negative: '', seed: null, references: [] },
    ...more,
  };
}

export async function make(provider: GenerationProvider, wanted = request()): Promise<PictureStatus> {
  try {
    return await follow(provider, await provider.submit(wanted, options()));
  } catch (error) {
    if (!(error instanceof PictureFailed)) throw error;
    expect(inspect(error, { depth: 9 })).not.toMatch(/canary|canard/);
    return error.failure;
  }
}

async function follow(provider: GenerationProvider, handle: Json, signal = new AbortController().signal) {
  for (;;) {
    const status = await provider.poll(handle, signal);
    if (status.state !== 'running') return status;
    expect(status.progress).toBeGreaterThanOrEqual(0);
    expect(status.progress).toBeLessThanOrEqual(1);
  }
}
