import type { AssetHash, ElementId, PanelId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { OrderKey } from '#shared/lib/order-key.ts';

/** Where a picture came from. Everything but `drawn` and `uploaded` has a provenance record behind it. */
export const TAKE_SOURCES = ['previz', 'generated', 'uploaded', 'drawn'] as const;
export type TakeSource = (typeof TAKE_SOURCES)[number];

/** One picture made for a panel. Never changed after it is added; its provenance stays in the database. */
export interface Take {
  readonly id: TakeId;
  readonly asset: AssetHash;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly source: TakeSource;
  readonly provider: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: UserId;
}

/** One frame of a shot, hung on the script's own lines. */
export interface Panel {
  readonly id: PanelId;
  readonly shot: ShotId;
  /** Position among the panels of its scene. */
  readonly order: OrderKey;
  /** The script elements it shows, in script order. Its scene is the scene of the first one that still exists. */
  readonly anchors: readonly ElementId[];
  /** Hash of the anchored text when the picture was made or accepted; empty when there is none. */
  readonly textHash: string;
  readonly caption: string;
  /** Milliseconds on screen. */
  readonly durationMs: number;
  /** The take shown, if any. */
  readonly take: TakeId | null;
  readonly takes: readonly Take[];
}

export const DEFAULT_DURATION_MS = 2000;

export function chosenTake(panel: Panel): Take | undefined {
  return panel.takes.find((take) => take.id === panel.take);
}
