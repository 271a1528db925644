import { findSigningKey, insertSigningKey, type Db } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import type { Log } from '#server/observability/index.ts';
import { isAppError } from '#shared/protocol/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import { makeSigningIdentity, type SigningIdentity } from './signing-identity.ts';

export interface SigningKeysOptions {
  readonly db: Db;
  readonly secrets: Pick<Secrets, 'canSeal' | 'seal' | 'open'>;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

/**
 * Made when a workspace's first picture leaves. Null where the server can't keep secrets, or has lost the key under which
 * this one was sealed: then pictures leave without a signature, and another is not made behind anybody's back.
 */
export type SigningIdentityOf = (workspace: { id: WorkspaceId; name: string }) => Promise<SigningIdentity | null>;

export function signingKeys({ db, secrets, clock, randomBytes, log }: SigningKeysOptions): SigningIdentityOf {
  return async ({ id, name }) => {
    const place = `signing key of workspace ${id}`;
    if ((await findSigningKey(db, id)) === undefined) {
      if (!secrets.canSeal) return null;
      const made = makeSigningIdentity(name, { now: clock.now(), randomBytes });
      const sealed = secrets.seal(JSON.stringify(made), place);
      await insertSigningKey(db, { workspaceId: id, sealed, createdAt: new Date(clock.now()) });
    }
    try {
      return JSON.parse(secrets.open(must(await findSigningKey(db, id)), place)) as SigningIdentity;
    } catch (error) {
      if (!isAppError(error)) throw error;
      log.error({ workspace: id, reason: error.message }, 'pictures leave without a signature');
      return null;
    }
  };
}
