import type { Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId } from '#shared/lib/ids.ts';
import type { Access } from '#server/access/index.ts';
import type { Log } from '#server/observability/index.ts';

export interface WorkspacesOptions {
  readonly db: Db;
  readonly access: Access;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}
