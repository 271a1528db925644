import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle';
import type { Adapter, DatabaseSession } from 'lucia';
import { accountTables, findSessionWithUser, type Db } from '#db/index.ts';
import { hashSecret } from './secrets.ts';

/**
 * Lucia stores session ids as they stand in the cookie. This adapter stores their SHA-256 instead, so that a copy of the
 * table signs nobody in. Towards Lucia the id is always the secret.
 */
export function hashedSessions(db: Db): Adapter & { deleteByHash(hash: string): Promise<void> } {
  const inner = new DrizzlePostgreSQLAdapter(db, accountTables.sessions, accountTables.users);
  return {
    getSessionAndUser: async (secret) => {
      const found = await findSessionWithUser(db, hashSecret(secret));
      if (!found) return [null, null];
      const { userId, expiresAt, createdAt } = found.session;
      const { id, name, email } = found.user;
      return [
        { id: secret, userId, expiresAt, attributes: { createdAt } },
        { id, attributes: { name, email } },
      ];
    },
    setSession: (session: DatabaseSession) => inner.setSession({ ...session, id: hashSecret(session.id) }),
    updateSessionExpiration: (secret, expiresAt) => inner.updateSessionExpiration(hashSecret(secret), expiresAt),
    deleteSession: (secret) => inner.deleteSession(hashSecret(secret)),
    deleteByHash: (hash) => inner.deleteSession(hash),
    // A list of sessions can't give back secrets: these ids are the stored hashes.
    getUserSessions: (user) => inner.getUserSessions(user),
    deleteUserSessions: (user) => inner.deleteUserSessions(user),
    deleteExpiredSessions: () => inner.deleteExpiredSessions(),
  };
}
