import type { Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId } from '#shared/lib/ids.ts';
import type { Access } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Notices } from '#server/realtime/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { GenerationProvider } from './provider.ts';

export interface GenerationOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read' | 'edit'>;
  readonly assets: Pick<Assets, 'put'>;
  readonly provider: GenerationProvider;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** This process, by a name it has never had before. */
  readonly worker: string;
  /** No other process works on this database. */
  readonly alone: boolean;
  /** Pictures made at a time. */
  readonly concurrency: number;
}
