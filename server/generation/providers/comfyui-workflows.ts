import type { Structure, StructureMap } from '#shared/shots/index.ts';
import type { ReferencePicture, ReferenceRole } from '#shared/storyboard/index.ts';

/** A node of a graph as ComfyUI's API takes it: inputs are values, or outputs of other nodes. */
interface Node {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, string | number | readonly [node: string, output: number]>>;
}

type Slot = readonly [node: string, input: string];

/** A graph of ours and where values go. People choose one by its name and never send a graph: nodes can run code. */
export interface Workflow {
  readonly name: string;
  /** Whether its model reads in the prompt what a reference is for. */
  readonly reads: boolean;
  readonly graph: Readonly<Record<string, Node>>;
  readonly slots: {
    readonly prompt: Slot;
    readonly negative: Slot | null;
    readonly seed: Slot;
    readonly width: Slot;
    readonly height: Slot;
    /** Files of models that lie on the server, in the order of the account's model name. */
    readonly files: readonly Slot[];
    /** Names of uploaded pictures. */
    readonly references: readonly Slot[];
  };
}

const BASE: Workflow['graph'] = {
  checkpoint: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: '' } },
  words: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['checkpoint', 1] } },
  unwanted: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['checkpoint', 1] } },
  canvas: { class_type: 'EmptyLatentImage', inputs: { width: 0, height: 0, batch_size: 1 } },
  sampler: {
    class_type: 'KSampler',
    inputs: {
      ...{ seed: 0, steps: 28, cfg: 6, sampler_name: 'dpmpp_2m', scheduler: 'karras', denoise: 1 },
      ...{ model: ['checkpoint', 0], positive: ['words', 0], negative: ['unwanted', 0], latent_image: ['canvas', 0] },
    },
  },
  picture: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['checkpoint', 2] } },
  save: { class_type: 'SaveImage', inputs: { images: ['picture', 0], filename_prefix: 'beatboard' } },
};
const SLOTS: Workflow['slots'] = {
  ...{ prompt: ['words', 'text'], negative: ['unwanted', 'text'], seed: ['sampler', 'seed'] },
  ...{ width: ['canvas', 'width'], height: ['canvas', 'height'] },
  ...{ files: [['checkpoint', 'ckpt_name']], references: [] },
};

/** Words alone. */
const words: Workflow = { name: 'checkpoint', reads: false, graph: BASE, slots: SLOTS };

/** Goes on from a picture: its colours and masses stay, what is in it is drawn anew. */
const redraw: Workflow = {
  ...{ name: 'checkpoint-redraw', reads: false },
  graph: {
    ...BASE,
    reference: { class_type: 'LoadImage', inputs: { image: '' } },
    scaled: {
      class_type: 'ImageScale',
      inputs: { image: ['reference', 0], upscale_method: 'lanczos', width: 0, height: 0, crop: 'center' },
    },
    canvas: { class_type: 'VAEEncode', inputs: { pixels: ['scaled', 0], vae: ['checkpoint', 2] } },
    sampler: { class_type: 'KSampler', inputs: { ...BASE['sampler']?.inputs, denoise: 0.65 } },
  },
  slots: { ...SLOTS, width: ['scaled', 'width'], height: ['scaled', 'height'], references: [['reference', 'image']] },
};

/** Keeps the framing and where everything stands, of a frame of the built-in artist or a drawing. */
const structure: Workflow = {
  ...{ name: 'controlnet', reads: false },
  graph: {
    ...BASE,
    reference: { class_type: 'LoadImage', inputs: { image: '' } },
    control: { class_type: 'ControlNetLoader', inputs: { control_net_name: '' } },
    guided: {
      class_type: 'ControlNetApplyAdvanced',
      inputs: {
        ...{ positive: ['words', 0], negative: ['unwanted', 0], control_net: ['control', 0], image: ['reference', 0] },
        ...{ strength: 0.8, start_percent: 0, end_percent: 0.8 },
      },
    },
    sampler: {
      class_type: 'KSampler',
      inputs: { ...BASE['sampler']?.inputs, positive: ['guided', 0], negative: ['guided', 1] },
    },
  },
  slots: {
    ...SLOTS,
    files: [
      ['checkpoint', 'ckpt_name'],
      ['control', 'control_net_name'],
    ],
    references: [['reference', 'image']],
  },
};

