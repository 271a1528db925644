import {
  findWorkspace,
  insertProviderAccount,
  providerAccountsOf,
  purgeProviderAccounts,
  spendingOf,
  spentOn,
  updateProviderAccount,
  type Db,
  type ProviderAccountRow,
} from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId, ProviderAccountId, WorkspaceId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import { hintOf, placeOfKey } from './account-keys.ts';
import { checkAccount, checkOf } from './check-account.ts';
import { readKey, readSettings } from './account-settings.ts';
import type { AccountModel, AccountSummary, KindSummary, PictureAccounts } from './accounts-port.ts';
import { monthOf } from './month.ts';
import type { ProviderKind, ProviderTools } from './provider-kind.ts';
import type { TextKind } from './text/text-model.ts';

type SomeKind = ProviderKind | TextKind;

export interface AccountsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly secrets: Secrets;
  readonly kinds: readonly ProviderKind[];
  readonly textKinds: readonly TextKind[];
  readonly tools: ProviderTools;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/** For so long a removed account can be restored. */
const RESTORABLE_MS = 60 * 60_000;

export function createPictureAccounts(options: AccountsOptions): PictureAccounts {
  const { db, access, secrets, kinds, textKinds, clock, newId, log } = options;
  const now = () => new Date(clock.now());
  const sealed = (workspace: WorkspaceId, id: ProviderAccountId, key: string) => ({
    sealedKey: key === '' ? null : secrets.seal(key, placeOfKey(workspace, id)),
    keyHint: hintOf(key),
    ...UNCHECKED,
  });

  return {
    ...accountsInUse(options),

    list: async (actor, workspace) => {
      await access.requireInWorkspace(actor, workspace, 'provider.list');
      await purgeRemoved(options);
      const { start, firstDay, days } = monthOf(clock.now());
      const rows = await providerAccountsOf(db, workspace);
      const accounts = await Promise.all(rows.map((row) => summaryOf(options, row, start)));
      return {
        workspace: (await findWorkspace(db, workspace))?.name ?? '',
        ...{
          kinds: [...kinds, ...textKinds].map(kindSummary),
          accounts,
          spending: await spendingOf(db, workspace, start),
        },
        ...{ month: firstDay, days, canKeepKeys: secrets.canSeal },
      };
    },

    add: async (actor, workspace, account) => {
      await access.requireInWorkspace(actor, workspace, 'provider.add');
      const kind = kindOf(options, account.kind);
      const settings = readSettings(options, kind, account);
      const key = readKey(kind, account.key);
      const id = newId<ProviderAccountId>();
      const { userId: createdBy } = must(actor);
      const common = { id, workspaceId: workspace, kind: kind.id, createdBy, createdAt: now() };
      await insertProviderAccount(db, { ...common, ...settings, ...sealed(workspace, id, key) });
      log.info({ workspace, account: id, kind: kind.id, by: createdBy }, 'picture account added');
      return id;
    },

    change: async (actor, workspace, id, wanted) => {
      await access.requireInWorkspace(actor, workspace, 'provider.change');
      const before = await findAccount(options, workspace, id);
      const settings = readSettings(options, kindOf(options, before.kind), wanted);
      const moved = settings.baseUrl !== before.baseUrl;
      // A key is for the address that it was typed for: whoever may change that may not have the key sent elsewhere.
      if (moved && before.sealedKey !== null) throw new AppError('invalid_input', KEY_IS_FOR_ADDRESS);
      there(await updateProviderAccount(db, workspace, id, { ...settings, ...(moved && UNCHECKED) }));
      log.info({ workspace, account: id, by: must(actor).userId }, 'picture account changed');
    },

    replaceKey: async (actor, workspace, id, key) => {
      await access.requireInWorkspace(actor, workspace, 'provider.replaceKey');
      const { kind } = await findAccount(options, workspace, id);
      const typed = readKey(kindOf(options, kind), key);
      there(await updateProviderAccount(db, workspace, id, sealed(workspace, id, typed)));
      log.info({ workspace, account: id, by: must(actor).userId }, 'key of a picture account replaced');
    },
  };
}

