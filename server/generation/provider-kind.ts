import type { Clock } from '#shared/lib/clock.ts';
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
  /** US dollars a picture by the provider's list; null where nobody can say. */
  readonly price: number | null;
}

/** What a workspace has with a provider. The key leaves this process for the provider alone. */
export interface ProviderAccount {
  /** Empty where none is needed. */
  readonly key: string;
  readonly baseUrl: string;
  readonly model: PictureModel;
}

export interface ProviderTools {
  readonly clock: Clock;
  /** Networks of the house that accounts may point to: names or addresses with ports, as the one who runs the server allows. */
  readonly allowedHosts: readonly string[];
}

/** An API that pictures can come from. */
export interface ProviderKind {
  readonly id: string;
  readonly name: string;
  /** Null: a server of one's own, whose address the account has. */
  readonly baseUrl: string | null;
  readonly needsKey: boolean;
  /** Known models; an account may name others, with what they take. */
  readonly models: readonly PictureModel[];
  /** Pictures at a time, where the provider has a limit that everybody shares. */
  readonly concurrency: number;
  /** A picture that is asked for twice with one key is made, and billed, once. Left out: nobody promises that. */
  readonly knowsRepeats?: boolean;
  /**
   * Asks something that costs nothing and changes nothing, to find whether address and key are right.
   * @throws PictureFailed with what is wrong, in words
   */
  readonly check?: (account: ProviderAccount, tools: ProviderTools, signal: AbortSignal) => Promise<void>;
  readonly create: (account: ProviderAccount, tools: ProviderTools) => GenerationProvider;
}
