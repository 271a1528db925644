import {
  lockProviderAccount,
  providerAccountsFor,
  providerLimits,
  spentOn,
  type Db,
  type ProviderAccountRow,
} from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { dollars } from '#shared/lib/dollars.ts';
import type { ProjectId, ProviderAccountId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import { placeOfKey } from './account-keys.ts';
import { monthOf } from './month.ts';
import {
  structuresOf,
  type AccountAccess,
  type PictureModel,
  type ProviderKind,
  type ProviderTools,
} from './provider-kind.ts';
import type { GenerationProvider } from './provider.ts';
import { builtInChoice, type Providers } from './providers.ts';

export interface AccountProvidersOptions {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly kinds: readonly ProviderKind[];
  readonly tools: ProviderTools;
  readonly clock: Clock;
  readonly builtIn: GenerationProvider;
}

/** The built-in artist, and the accounts of the project's workspace. An order names an account by its id. */
export function accountProviders(options: AccountProvidersOptions): Providers {
  const { db, kinds, tools, clock, builtIn } = options;
  const chosenBy = async (project: ProjectId, provider: string, model: string) => {
    if (provider === builtIn.id) return null;
    const account = (await providerAccountsFor(db, project)).find(({ id }) => id === provider);
    const kind = kinds.find(({ id }) => id === account?.kind);
    const chosen = account && modelsOf(account).find(({ id }) => id === model);
    return account && kind && chosen ? { account, kind, chosen } : null;
  };
  return {
    find: async (project, provider, model) => {
      if (provider === builtIn.id) return builtIn;
      const found = await chosenBy(project, provider, model);
      return found && found.kind.create({ ...openAccount(options, found.account), model: found.chosen }, tools);
    },

    choices: async (project) => {
      const accounts = (await providerAccountsFor(db, project)).flatMap((row) => {
        const kind = kinds.find(({ id }) => id === row.kind);
        const models = kind && modelsOf(row).map((model) => ({ ...model, structures: structuresOf(kind, model) }));
        return models ? [{ id: row.id, name: row.label, models }] : [];
      });
      return [builtInChoice(builtIn), ...accounts];
    },

    structures: async (project, provider, model) => {
      const found = await chosenBy(project, provider, model);
      return found ? structuresOf(found.kind, found.chosen) : [];
    },

    priceOf: async (project, provider, model) => {
      if (provider === builtIn.id) return 0;
      const account = (await providerAccountsFor(db, project)).find(({ id }) => id === provider);
      const chosen = account && modelsOf(account).find(({ id }) => id === model);
      return chosen?.price ?? null;
    },

    allow: async (tx, provider, pictures, price) => {
      if (provider === builtIn.id) return;
      const account = await lockProviderAccount(tx, provider as ProviderAccountId);
      if (!account) throw new AppError('not_found', NO_ACCOUNT);
      const { budget, label } = account;
      // A price that nobody knows can't be held against a budget before the picture is there; what it did cost can.
      const cost = pictures * (price ?? 0);
      const { spent, underWay } = await spentOn(tx, provider, monthOf(clock.now()).start);
      const taken = spent + underWay;
      const usedUp = pictures > 0 && budget !== null && taken >= budget;
      if (budget === null || (taken + cost <= budget + ROUNDING && !usedUp)) return;
      throw new AppError('conflict', overBudget({ label, budget, taken, pictures, cost }));
    },

    limitsOf: async (provider) => {
      if (provider === builtIn.id) return null;
      const limits = await providerLimits(db, provider as ProviderAccountId);
      // Of an account that is gone: its jobs are taken up one by one, and say so.
      return { atOnce: limits?.concurrency ?? 1, perMinute: limits?.perMinute ?? null };
    },
  };
}

/** Sums of cents are not exact. */
const ROUNDING = 1e-6;

/** Of an account for pictures; as written by server/generation/accounts.ts alone. */
export function modelsOf({ models }: Pick<ProviderAccountRow, 'models'>): readonly PictureModel[] {
  return models as PictureModel[];
}

export function openAccount(
  { secrets }: Pick<AccountProvidersOptions, 'secrets'>,
  row: ProviderAccountRow,
): AccountAccess {
  const key = row.sealedKey === null ? '' : secrets.open(row.sealedKey, placeOfKey(row.workspaceId, row.id));
  return { key, baseUrl: row.baseUrl };
}

export const NO_ACCOUNT =
  'The workspace has no account any more with who was to make these pictures. Nothing was ordered: choose another.';

function overBudget(order: { label: string; budget: number; taken: number; pictures: number; cost: number }): string {
  const { label, budget, taken, pictures, cost } = order;
  const wanted =
    cost > 0
      ? `${pictures === 1 ? 'This picture' : `These ${String(pictures)} pictures`} would cost about ${dollars(cost)}`
      : 'It is used up';
  return (
    `${wanted}: of the ${dollars(budget)} a month for ${label}, ${dollars(taken)} are spent or on order. ` +
    'Nothing was ordered. Choose fewer panels or another provider, or ask an owner to raise the budget.'
  );
}