function accountsInUse(options: AccountsOptions): Pick<PictureAccounts, 'remove' | 'restore' | 'check'> {
  const { db, access, clock, log } = options;
  const now = () => new Date(clock.now());
  return {
    remove: async (actor, workspace, id) => {
      await access.requireInWorkspace(actor, workspace, 'provider.remove');
      there(await updateProviderAccount(db, workspace, id, { removedAt: now() }));
      log.info({ workspace, account: id, by: must(actor).userId }, 'picture account removed');
    },

    restore: async (actor, workspace, id) => {
      await access.requireInWorkspace(actor, workspace, 'provider.remove');
      await purgeRemoved(options);
      there(await updateProviderAccount(db, workspace, id, { removedAt: null }, true));
      log.info({ workspace, account: id, by: must(actor).userId }, 'picture account restored');
    },

    check: async (actor, workspace, id) => {
      await access.requireInWorkspace(actor, workspace, 'provider.check');
      const row = await findAccount(options, workspace, id);
      const result = await checkAccount(options, kindOf(options, row.kind), row);
      const { passed: checkPassed, message: checkMessage } = result;
      there(await updateProviderAccount(db, workspace, id, { checkedAt: now(), checkPassed, checkMessage }));
      return result;
    },
  };
}

const UNCHECKED = { checkedAt: null, checkPassed: null, checkMessage: null };

/** Deletes accounts, and their keys with them, whose time to be restored is over. */
export function purgeRemoved({ db, clock }: Pick<AccountsOptions, 'db' | 'clock'>): Promise<void> {
  return purgeProviderAccounts(db, new Date(clock.now() - RESTORABLE_MS));
}

async function findAccount(
  { db }: Pick<AccountsOptions, 'db'>,
  workspace: WorkspaceId,
  id: ProviderAccountId,
): Promise<ProviderAccountRow> {
  return there((await providerAccountsOf(db, workspace)).find((row) => row.id === id));
}

function there(row: ProviderAccountRow | undefined): ProviderAccountRow {
  if (row) return row;
  throw new AppError('not_found', 'This account is not there any more. Nothing was changed: look at the list again.');
}

function kindOf({ kinds, textKinds }: Pick<AccountsOptions, 'kinds' | 'textKinds'>, id: string): SomeKind {
  const kind = [...kinds, ...textKinds].find((each) => each.id === id);
  if (kind) return kind;
  throw new AppError('invalid_input', 'This version of the program knows no such service. Nothing was changed.');
}

function kindSummary(kind: SomeKind): KindSummary {
  const { id, name, baseUrl, needsKey, models, concurrency } = kind;
  const canBeChecked = checkOf(kind) !== undefined;
  const common = { id, name, ownServer: baseUrl === null, needsKey, models, concurrency, canBeChecked };
  // A question that is put twice costs little: there is nothing to warn of.
  if ('makes' in kind) return { ...common, makes: 'text', suggests: kind.suggests, knowsRepeats: true };
  return { ...common, makes: 'pictures', suggests: [], knowsRepeats: kind.knowsRepeats ?? false };
}

async function summaryOf(
  { db }: Pick<AccountsOptions, 'db'>,
  row: ProviderAccountRow,
  since: Date,
): Promise<AccountSummary> {
  const { id, kind, label, baseUrl, sealedKey, keyHint, budget, concurrency, perMinute } = row;
  const { checkedAt, checkPassed, checkMessage } = row;
  return {
    ...{ id, kind, label, baseUrl, budget, concurrency, perMinute, models: row.models as readonly AccountModel[] },
    keyHint: sealedKey === null ? null : keyHint,
    createdAt: row.createdAt.getTime(),
    lastCheck: checkedAt && { at: checkedAt.getTime(), passed: checkPassed, message: checkMessage ?? '' },
    ...(await spentOn(db, id, since)),
  };
}

const KEY_IS_FOR_ADDRESS =
  'The key was given for the address that this account has, and goes to no other. Nothing was changed: add an account with the new address and its key, and remove this one.';
