import { STRUCTURE_MAPS } from '#shared/shots/index.ts';
import { generationProviderContract, reference } from '#tests/contract/generation-provider.contract.ts';
import { startFakeBfl } from '#tests/mocks/fake-bfl.ts';
import { startFakeComfyUi } from '#tests/mocks/fake-comfyui.ts';
import { startFakeFal } from '#tests/mocks/fake-fal.ts';
import { startFakeGemini } from '#tests/mocks/fake-gemini.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { startFakeRunway } from '#tests/mocks/fake-runway.ts';
import { startFakeSdapi } from '#tests/mocks/fake-sdapi.ts';
import { pictureModel } from './api/known-model.ts';
import { bfl } from './bfl.ts';
import { comfyUi } from './comfyui.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { openAi, openAiCompatible } from './openai-images.ts';
import { runway } from './runway.ts';
import { sdapi } from './sdapi.ts';

const common = { judges: true, idempotent: false, cancels: true, key: 'sk-canary-4711' };
const atOnce = { ...common, survives: false, byUrl: false };
const onOrder = { ...common, survives: true, byUrl: true };
const references = [reference('a1'), reference('a2', 'location', 'LIGHTHOUSE'), reference('a3', 'structure', '')];

generationProviderContract('OpenAI', {
  ...atOnce,
  ...{ kind: openAi, references, start: (key) => startFakeOpenAi({ key }) },
  model: openAi.models[0]!,
});

generationProviderContract('a server that speaks as OpenAI does, with pictures by their address', {
  ...atOnce,
  ...{ kind: openAiCompatible, references, start: (key) => startFakeOpenAi({ key, byUrl: true }), byUrl: true },
  model: pictureModel('sd-house', 'House model', { takesNegative: true, takesSeed: true, references: 2 }),
});

generationProviderContract('Google Gemini', {
  ...atOnce,
  ...{ kind: gemini, references, start: (key) => startFakeGemini({ key }) },
  model: gemini.models[0]!,
});

for (const model of fal.models.filter(({ references: most }) => most > 0)) {
  generationProviderContract(`fal, ${model.name}`, {
    ...onOrder,
    ...{ kind: fal, model, start: (key) => startFakeFal({ key }) },
    references: model.structures ? [{ ...reference('a3', 'structure', ''), map: 'depth' }] : references,
  });
}

generationProviderContract('Black Forest Labs', {
  ...onOrder,
  ...{ kind: bfl, references, start: (key) => startFakeBfl({ key }), cancels: false },
  model: bfl.models[0]!,
});

generationProviderContract('Runway', {
  ...onOrder,
  ...{ kind: runway, references, start: (key) => startFakeRunway({ key }) },
  model: runway.models[0]!,
});

const atHome = { judges: false, byUrl: false };
const takesOne = { takesNegative: true, takesSeed: true, references: 1, takesStructure: true };
for (const [id, role, takes] of [
  ['checkpoint|sdxl.safetensors', 'source', takesOne],
  ['controlnet|sdxl.safetensors|scribble.safetensors', 'structure', takesOne],
  ['kontext|flux1-kontext.safetensors', 'character', { ...takesOne, takesNegative: false }],
] as const) {
  generationProviderContract(`ComfyUI, ${id}`, {
    ...{ ...onOrder, ...atHome, idempotent: true },
    ...{ kind: comfyUi, references: [reference('a1', role)], start: (key) => startFakeComfyUi({ key }) },
    model: pictureModel(id, id, takes),
  });
}

for (const map of STRUCTURE_MAPS) {
  const id = `${map}|sdxl.safetensors|controlnet-${map}.safetensors`;
  generationProviderContract(`ComfyUI, ${id}`, {
    ...{ ...onOrder, ...atHome, idempotent: true },
    ...{ kind: comfyUi, references: [{ ...reference('a1', 'structure'), map }] },
    ...{ start: (key) => startFakeComfyUi({ key }), model: pictureModel(id, id, takesOne) },
  });
}

for (const role of ['structure', 'source'] as const) {
  generationProviderContract(`A1111, with a reference for the ${role}`, {
    ...{ ...atOnce, ...atHome, key: 'house:canary-4711' },
    ...{ kind: sdapi, references: [reference('a1', role)], start: (key) => startFakeSdapi({ key }) },
    model: pictureModel('default', 'Default', takesOne),
  });
}
