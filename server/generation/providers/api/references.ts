import type { ReferencePicture, ReferenceRole } from '#shared/storyboard/index.ts';
import type { PictureRequest, SubmitOptions } from '../../provider.ts';

export interface LoadedReference extends ReferencePicture {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

/** The first so many, in their order: the record of a take counts on that. */
export async function loadReferences(
  { references }: PictureRequest,
  { read }: Pick<SubmitOptions, 'read'>,
  most: number,
  mostBytes?: number,
): Promise<LoadedReference[]> {
  return Promise.all(references.slice(0, most).map(async (one) => ({ ...one, ...(await read(one.asset, mostBytes)) })));
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function dataUri({ bytes, mime }: Pick<LoadedReference, 'bytes' | 'mime'>): string {
  return `data:${mime};base64,${base64Of(bytes)}`;
}

/** What a picture is for, where a provider has words for that and no field. `label` is how it calls the picture. */
const MEANING: Readonly<Record<ReferenceRole, (label: string, name: string) => string>> = {
  character: (label, name) => `${label} shows ${name || 'a character'}: the same face, hair and clothes.`,
  location: (label, name) => `${label} shows ${name || 'the place'}: the same place.`,
  style: (label) => `${label} shows how it is drawn, not what is in it.`,
  structure: (label) => `${label} shows the framing and where everything stands: keep that, not its look.`,
  source: (label) => `${label} is the picture to go on from.`,
};

export function meaningOf({ role, name }: ReferencePicture, label: string): string {
  return MEANING[role](label, name);
}

/** Prompt, meaning of the references, and what should not be seen where there is no field for that: in one text. */
export function fullPrompt(
  { prompt, negative }: PictureRequest,
  references: readonly ReferencePicture[],
  labelOf: (index: number) => string,
  model: { readonly takesNegative: boolean },
): string {
  const meanings = references.map((one, i) => meaningOf(one, labelOf(i)));
  const unwanted = negative.trim() === '' || model.takesNegative ? [] : [`Not in the picture: ${negative.trim()}`];
  return [prompt, ...meanings, ...unwanted].join('\n');
}
