import { RENDERER_VERSION, readBlocking, specFromScript } from '#shared/previz/index.ts';
import type { GenerationProvider } from '../../provider.ts';
import { createPrevizProvider } from './provider.ts';
import { createRenderPool } from './render-pool.ts';

export interface PrevizArtist {
  readonly provider: GenerationProvider;
  /** Ends the threads; what they draw is given up. */
  close(): Promise<void>;
}

/** The artist with threads of their own; they start with the first picture. */
export function createPrevizArtist({ threads }: { readonly threads: number }): PrevizArtist {
  const pool = createRenderPool({ size: threads });
  const provider = createPrevizProvider({
    specFromScript: ({ blocking, ...input }) =>
      specFromScript({ ...input, ...(blocking && { blocking: readBlocking(blocking) }) }),
    rendererVersion: RENDERER_VERSION,
    render: (spec, options) => pool.render(spec, options),
  });
  return { provider, close: () => pool.close() };
}
