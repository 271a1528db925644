import {
  PictureFailed,
  type GenerationProvider,
  type PictureModel,
  type ProviderAccount,
  type ProviderKind,
} from '#server/generation/index.ts';
import { testArtist } from './artist.ts';

export const INK: PictureModel = {
  ...{
    id: 'ink-1',
    name: 'Ink 1',
    takesNegative: true,
    takesSeed: true,
    references: 2,
    takesStructure: true,
    price: 0.04,
  },
};
/** Nobody knows what it costs. */
export const WASH: PictureModel = { ...INK, id: 'wash-1', name: 'Wash 1', price: null };

export interface TestKind extends ProviderKind {
  /** The accounts that were used, keys and all. */
  readonly used: ProviderAccount[];
}

/** A service with a key whose pictures an artist of the tests makes. A key that ends with `wrong` is refused. */
export function testKind(
  artist: GenerationProvider = { ...testArtist(), id: 'inkwell' },
  changes: Partial<ProviderKind> = {},
): TestKind {
  const used: ProviderAccount[] = [];
  return {
    ...{ id: 'inkwell', name: 'Inkwell', baseUrl: 'https://inkwell.example/v1', needsKey: true, models: [INK, WASH] },
    ...{ concurrency: 4, used },
    create: (account) => {
      used.push(account);
      return artist;
    },
    check: ({ key }) => {
      if (!key.endsWith('wrong')) return Promise.resolve();
      const message = 'Inkwell does not know this key. Copy it anew.';
      return Promise.reject(new PictureFailed({ state: 'failed', message, kind: 'key', retryable: false }));
    },
    ...changes,
  };
}
