import type { Db } from '#db/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { Structure } from '#shared/shots/index.ts';
import { DRAWN_HERE } from '#shared/storyboard/index.ts';
import type { LaneLimits } from '#server/jobs/index.ts';
import type { PictureModel } from './provider-kind.ts';
import type { GenerationProvider } from './provider.ts';

/** Somebody to choose, as those who order pictures know them. */
export interface ProviderChoice {
  readonly id: string;
  readonly name: string;
  /** None: it has but one. */
  readonly models: readonly PictureModel[];
}

/** Who makes pictures for a project: the built-in artist, and whom its workspace has an account with. */
export interface Providers {
  /** The built-in artist first. */
  choices(project: ProjectId): Promise<readonly ProviderChoice[]>;
  /** Null: there is none of this name (any more). */
  find(project: ProjectId, provider: string, model: string): Promise<GenerationProvider | null>;
  /** By what its model is told where everything stands. */
  structures(project: ProjectId, provider: string, model: string): Promise<readonly Structure[]>;
  /** US dollars a picture; null: nobody knows. */
  priceOf(project: ProjectId, provider: string, model: string): Promise<number | null>;
  /**
   * Says no to so many pictures at this price that the provider's budget does not allow them. Asked within the
   * transaction that queues them, so that two orders at once are counted one after the other.
   * @throws AppError `conflict`
   */
  allow(tx: Db, provider: string, pictures: number, price: number | null): Promise<void>;
  /** How much may be asked of it; null where the machine is the only limit. */
  limitsOf(provider: string): Promise<LaneLimits | null>;
}

/** As people know the built-in artist. */
export const BUILT_IN = { id: DRAWN_HERE.provider, name: 'Previz artist' } as const;

export function builtInChoice({ id }: GenerationProvider): ProviderChoice {
  return { id, name: BUILT_IN.name, models: [] };
}

/** One that every project has. */
export function onlyProvider(provider: GenerationProvider): Providers {
  return {
    choices: () => Promise.resolve([builtInChoice(provider)]),
    find: (_project, id) => Promise.resolve(id === provider.id ? provider : null),
    structures: () => Promise.resolve([]),
    priceOf: () => Promise.resolve(0),
    allow: () => Promise.resolve(),
    limitsOf: () => Promise.resolve(null),
  };
}
