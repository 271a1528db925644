import type { JobId, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { JobState } from '#shared/protocol/index.ts';
import type { PictureOrder, ReferencePicture } from '#shared/storyboard/index.ts';
import type { Actor } from '#server/access/index.ts';
import type { ProviderChoice } from './providers.ts';

/** How a picture came to be, as people may read it. */
export interface PictureRecord {
  readonly take: TakeId;
  readonly provider: string;
  /** As people know the provider. */
  readonly service: string;
  readonly model: string;
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number | null;
  readonly inputs: readonly ReferencePicture[];
  /** In US dollars. */
  readonly cost: number;
  readonly latencyMs: number;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly hash: string;
  /** From another project, where it was made: the pictures it was made from are not here. */
  readonly copied: boolean;
}

export interface PictureJob {
  readonly id: JobId;
  readonly panel: PanelId;
  readonly state: JobState;
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string | null;
}

/** Pictures on order. A request becomes a durable job; the finished take enters the live document as a peer's edit. */
export interface Generation {
  /** Without an order the built-in artist draws. */
  request(actor: Actor | null, project: ProjectId, panels: readonly PanelId[], order?: PictureOrder): Promise<JobId[]>;
  /** Who can make pictures here. */
  choices(actor: Actor | null, project: ProjectId): Promise<readonly ProviderChoice[]>;
  /**
   * A copy's is that of its original. Rejects with AppError `not_found` where there is no record: of drawings, of takes that
   * came with a film, and of copies whose original is not here.
   */
  record(actor: Actor | null, project: ProjectId, take: TakeId): Promise<PictureRecord>;
  /** Jobs that are not done, and those that failed and were not retried. */
  list(actor: Actor | null, project: ProjectId): Promise<PictureJob[]>;
  retry(actor: Actor | null, project: ProjectId, job: JobId): Promise<void>;
  cancel(actor: Actor | null, project: ProjectId, job: JobId): Promise<void>;
  /** Whether nothing more is taken up of what is on order here. */
  isPaused(actor: Actor | null, project: ProjectId): Promise<boolean>;
  /** Holds what is on order in this project, or lets it go on. What is being made already is made. */
  pause(actor: Actor | null, project: ProjectId, paused: boolean): Promise<void>;
}
