import { expect, test } from 'vitest';
import { accountTables } from '#db/index.ts';
import { createAccess, type AccessChange } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { DAY, MINUTE, testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createAuth } from './auth.ts';
import { createDemoLinks } from './demo-links.ts';
import { argon2Hasher, type PasswordHasher } from './password-hasher.ts';

const ANA = { name: 'Ana', email: 'ana@example.org', password: 'a long enough one' };
const ADDRESS = '203.0.113.7';

/** The real hasher, with a tally of what was asked of it. */
function countingHasher(): PasswordHasher & { readonly calls: string[] } {
  const inner = argon2Hasher();
  const calls: string[] = [];
  return {
    calls,
    hash: (password) => (calls.push('hash'), inner.hash(password)),
    verify: (hash, password) => (calls.push(`verify ${hash.slice(0, 30)}`), inner.verify(hash, password)),
  };
}

async function setUp({ db }: TestDatabase, secure = false) {
  const platform = testPlatform();
  const access = createAccess({ db, bus: aloneBus('p1') });
  const changes: AccessChange[] = [];
  access.onChange((change) => changes.push(change));
  const hasher = countingHasher();
  const demoLinks = createDemoLinks(platform.randomBytes);
  const auth = await createAuth({ db, access, hasher, demoLinks, ...platform, secure, log: silentLog });
  const signIn = (password: string, email = ANA.email, address = ADDRESS) => auth.signIn({ email, password, address });
  return { db, auth, hasher, changes, platform, demoLinks, signIn };
}

function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}

