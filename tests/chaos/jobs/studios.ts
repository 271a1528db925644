import { randomInt, type Rng } from '#shared/lib/rng.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeComfyUi } from '#tests/mocks/fake-comfyui.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';

const SECRET = 'sk-house-0123456789';

/** Somebody who makes pictures, and how an owner gives a workspace an account there. */
export interface StudioAccount {
  readonly kind: string;
  readonly label: string;
  readonly model: string;
  /** Whether a picture that is asked for twice under one name is made once. */
  readonly knowsRepeats: boolean;
  readonly fake: FakeProvider;
  readonly key: string;
}

/** Two servers of the house: one knows an order again by its name, the other makes whatever it is asked for. */
export async function openStudios(key = SECRET): Promise<readonly StudioAccount[]> {
  const [comfy, openAi] = await Promise.all([startFakeComfyUi({ key }), startFakeOpenAi({ key, byUrl: true })]);
  return [
    { kind: 'comfyui', label: 'Knows', model: 'checkpoint|sdxl.safetensors', knowsRepeats: true, fake: comfy, key },
    { kind: 'openai-compatible', label: 'Forgets', model: 'pencil-1', knowsRepeats: false, fake: openAi, key },
  ];
}

/** Answers take so long as they like, up to `most` milliseconds. */
export function answerSlowly(studios: readonly StudioAccount[], most: number, rng: Rng): void {
  for (const { fake } of studios) fake.delayMs = () => randomInt(rng, most);
}

/** What the server needs to be told to speak to them. */
export function studioHosts(studios: readonly StudioAccount[]): string {
  return studios.map(({ fake }) => fake.address.host).join(',');
}

export function closeStudios(studios: readonly StudioAccount[]): void {
  for (const { fake } of studios) fake.close();
}
