import type { TakeId } from '#shared/lib/ids.ts';

/** A picture as a panel shows it, on its way out. */
export interface LeavingPicture {
  /** The panel's number, or what else it is called. */
  readonly title: string;
  /** Null where there is only a drawing. */
  readonly take: TakeId | null;
  /** Somebody has drawn over it. */
  readonly drawn: boolean;
  readonly mime: string;
  readonly bytes: Uint8Array;
}