onEachDatabase('accounts', (open) => {
  test('signing up gives a session and a workspace of one’s own, under the address in lower case', async () => {
    const { auth, db } = await setUp(await open());
    const { setCookie, user } = await auth.signUp({ ...ANA, email: '  Ana@Example.org ' });
    expect(user.email).toBe('ana@example.org');
    const session = await auth.fromCookie(cookieOf(setCookie));
    expect(session?.user).toEqual(user);
    const seats = await db.query.members.findMany();
    expect(seats).toMatchObject([{ userId: user.id, role: 'owner' }]);
    expect(await db.query.workspaces.findMany()).toMatchObject([{ name: 'Ana’s workspace' }]);
  });

  test('of two who sign up with one address at once, one gets the account', async () => {
    const { auth, db } = await setUp(await open());
    const both = await Promise.allSettled([auth.signUp(ANA), auth.signUp({ ...ANA, name: 'Other Ana' })]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.query.users.findMany()).toHaveLength(1);
    expect(await db.query.workspaces.findMany()).toHaveLength(1);
  });

  test('what is wrong with a new account is said at the field', async () => {
    const { auth } = await setUp(await open());
    const wrong = { name: ' ', email: 'nowhere', password: 'Password1' };
    await expect(auth.signUp(wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      details: {
        fields: { name: 'Your name is missing.', password: expect.stringContaining('guessed first') as string },
      },
    });
    await expect(auth.signUp({ ...ANA, password: 'short' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(auth.signUp({ ...ANA, password: 'x'.repeat(257) })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('neither the cookie’s secret nor the password is in the database', async () => {
    const { auth, db } = await setUp(await open());
    const { setCookie } = await auth.signUp(ANA);
    const stored = JSON.stringify([await db.query.sessions.findMany(), await db.query.users.findMany()]);
    expect(stored).not.toContain(cookieOf(setCookie).split('=')[1]);
    expect(stored).not.toContain(ANA.password);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    const [session] = await db.query.sessions.findMany();
    expect(await auth.fromCookie(`beatboard=${String(session?.id)}`), 'a stored id signs nobody in').toBeNull();
  });

  test('an unknown address and a wrong password get the same words for the same work', async () => {
    const { auth, hasher, signIn } = await setUp(await open());
    await auth.signUp(ANA);
    hasher.calls.length = 0;
    const wrong = (await signIn('not the password').catch((error: unknown) => error)) as Error;
    const wrongCost = hasher.calls.splice(0);
    const unknown = (await signIn('not the password', 'nobody@example.org').catch((error: unknown) => error)) as Error;
    const unknownCost = hasher.calls.splice(0);
    expect(wrong).toMatchObject({ code: 'wrong_credentials' });
    expect(unknown).toMatchObject({ code: 'wrong_credentials', message: wrong.message });
    expect(wrongCost).toEqual(['verify $argon2id$v=19$m=19456,t=2,p=1'.slice(0, 37)]);
    expect(unknownCost).toEqual(wrongCost);
  });

  test('each sign-in starts a new session and ends the one it replaces', async () => {
    const { auth, signIn, changes } = await setUp(await open());
    const first = cookieOf((await auth.signUp(ANA)).setCookie);
    const before = await auth.fromCookie(first);
    const { setCookie } = await auth.signIn({ ...ANA, address: ADDRESS, replaces: before?.actor ?? null });
    expect(cookieOf(setCookie)).not.toBe(first);
    expect(await auth.fromCookie(first)).toBeNull();
    expect(changes).toEqual([{ kind: 'session-ended', sessionId: before?.actor.sessionId }]);
    await expect(signIn(ANA.password, 'ANA@example.org ')).resolves.toMatchObject({ user: { name: 'Ana' } });
  });

  test('signing out ends this session alone, tells open sockets, and clears the cookie', async () => {
    const { auth, signIn, changes } = await setUp(await open());
    const here = cookieOf((await auth.signUp(ANA)).setCookie);
    const elsewhere = cookieOf((await signIn(ANA.password)).setCookie);
    const session = await auth.fromCookie(here);
    const { setCookie } = await auth.signOut(session?.actor ?? null);
    expect(setCookie).toMatch(/^beatboard=; .*Max-Age=0/);
    expect(await auth.fromCookie(here)).toBeNull();
    expect(await auth.fromCookie(elsewhere)).not.toBeNull();
    expect(changes).toEqual([{ kind: 'session-ended', sessionId: session?.actor.sessionId }]);
  });

  test('a session ends 90 days after it began, however much it is used', async () => {
    const { auth, db, platform } = await setUp(await open());
    const cookie = cookieOf((await auth.signUp(ANA)).setCookie);
    platform.advance(89 * DAY);
    expect(await auth.fromCookie(cookie)).not.toBeNull();
    platform.advance(2 * DAY);
    expect(await auth.fromCookie(cookie)).toBeNull();
    expect(await db.select().from(accountTables.sessions)).toEqual([]);
  });

  test('malformed cookies of other programs on this host sign nobody out, and are no failure by themselves', async () => {
    const { auth } = await setUp(await open());
    const cookie = cookieOf((await auth.signUp(ANA)).setCookie);
    expect(await auth.fromCookie(`other=100%;x%=%ff; ${cookie}; last=%`)).not.toBeNull();
    for (const header of ['other=100%', 'beatboard=%00%ff', 'beatboard=', `not-${cookie}`, '; ;=']) {
      expect(await auth.fromCookie(header), header).toBeNull();
    }
  });

  test('a session that was not used for 30 days is over', async () => {
    const { auth, db } = await setUp(await open());
    const cookie = cookieOf((await auth.signUp(ANA)).setCookie);
    await db.update(accountTables.sessions).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await auth.fromCookie(cookie)).toBeNull();
  });

  test('on https the cookie is bound to host and scheme', async () => {
    const { auth } = await setUp(await open(), true);
    const { setCookie } = await auth.signUp(ANA);
    expect(setCookie).toMatch(/^__Host-beatboard=[\w-]{43}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax; Secure$/);
    expect(await auth.fromCookie(cookieOf(setCookie).replace('__Host-', ''))).toBeNull();
  });

  test('after ten bad tries an account waits, for that address alone', async () => {
    const { auth, hasher, signIn, platform } = await setUp(await open());
    await auth.signUp(ANA);
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => signIn('guess')));
    const codes = tries.map((each) => each.status === 'rejected' && (each.reason as { code: string }).code);
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(20);
    hasher.calls.length = 0;
    await expect(signIn(ANA.password)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(hasher.calls, 'a refused try costs no hashing').toEqual([]);
    await expect(signIn(ANA.password, ANA.email, '198.51.100.1')).resolves.toBeDefined();
    platform.advance(16 * MINUTE);
    await expect(signIn(ANA.password)).resolves.toBeDefined();
  });

  test('an address that guesses at many accounts waits, but not whoever signed in from there before', async () => {
    const { auth, signIn, platform } = await setUp(await open());
    await auth.signUp(ANA);
    await auth.signUp({ ...ANA, email: 'bo@example.org' });
    await signIn(ANA.password);
    platform.advance(1);
    const guess = (i: number) => signIn('guess', `someone${String(i)}@example.org`).catch(() => undefined);
    for (let i = 0; i < 100; i += 20) await Promise.all(Array.from({ length: 20 }, (_, k) => guess(i + k)));
    await expect(signIn(ANA.password, 'bo@example.org')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(signIn(ANA.password)).resolves.toBeDefined();
  });

  test('of what is tried as an address no more is remembered than an address can have', async () => {
    const { signIn } = await setUp(await open());
    const long = 'a'.repeat(300);
    for (let i = 0; i < 10; i++) await signIn('guess', `${long}${String(i)}`).catch(() => undefined);
    await expect(signIn('guess', `${long}10`)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('a demo link works on this machine for this run, and nowhere else', async () => {
    const { auth, demoLinks } = await setUp(await open());
    const { user } = await auth.signUp(ANA);
    const token = demoLinks.issue(user.id);
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      await expect(auth.redeemDemoLink(token, address)).resolves.toMatchObject({ user: { id: user.id } });
    }
    await expect(auth.redeemDemoLink(token, '203.0.113.9')).rejects.toMatchObject({ code: 'expired' });
    await expect(auth.redeemDemoLink('no such token', '127.0.0.1')).rejects.toMatchObject({ code: 'expired' });
  });
});
