import { expect, test } from 'vitest';
import { findProject, insertProject, providerAccountsOf, updateProviderAccount } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { createSecrets } from '#server/secrets/index.ts';
import { testArtist } from '#tests/factories/artist.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { MINUTE, testPlatform } from '#tests/factories/platform.ts';
import { INK, WASH, testKind } from '#tests/factories/provider-kind.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { accountProviders, createPictureAccounts, resealKeys, type AccountsOptions } from './index.ts';

const KEY = 'sk-canary-0123456789-abcd';
const NEW = {
  ...{ kind: 'inkwell', label: 'Ours', baseUrl: '', models: [INK], key: KEY },
  ...{ budget: null, concurrency: 2, perMinute: null },
};
const OWN_SERVER = testKind(undefined, { id: 'own', name: 'Own server', baseUrl: null, needsKey: false, models: [] });

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const { clock, newId, randomBytes } = platform;
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  const workspaceOf = async (project: ProjectId) => must(await findProject(db, project)).workspace.id;
  const keys = [randomBytes(32), randomBytes(32)];
  const kind = testKind();
  const options: AccountsOptions = {
    ...{ db, access: createAccess({ db, bus: aloneBus('p1') }), clock, newId, log: silentLog },
    secrets: createSecrets({ keys: keys.slice(0, 1), randomBytes }),
    ...{ kinds: [kind, OWN_SERVER], textKinds: [], tools: { clock, allowedHosts: ['127.0.0.1:8188'] } },
  };
  const builtIn = testArtist();
  return {
    ...{ db, platform, team, others, keys, kind, options, builtIn },
    workspace: await workspaceOf(team.project),
    elsewhere: await workspaceOf(others.project),
    accounts: createPictureAccounts(options),
    providers: accountProviders({ ...options, builtIn }),
  };
}

