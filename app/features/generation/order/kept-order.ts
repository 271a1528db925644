import { useCallback } from 'react';
import { parseKept, useKept } from '#app/lib/use-kept.ts';
import { STRUCTURES } from '#shared/shots/index.ts';
import { DRAWN_HERE, type PictureOrder } from '#shared/storyboard/index.ts';

/** What of an order a person wants the same the next time. */
export type KeptOrder = Pick<PictureOrder, 'provider' | 'model' | 'negative' | 'seed' | 'composition'> &
  Required<Pick<PictureOrder, 'structure'>>;

const PLAIN: KeptOrder = { ...DRAWN_HERE, structure: 'picture' };

/** The order given last, in every project. */
export function useKeptOrder(key: string): [KeptOrder, (changes: Partial<KeptOrder>) => void] {
  const [order, keep] = useKept(key, readOrder, PLAIN);
  const change = useCallback((changes: Partial<KeptOrder>) => keep((before) => ({ ...before, ...changes })), [keep]);
  return [order, change];
}

/** What of it makes sense. */
export function readOrder(json: string | null): KeptOrder {
  const { provider, model, negative, seed, composition, structure } = parseKept(json);
  return {
    provider: typeof provider === 'string' && provider !== '' ? provider : DRAWN_HERE.provider,
    model: typeof model === 'string' ? model : DRAWN_HERE.model,
    negative: typeof negative === 'string' ? negative : DRAWN_HERE.negative,
    seed: typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0 ? seed : DRAWN_HERE.seed,
    composition: composition === true,
    structure: STRUCTURES.find((each) => each === structure) ?? 'picture',
  };
}
