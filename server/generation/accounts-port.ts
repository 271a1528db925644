import type { Spending } from '#db/index.ts';
import type { ProviderAccountId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';
import type { PictureModel } from './provider-kind.ts';
import type { TextModel } from './text/text-model.ts';

export type AccountModel = PictureModel | TextModel;

/** A service that a workspace can have an account with. */
export interface KindSummary {
  readonly id: string;
  readonly name: string;
  /** The account says where it is. */
  readonly ownServer: boolean;
  readonly needsKey: boolean;
  readonly models: readonly PictureModel[];
  readonly concurrency: number;
  readonly makes: 'pictures' | 'text';
  /** Names of models that are known, where an account names its own. */
  readonly suggests: readonly string[];
  /** Whether a picture that is asked for twice with one key is made, and billed, once. */
  readonly knowsRepeats: boolean;
  /** Whether it answers something for free, by which address and key can be checked. */
  readonly canBeChecked: boolean;
}

export interface CheckResult {
  /** Null: nothing was asked, for nothing is free. */
  readonly passed: boolean | null;
  /** For people. */
  readonly message: string;
}

export interface AccountSummary {
  readonly id: ProviderAccountId;
  readonly kind: string;
  readonly label: string;
  readonly baseUrl: string;
  readonly models: readonly AccountModel[];
  /** The last four characters of the key at most; null where there is none. */
  readonly keyHint: string | null;
  /** US dollars a month. */
  readonly budget: number | null;
  readonly concurrency: number;
  readonly perMinute: number | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly lastCheck: (CheckResult & { readonly at: number }) | null;
  /** US dollars in this month, and by the estimates of what is under way. */
  readonly spent: number;
  readonly underWay: number;
}

export interface AccountsOverview {
  readonly workspace: string;
  readonly kinds: readonly KindSummary[];
  readonly accounts: readonly AccountSummary[];
  /** By account and day of this month. Of accounts that are gone too. */
  readonly spending: readonly Spending[];
  /** The first day of this month in UTC, as 2026-11-01. */
  readonly month: string;
  readonly days: number;
  /** False: the server has no key of its own, so that none can be stored. */
  readonly canKeepKeys: boolean;
}

export interface AccountSettings {
  readonly label: string;
  /** Of one's own server; empty for every other kind. */
  readonly baseUrl: string;
  /** At least one. A known model is taken from the kind's list by its id. */
  readonly models: readonly AccountModel[];
  readonly budget: number | null;
  readonly concurrency: number;
  readonly perMinute: number | null;
}

export interface NewAccount extends AccountSettings {
  readonly kind: string;
  /** Empty where the kind needs none. */
  readonly key: string;
}

/** A workspace's accounts with services that make pictures. Keys come in and never go out. */
export interface PictureAccounts {
  list(actor: Actor | null, workspace: WorkspaceId): Promise<AccountsOverview>;
  add(actor: Actor | null, workspace: WorkspaceId, account: NewAccount): Promise<ProviderAccountId>;
  change(
    actor: Actor | null,
    workspace: WorkspaceId,
    account: ProviderAccountId,
    settings: AccountSettings,
  ): Promise<void>;
  replaceKey(actor: Actor | null, workspace: WorkspaceId, account: ProviderAccountId, key: string): Promise<void>;
  /** Out of use at once. It can be restored for an hour; after that it is deleted with its key. */
  remove(actor: Actor | null, workspace: WorkspaceId, account: ProviderAccountId): Promise<void>;
  restore(actor: Actor | null, workspace: WorkspaceId, account: ProviderAccountId): Promise<void>;
  /** Asks the service something harmless, where it has that, and keeps what came of it. */
  check(actor: Actor | null, workspace: WorkspaceId, account: ProviderAccountId): Promise<CheckResult>;
}
