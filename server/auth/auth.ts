import { findUser, findUserByEmail, insertAccount } from '#db/index.ts';
import type { NewId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Log } from '#server/observability/index.ts';
import { createAttempts } from './attempts.ts';
import { MAX_EMAIL, MAX_PASSWORD, checkNewAccount, normaliseEmail } from './credentials.ts';
import type { DemoLinks } from './demo-links.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { Auth } from './port.ts';
import { newSecret } from './secrets.ts';
import { createSessions, type SessionsOptions } from './sessions.ts';

export interface AuthOptions extends SessionsOptions {
  readonly hasher: PasswordHasher;
  readonly demoLinks: DemoLinks;
  readonly newId: NewId;
  readonly log: Log;
}

export async function createAuth(options: AuthOptions): Promise<Auth> {
  const { db, hasher, demoLinks, clock, newId, log } = options;
  const sessions = createSessions(options);
  const attempts = createAttempts(clock);
  // A sign-in for an unknown address is checked against this, so that it takes as long as a wrong password.
  const nobodysHash = await hasher.hash(newSecret(options.randomBytes));

  return {
    fromCookie: (header) => sessions.fromCookie(header),

    signUp: async (input) => {
      const { name, email, password } = checkNewAccount(input);
      const id = newId<UserId>();
      const createdAt = new Date(clock.now());
      const passwordHash = await hasher.hash(password);
      const workspace = { id: newId<WorkspaceId>(), name: `${name}’s workspace` };
      if (!(await insertAccount(db, { id, email, name, passwordHash, createdAt }, workspace))) {
        const message = 'There is an account with this address already. Sign in instead.';
        throw new AppError('conflict', message, { fields: { email: message } });
      }
      log.info({ user: id }, 'account created');
      return sessions.start({ id, name, email });
    },

    signIn: async ({ password, address, replaces, ...input }) => {
      // One character over the limit is enough to be nobody's, and what is tried is remembered.
      const email = normaliseEmail(input.email.trim().slice(0, MAX_EMAIL + 1));
      attempts.begin(email, address);
      const row = await findUserByEmail(db, email);
      // One character over the limit is enough to be wrong, and megabytes need not be hashed to find out.
      const tried = password.slice(0, MAX_PASSWORD + 1);
      const matches = await hasher.verify(row?.passwordHash ?? nobodysHash, tried);
      if (!row || !matches) {
        log.info({ user: row?.id ?? null, address }, 'sign-in refused');
        throw new AppError('wrong_credentials', 'Email address and password do not match an account. Try again.');
      }
      attempts.succeeded(email, address);
      if (replaces) await sessions.end(replaces.sessionId);
      log.info({ user: row.id }, 'signed in');
      return sessions.start({ id: row.id, name: row.name, email: row.email });
    },

    signOut: async (actor) => {
      if (actor) {
        await sessions.end(actor.sessionId);
        log.info({ user: actor.userId }, 'signed out');
      }
      return { setCookie: sessions.clearingCookie() };
    },

    redeemDemoLink: async (token, address) => {
      const id = isLoopbackAddress(address) ? demoLinks.userOf(token) : undefined;
      const row = id && (await findUser(db, id));
      if (!row) {
        throw new AppError(
          'expired',
          'This sign-in link is not from the present run. Take the one the terminal shows.',
        );
      }
      log.info({ user: row.id }, 'signed in by a demo link');
      return sessions.start({ id: row.id, name: row.name, email: row.email });
    },
  };
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
