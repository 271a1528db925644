import { RENDERER_VERSION, mapWidth, readBlocking, specFromScript } from '#shared/previz/index.ts';
import type { StructureMap } from '#shared/shots/index.ts';
import type { PictureBrief } from '#shared/storyboard/index.ts';
import type { GenerationProvider } from '../../provider.ts';
import { createPrevizProvider, inputOf, type PrevizInput } from './provider.ts';
import { createRenderPool } from './render-pool.ts';

export interface PrevizArtist {
  readonly provider: GenerationProvider;
  /** A map of a panel's set as a PNG; null where there is nothing to be told of it. */
  mapOfSet(brief: PictureBrief, map: StructureMap, signal: AbortSignal): Promise<Uint8Array | null>;
  /** Ends the threads; what they draw is given up. */
  close(): Promise<void>;
}

/** The artist with threads of their own; they start with the first picture. */
export function createPrevizArtist({ threads }: { readonly threads: number }): PrevizArtist {
  const pool = createRenderPool({ size: threads });
  const provider = createPrevizProvider({
    specFromScript: specOf,
    rendererVersion: RENDERER_VERSION,
    render: (spec, options) => pool.render(spec, options),
  });
  return {
    provider,
    mapOfSet: (brief, map, signal) =>
      pool.map({ ...specOf(inputOf(brief)), width: mapWidth(brief.aspectRatio) }, map, { signal }),
    close: () => pool.close(),
  };
}

function specOf({ blocking, ...input }: PrevizInput) {
  return specFromScript({ ...input, ...(blocking && { blocking: readBlocking(blocking) }) });
}