onEachDatabase('accounts with picture services', (open) => {
  test('a key goes in, to the service and nowhere else', async () => {
    const { accounts, providers, team, workspace, kind, db } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, NEW);
    const shown = await accounts.list(team.owner, workspace);
    expect(shown.accounts).toMatchObject([
      {
        id,
        label: 'Ours',
        baseUrl: 'https://inkwell.example/v1',
        models: [INK],
        keyHint: 'abcd',
        lastCheck: null,
        spent: 0,
      },
    ]);
    expect(await providers.find(team.project, id, INK.id)).toMatchObject({ id: 'inkwell' });
    expect(kind.used).toEqual([{ key: KEY, baseUrl: 'https://inkwell.example/v1', model: INK }]);
    const rows = JSON.stringify(await providerAccountsOf(db, workspace));
    for (const text of [JSON.stringify(shown), rows, JSON.stringify(await providers.choices(team.project))]) {
      expect(text).not.toContain('canary');
    }
  });

  test('an account is its workspace’s: nobody else finds it, and its key opens in no other row', async () => {
    const { accounts, providers, team, others, workspace, elsewhere, db } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, NEW);
    const theirs = await accounts.add(others.owner, elsewhere, { ...NEW, key: 'sk-theirs-0123456789' });
    expect(await providers.find(others.project, id, INK.id)).toBeNull();
    expect(await providers.find(team.project, id, WASH.id)).toBeNull();
    expect((await providers.choices(others.project)).map((choice) => choice.id)).toEqual(['previz', theirs]);
    await expect(accounts.check(others.owner, elsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(accounts.remove(others.owner, elsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
    const [ours] = await providerAccountsOf(db, workspace);
    await updateProviderAccount(db, elsewhere, theirs, { sealedKey: must(ours).sealedKey });
    await expect(providers.find(others.project, theirs, INK.id)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a check says in words what is wrong, and is kept until the key is another', async () => {
    const { accounts, team, workspace } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, { ...NEW, key: `${KEY}-wrong` });
    const answer = { passed: false, message: 'Inkwell does not know this key. Copy it anew.' };
    expect(await accounts.check(team.owner, workspace, id)).toEqual(answer);
    expect((await accounts.list(team.owner, workspace)).accounts[0]!.lastCheck).toMatchObject(answer);
    await accounts.replaceKey(team.owner, workspace, id, KEY);
    expect((await accounts.list(team.owner, workspace)).accounts[0]!.lastCheck).toBeNull();
    expect(await accounts.check(team.owner, workspace, id)).toMatchObject({ passed: true });
  });

  test('where nothing can be asked for free a check has neither passed nor failed, and the list says so before it is asked', async () => {
    const { options, team, workspace } = await setUp(await open());
    const { check: _check, ...silent } = testKind();
    const accounts = createPictureAccounts({ ...options, kinds: [silent, OWN_SERVER] });
    const id = await accounts.add(team.owner, workspace, NEW);
    const answer = { passed: null, message: 'Key kept; can’t be checked without a picture.' };
    expect(await accounts.check(team.owner, workspace, id)).toEqual(answer);
    const { accounts: shown, kinds } = await accounts.list(team.owner, workspace);
    expect(shown[0]!.lastCheck).toMatchObject(answer);
    expect(kinds.map(({ canBeChecked }) => canBeChecked)).toEqual([false, true]);
  });

  test('a check that breaks says so without what broke it, which may hold the key', async () => {
    const { options, team, workspace } = await setUp(await open());
    const kind = testKind(undefined, { check: ({ key }) => Promise.reject(new Error(`sent ${key}`)) });
    const logged: unknown[] = [];
    const log = { ...silentLog, error: (...line: unknown[]) => void logged.push(line) };
    const accounts = createPictureAccounts({ ...options, kinds: [kind], log });
    const id = await accounts.add(team.owner, workspace, NEW);
    const said = await accounts.check(team.owner, workspace, id);
    expect(said.passed).toBe(false);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify([said, logged])).not.toContain('canary');
  });

  test('what was removed is out of use at once, can be had back for an hour, and is gone with its key after that', async () => {
    const { accounts, providers, team, workspace, platform, db } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, NEW);
    await accounts.remove(team.owner, workspace, id);
    expect(await providers.find(team.project, id, INK.id)).toBeNull();
    platform.advance(59 * MINUTE);
    await accounts.restore(team.owner, workspace, id);
    expect(await providers.find(team.project, id, INK.id)).not.toBeNull();
    await accounts.remove(team.owner, workspace, id);
    platform.advance(61 * MINUTE);
    await expect(accounts.restore(team.owner, workspace, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await updateProviderAccount(db, workspace, id, { label: 'x' }, true)).toBeUndefined();
  });

  test('without a key of the server’s none is stored, and an account that needs none works', async () => {
    const { options, team, workspace, platform } = await setUp(await open());
    const secrets = createSecrets({ keys: [], randomBytes: platform.randomBytes });
    const accounts = createPictureAccounts({ ...options, secrets });
    await expect(accounts.add(team.owner, workspace, NEW)).rejects.toThrow(/SECRETS_KEY/);
    const own = { ...NEW, kind: 'own', key: '', baseUrl: 'http://127.0.0.1:8188/' };
    await accounts.add(team.owner, workspace, own);
    const { accounts: shown, canKeepKeys } = await accounts.list(team.owner, workspace);
    expect(canKeepKeys).toBe(false);
    expect(shown).toMatchObject([{ kind: 'own', baseUrl: 'http://127.0.0.1:8188', keyHint: null }]);
  });

  test('what can’t be used is said field by field, and a typed key is in no message', async () => {
    const { accounts, team, workspace } = await setUp(await open());
    const wrong = async (changes: object) => {
      const error: unknown = await accounts.add(team.owner, workspace, { ...NEW, ...changes }).catch((e: unknown) => e);
      expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain('canary');
      return Object.keys((error as { details: { fields?: object } }).details.fields ?? {});
    };
    expect(await wrong({ budget: -1, concurrency: 0, perMinute: 1.5, models: [], label: 'x'.repeat(61) })).toEqual(
      expect.arrayContaining(['budget', 'concurrency', 'perMinute', 'models', 'label']),
    );
    expect(await wrong({ key: 'canary\nX-Evil: 1' })).toEqual(['key']);
    expect(await wrong({ key: '' })).toEqual(['key']);
    for (const baseUrl of [
      '',
      'http://10.0.0.1:8188',
      'ftp://a.example',
      'https://me:canary@a.example',
      'https://a.example/?k=canary',
    ]) {
      expect(await wrong({ kind: 'own', key: '', baseUrl })).toEqual(['baseUrl']);
    }
    expect((await accounts.list(team.owner, workspace)).accounts).toEqual([]);
  });

  test('a key does not follow its account to another address', async () => {
    const { options, accounts, team, workspace } = await setUp(await open());
    const own = { ...NEW, kind: 'own', baseUrl: 'https://a.example' };
    const id = await accounts.add(team.owner, workspace, own);
    const moved = accounts.change(team.owner, workspace, id, { ...own, baseUrl: 'https://evil.example' });
    await expect(moved).rejects.toThrow(/goes to no other/);
    await accounts.change(team.owner, workspace, id, { ...own, label: 'Renamed', budget: 12.5 });
    expect((await createPictureAccounts(options).list(team.owner, workspace)).accounts).toMatchObject([
      { label: 'Renamed', budget: 12.5, baseUrl: 'https://a.example' },
    ]);
  });

  test('a change of the server’s key moves every stored one; what nothing opens stays', async () => {
    const { options, accounts, team, workspace, keys, platform, db } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, NEW);
    const secrets = createSecrets({ keys: [...keys].reverse(), randomBytes: platform.randomBytes });
    const logged: string[] = [];
    const log = { ...silentLog, info: (_fields: object, said: string) => void logged.push(said) };
    await resealKeys({ db, secrets, log });
    await resealKeys({ db, secrets, log });
    expect(logged).toEqual(['secrets sealed anew']);
    const newest = createSecrets({ keys: keys.slice(1), randomBytes: platform.randomBytes });
    const later = accountProviders({ ...options, secrets: newest, builtIn: testArtist() });
    expect(await later.find(team.project, id, INK.id)).not.toBeNull();
    await resealKeys({ db, secrets: options.secrets, log: silentLog });
    expect(await later.find(team.project, id, INK.id)).not.toBeNull();
  });

  test('of another film of the workspace it is the same account', async () => {
    const { accounts, providers, team, workspace, platform, db } = await setUp(await open());
    const id = await accounts.add(team.owner, workspace, NEW);
    const second = platform.newId<ProjectId>();
    await insertProject(db, {
      ...{ id: second, workspaceId: workspace, title: 'Two' },
      ...{ createdBy: team.owner.userId, createdAt: new Date(platform.clock.now()) },
    });
    expect(await providers.find(second, id, INK.id)).not.toBeNull();
  });
});
