import type { PictureBrief } from '#shared/storyboard/index.ts';
import type { GenerationProvider, Json, PictureStatus } from '../../provider.ts';
import { pngSize } from './png-size.ts';

/** What the artist reads: a request without the parts of a heading that are not written there. */
export type PrevizInput = Omit<PictureBrief, 'setting' | 'location' | 'time'> &
  Partial<{
    readonly setting: NonNullable<PictureBrief['setting']>;
    readonly location: string;
    readonly time: string;
  }>;

export interface PrevizOptions<Spec extends { readonly seed: number }> {
  readonly specFromScript: (input: PrevizInput) => Spec;
  /** The frame as a PNG. */
  readonly render: (
    spec: Spec,
    options: { readonly onProgress: (fraction: number) => void; readonly signal: AbortSignal },
  ) => Promise<Uint8Array>;
  readonly rendererVersion: number;
}

interface Drawing {
  readonly status: Promise<PictureStatus>;
  readonly abort: AbortController;
}

/** The built-in artist: needs no key and no network. What it draws it forgets with the process, and draws it again. */
export function createPrevizProvider<Spec extends { readonly seed: number }>(
  options: PrevizOptions<Spec>,
): GenerationProvider {
  const drawings = new Map<string, Drawing>();

  const draw = async (spec: Spec, onProgress: (fraction: number) => void, signal: AbortSignal) => {
    try {
      const bytes = await options.render(spec, { onProgress, signal });
      return { state: 'done', picture: pictureOf(bytes, spec, options.rendererVersion) } as const;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        state: 'failed',
        message: `${why} The panel is as it was: try again.`,
        kind: 'provider',
        retryable: true,
      } as const;
    }
  };

  return {
    id: 'previz',
    source: 'previz',
    digitalSourceType: 'algorithmicMedia',
    submit: (request, { key, onProgress, signal }) => {
      const abort = new AbortController();
      const ended = AbortSignal.any([abort.signal, signal]);
      drawings.set(key, { abort, status: draw(options.specFromScript(inputOf(request.brief)), onProgress, ended) });
      return Promise.resolve({ key });
    },
    poll: async (handle) => {
      const drawing = drawings.get(keyOf(handle));
      if (!drawing) return { state: 'unknown' };
      const status = await drawing.status;
      drawings.delete(keyOf(handle));
      return status;
    },
    cancel: (handle) => {
      drawings.get(keyOf(handle))?.abort.abort(new Error('The drawing was cancelled.'));
      drawings.delete(keyOf(handle));
      return Promise.resolve();
    },
  };
}

function keyOf(handle: Json): string {
  return (handle as { readonly key: string }).key;
}

/** A brief as the artist reads it. */
export function inputOf({ setting, location, time, ...rest }: PictureBrief): PrevizInput {
  return { ...rest, ...(setting && { setting }), ...(location !== '' && { location }), ...(time !== '' && { time }) };
}

function pictureOf(bytes: Uint8Array, spec: { readonly seed: number }, version: number) {
  return {
    ...{ bytes, mime: 'image/png', ...pngSize(bytes) },
    model: { id: 'beatboard-previz', version: String(version) },
    ...{ promptSent: JSON.stringify(spec), referencesSent: 0 },
    ...{ parameters: {}, seed: spec.seed, requestId: null, cost: 0 },
  };
}