const KONTEXT: Workflow['graph'] = {
  unet: { class_type: 'UNETLoader', inputs: { unet_name: '', weight_dtype: 'default' } },
  clip: {
    class_type: 'DualCLIPLoader',
    inputs: { clip_name1: 'clip_l.safetensors', clip_name2: 't5xxl_fp8_e4m3fn_scaled.safetensors', type: 'flux' },
  },
  vae: { class_type: 'VAELoader', inputs: { vae_name: 'ae.safetensors' } },
  words: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['clip', 0] } },
  guided: { class_type: 'FluxGuidance', inputs: { conditioning: ['words', 0], guidance: 2.5 } },
  unwanted: { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['words', 0] } },
  canvas: { class_type: 'EmptySD3LatentImage', inputs: { width: 0, height: 0, batch_size: 1 } },
  sampler: {
    class_type: 'KSampler',
    inputs: {
      ...{ seed: 0, steps: 20, cfg: 1, sampler_name: 'euler', scheduler: 'simple', denoise: 1 },
      ...{ model: ['unet', 0], positive: ['guided', 0], negative: ['unwanted', 0], latent_image: ['canvas', 0] },
    },
  },
  picture: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['vae', 0] } },
  save: { class_type: 'SaveImage', inputs: { images: ['picture', 0], filename_prefix: 'beatboard' } },
};

/** FLUX.1 Kontext. Its encoders and VAE have the names that ComfyUI's own pages give them. */
const kontext: Workflow = {
  ...{ name: 'kontext', reads: true, graph: KONTEXT },
  slots: { ...SLOTS, negative: null, files: [['unet', 'unet_name']] },
};

/** Keeps the face that it is shown. */
const kontextShown: Workflow = {
  ...{ name: 'kontext-shown', reads: true },
  graph: {
    ...KONTEXT,
    reference: { class_type: 'LoadImage', inputs: { image: '' } },
    scaled: { class_type: 'FluxKontextImageScale', inputs: { image: ['reference', 0] } },
    seen: { class_type: 'VAEEncode', inputs: { pixels: ['scaled', 0], vae: ['vae', 0] } },
    shown: { class_type: 'ReferenceLatent', inputs: { conditioning: ['words', 0], latent: ['seen', 0] } },
    guided: { class_type: 'FluxGuidance', inputs: { conditioning: ['shown', 0], guidance: 2.5 } },
  },
  slots: { ...kontext.slots, references: [['reference', 'image']] },
};

export interface ChosenWorkflow {
  readonly workflow: Workflow;
  /** Names of models' files on the server. */
  readonly files: readonly string[];
}

interface Kind {
  readonly files: number;
  /** Without references. */
  readonly plain: Workflow;
  readonly shown: Workflow;
  /** What the first reference may be for. */
  readonly uses: readonly ReferenceRole[];
  /** What it may be where it says where everything stands. */
  readonly structures: readonly Structure[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  checkpoint: { files: 1, plain: words, shown: redraw, uses: ['source', 'structure'], structures: ['picture'] },
  controlnet: { files: 2, plain: words, shown: structure, uses: ['structure', 'source'], structures: ['picture'] },
  depth: alongMap('depth'),
  pose: alongMap('pose'),
  normal: alongMap('normal'),
  kontext: {
    ...{ files: 1, plain: kontext, shown: kontextShown, structures: [] },
    uses: ['character', 'location', 'source', 'style'],
  },
};

/** A ControlNet that was trained on such maps: no picture can take their place. */
function alongMap(map: StructureMap): Kind {
  const shown = { ...structure, name: `controlnet-${map}` };
  return { files: 2, plain: words, shown, uses: ['structure'], structures: [map] };
}

/**
 * The graph for a model named `checkpoint|FILE`, `controlnet|CHECKPOINT|CONTROL NET` (or `depth`, `pose`, `normal` for one of
 * such maps) or `kontext|FILE` when this is the first reference: one that it has no use for is left out. Null for a name of
 * another kind.
 */
export function chooseWorkflow(model: string, first: ReferencePicture | undefined): ChosenWorkflow | null {
  const { kind, files } = readName(model);
  if (kind?.files !== files.length) return null;
  const workflow = first !== undefined && isUsed(kind, first) ? kind.shown : kind.plain;
  return { workflow, files };
}

/** By what a model of this name is told where everything stands. */
export function structuresOfWorkflow(model: string): readonly Structure[] {
  return readName(model).kind?.structures ?? [];
}

function readName(model: string) {
  const [name = '', ...files] = model.split('|');
  return { kind: Object.hasOwn(KINDS, name) ? KINDS[name] : undefined, files };
}

function isUsed({ uses, structures }: Kind, { role, map }: ReferencePicture): boolean {
  return uses.includes(role) && (role !== 'structure' || structures.includes(map ?? 'picture'));
}

type Inputs = Record<string, string | number | (string | number)[]>;

/** The graph with these values in their slots. */
export function filled(workflow: Workflow, values: readonly (readonly [Slot | null | undefined, string | number])[]) {
  const graph = structuredClone(workflow.graph) as Record<string, { class_type: string; inputs: Inputs }>;
  for (const [slot, value] of values) {
    const inputs = slot && graph[slot[0]]?.inputs;
    if (inputs) inputs[slot[1]] = value;
  }
  return graph;
}
