import type { Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId, ProjectId } from '#shared/lib/ids.ts';
import type { StructureMap } from '#shared/shots/index.ts';
import type { Panel, PictureBrief } from '#shared/storyboard/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import type { ConsentGate } from '#server/consent/index.ts';
import type { Studio } from '#server/pictures/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Notices } from '#server/realtime/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Providers } from './providers.ts';

export interface GenerationOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read' | 'look' | 'edit'>;
  readonly assets: Pick<Assets, 'put' | 'open'>;
  readonly providers: Providers;
  readonly consents: ConsentGate;
  readonly studio: Pick<Studio, 'check'>;
  /** What a panel shows, with what is drawn on it; null where nothing is. */
  readonly asDrawn: (
    actor: Actor,
    project: ProjectId,
    panel: Panel,
    aspectRatio: number,
  ) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | null>;
  /** A map of a panel's set as a PNG; null where there is nothing to be told of it. */
  readonly mapOfSet: (brief: PictureBrief, map: StructureMap, signal: AbortSignal) => Promise<Uint8Array | null>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** This process, by a name it has never had before. */
  readonly worker: string;
  /** No other process works on this database. */
  readonly alone: boolean;
  /** Pictures that the built-in artist makes at a time. */
  readonly concurrency: number;
  /** Milliseconds before a second attempt; the third waits longer. At once when left out. */
  readonly backOffMs?: number;
}
