import { countSuggestions, lockProviderAccount, providerAccountsFor, spentOn, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { dollars } from '#shared/lib/dollars.ts';
import type { ProjectId, ProviderAccountId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import { openAccount } from '../account-providers.ts';
import { monthOf } from '../month.ts';
import type { ProviderTools } from '../provider-kind.ts';
import type { TextKind, TextModel, TextWriter } from './text-model.ts';

export interface TextModelsOptions {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly textKinds: readonly TextKind[];
  readonly tools: ProviderTools;
  readonly clock: Clock;
}

/** A model that a project's people can ask. */
export interface UsableModel {
  readonly account: ProviderAccountId;
  /** As people know the account, with its model. */
  readonly name: string;
}

export interface FoundModel extends UsableModel {
  readonly service: string;
  readonly host: string;
  readonly model: TextModel;
  readonly limits: { readonly atOnce: number; readonly perMinute: number | null };
  readonly writer: TextWriter;
}

/** The models of text that a project's workspace has accounts for, one an account. None: nobody is asked anything. */
export interface TextModels {
  choices(project: ProjectId): Promise<readonly UsableModel[]>;
  /** @throws AppError `not_found` */
  find(project: ProjectId, account: ProviderAccountId): Promise<FoundModel>;
  /**
   * Says no to a question that the account's budget or limits do not allow. Asked within the transaction that writes the
   * question down, so that two at once are counted one after the other. @throws AppError
   */
  allow(tx: Db, found: FoundModel, estimate: number | null): Promise<void>;
}

/** After so long nobody waits for an answer any more. */
const FORGOTTEN_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

export function createTextModels(options: TextModelsOptions): TextModels {
  const { db, textKinds, tools, clock } = options;
  const usable = async (project: ProjectId) =>
    (await providerAccountsFor(db, project)).flatMap((row) => {
      const kind = textKinds.find(({ id }) => id === row.kind);
      // As written by server/generation/accounts.ts alone.
      const [model] = row.models as readonly TextModel[];
      return kind && model ? [{ row, kind, model, name: `${row.label} · ${model.name}` }] : [];
    });
  return {
    choices: async (project) => (await usable(project)).map(({ row, name }) => ({ account: row.id, name })),

    find: async (project, account) => {
      const found = (await usable(project)).find(({ row }) => row.id === account);
      if (!found) throw new AppError('not_found', NO_ACCOUNT);
      const { row, kind, model, name } = found;
      return {
        ...{ account, name, model, service: kind.id, host: new URL(row.baseUrl).host },
        limits: { atOnce: row.concurrency, perMinute: row.perMinute },
        writer: kind.create({ ...openAccount(options, row), model }, tools),
      };
    },

    allow: async (tx, { account, limits }, estimate) => {
      const locked = await lockProviderAccount(tx, account);
      if (!locked) throw new AppError('not_found', NO_ACCOUNT);
      const asked = (ms: number, which: 'all' | 'open') =>
        countSuggestions(tx, account, new Date(clock.now() - ms), which);
      const { atOnce, perMinute } = limits;
      if ((await asked(FORGOTTEN_MS, 'open')) >= atOnce) throw new AppError('rate_limited', busy(locked.label));
      if (perMinute !== null && (await asked(MINUTE_MS, 'all')) >= perMinute) {
        throw new AppError('rate_limited', busy(locked.label));
      }
      const { spent, underWay } = await spentOn(tx, account, monthOf(clock.now()).start);
      const { budget, label } = locked;
      if (budget === null || (spent + underWay < budget && spent + underWay + (estimate ?? 0) <= budget)) return;
      throw new AppError('conflict', overBudget(label, budget, spent + underWay));
    },
  };
}

const NO_ACCOUNT =
  'The workspace has no account any more with who was to be asked. Nothing was changed: choose another.';

function busy(label: string): string {
  return `${label} has as many questions as the workspace allows it. Nothing was changed: try again in a minute.`;
}

function overBudget(label: string, budget: number, taken: number): string {
  return (
    `Of the ${dollars(budget)} a month for ${label}, ${dollars(taken)} are spent or being spent. Nothing was asked: ` +
    'ask an owner to raise the budget, or choose another model.'
  );
}
