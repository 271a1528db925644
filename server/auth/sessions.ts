import { Lucia, TimeSpan } from 'lucia';
import type { Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { UserId as OurUserId } from '#shared/lib/ids.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { SignedIn, User } from './port.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { hashedSessions } from './session-adapter.ts';

/** A session ends 30 days after its last use, and 90 days after it began whatever happens. */
const IDLE = new TimeSpan(30, 'd');
const ABSOLUTE = new TimeSpan(90, 'd');

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ createdAt: Date }, { name: string; email: string }>;
    UserId: OurUserId;
    DatabaseSessionAttributes: { createdAt: Date };
    DatabaseUserAttributes: { name: string; email: string };
  }
}

export interface SessionsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  /** The site is on https: the cookie is then bound to host and scheme. */
  readonly secure: boolean;
}

export interface Sessions {
  fromCookie(header: string | undefined): Promise<{ actor: Actor; user: User; refreshCookie?: string } | null>;
  start(user: User): Promise<SignedIn>;
  /** By the session's hash. Open sockets of the session hear of it. */
  end(hash: string): Promise<void>;
  clearingCookie(): string;
}

export function createSessions({ db, access, clock, randomBytes, secure }: SessionsOptions): Sessions {
  const adapter = hashedSessions(db);
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: IDLE,
    sessionCookie: {
      name: secure ? '__Host-beatboard' : 'beatboard',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ createdAt }) => ({ createdAt }),
    getUserAttributes: ({ name, email }) => ({ name, email }),
  });
  // Lucia's own reader decodes every cookie of the host and throws at the first that some other program left malformed.
  const own = new RegExp(`(?:^|;\\s*)${lucia.sessionCookieName}=([\\w-]+)`);

  async function end(hash: string): Promise<void> {
    await adapter.deleteByHash(hash);
    access.changed({ kind: 'session-ended', sessionId: hash });
  }

  return {
    fromCookie: async (header) => {
      const secret = own.exec(header ?? '')?.[1];
      if (secret === undefined) return null;
      const { session, user } = await lucia.validateSession(secret);
      if (!session) return null;
      const sessionId = hashSecret(secret);
      if (session.createdAt.getTime() + ABSOLUTE.milliseconds() < clock.now()) {
        await end(sessionId);
        return null;
      }
      return {
        actor: { userId: user.id, sessionId },
        user: { id: user.id, name: user.name, email: user.email },
        ...(session.fresh && { refreshCookie: lucia.createSessionCookie(secret).serialize() }),
      };
    },
    start: async (user) => {
      // Sessions that nobody came back to are swept when somebody signs in.
      await adapter.deleteExpiredSessions();
      const attributes = { createdAt: new Date(clock.now()) };
      const session = await lucia.createSession(user.id, attributes, { sessionId: newSecret(randomBytes) });
      return { user, setCookie: lucia.createSessionCookie(session.id).serialize() };
    },
    end,
    clearingCookie: () => lucia.createBlankSessionCookie().serialize(),
  };
}
