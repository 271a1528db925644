import type { Clock } from '#shared/lib/clock.ts';
import type { Structure } from '#shared/shots/index.ts';
import type { GenerationProvider } from './provider.ts';

/** What a model takes beside words. */
export interface PictureModel {
  readonly id: string;
  readonly name: string;
  readonly takesNegative: boolean;
  readonly takesSeed: boolean;
  /** Reference pictures at most. */
  readonly references: number;
  /** Whether one of them may say where everything stands. */
  readonly takesStructure: boolean;
  /** By what it is told that; missing: by a picture alone. */
  readonly structures?: readonly Structure[] | undefined;
  /** US dollars a picture by the provider's list; null where nobody can say. */
  readonly price: number | null;
}

/** Where a service is, and what lets a workspace in. The key leaves this process for the service alone. */
export interface AccountAccess {
  /** Empty where none is needed. */
  readonly key: string;
  readonly baseUrl: string;
}

/** What a workspace has with a provider of pictures. */
export interface ProviderAccount extends AccountAccess {
  readonly model: PictureModel;
}

export interface ProviderTools {
  readonly clock: Clock;
  /** Networks of the house that accounts may point to: names or addresses with ports, as the one who runs the server allows. */
  readonly allowedHosts: readonly string[];
}

/** A service that a workspace can have an account with, whatever it makes. */
export interface AccountKind {
  readonly id: string;
  readonly name: string;
  /** In the middle of a sentence, where that is not its name: a kind of server is nobody. */
  readonly called?: string;
  /** Null: a server of one's own, whose address the account has. */
  readonly baseUrl: string | null;
  readonly needsKey: boolean;
  /** Known models; an account may name others, with what they take. */
  readonly models: readonly PictureModel[];
  /** How many at a time, where the provider has a limit that everybody shares. */
  readonly concurrency: number;
  /**
   * Asks something that costs nothing and changes nothing, to find whether address and key are right.
   * @throws PictureFailed with what is wrong, in words
   */
  readonly check?: (account: AccountAccess, tools: ProviderTools, signal: AbortSignal) => Promise<void>;
}

/** An API that pictures can come from. */
export interface ProviderKind extends AccountKind {
  /** A picture that is asked for twice with one key is made, and billed, once. Left out: nobody promises that. */
  readonly knowsRepeats?: boolean;
  /** By what a model that an account names, and that takes it, is told where everything stands. Left out: as the model says. */
  readonly structuresOf?: (model: string) => readonly Structure[];
  readonly create: (account: ProviderAccount, tools: ProviderTools) => GenerationProvider;
}

/** By what a model is told where everything stands; nothing where it can't be. */
export function structuresOf(
  { structuresOf: named }: Pick<ProviderKind, 'structuresOf'>,
  { id, takesStructure, references, structures = ['picture'] }: PictureModel,
): readonly Structure[] {
  if (!takesStructure || references === 0) return [];
  return named?.(id) ?? structures;
}
