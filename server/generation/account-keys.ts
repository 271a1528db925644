import { replaceSealedKey, sealedProviderKeys, type Db } from '#db/index.ts';
import type { ProviderAccountId, WorkspaceId } from '#shared/lib/ids.ts';
import { isAppError } from '#shared/protocol/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Secrets } from '#server/secrets/index.ts';

/** What an account's key is sealed for: in another's row it does not open. */
export function placeOfKey(workspace: WorkspaceId, account: ProviderAccountId): string {
  return `provider-account/${workspace}/${account}`;
}

const HINT_CHARACTERS = 4;
/** Of a shorter key four characters would be too much of it. */
const HINTED_FROM = 16;

/** What people know a key by. */
export function hintOf(key: string): string {
  return key.length < HINTED_FROM ? '' : key.slice(-HINT_CHARACTERS);
}

/** Seals every key under the newest key of the server's; those that nothing opens stay as they are. */
export async function resealKeys({ db, secrets, log }: { db: Db; secrets: Secrets; log: Log }): Promise<void> {
  const found = { moved: 0, shut: 0 };
  for (const { id, workspaceId, sealedKey } of await sealedProviderKeys(db)) {
    if (sealedKey === null) continue;
    try {
      const moved = secrets.reseal(sealedKey, placeOfKey(workspaceId, id));
      if (moved === null) continue;
      await replaceSealedKey(db, id, sealedKey, moved);
      found.moved += 1;
    } catch (error) {
      if (!isAppError(error)) throw error;
      found.shut += 1;
    }
  }
  if (found.moved > 0) log.info({ secrets: found.moved }, 'secrets sealed anew');
  if (found.shut > 0) log.error({ secrets: found.shut }, 'secrets that no key of this server opens');
}
