import type { UserId } from '#shared/lib/ids.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Sign-in links of this run. They live in memory, as hashes, and end with the process. */
export interface DemoLinks {
  issue(user: UserId): string;
  userOf(token: string): UserId | undefined;
}

export function createDemoLinks(randomBytes: (count: number) => Uint8Array): DemoLinks {
  const users = new Map<string, UserId>();
  return {
    issue: (user) => {
      const token = newSecret(randomBytes);
      users.set(hashSecret(token), user);
      return token;
    },
    userOf: (token) => users.get(hashSecret(token)),
  };
}
