import type { AssetHash, ElementId, PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import type { PictureOrder } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';

/** What somebody wants pictures for. */
export interface OrderWish {
  readonly panels: readonly PanelId[];
  readonly scene: ElementId | null;
  /** A take of the one panel, to make another like. */
  readonly like: { readonly take: TakeId; readonly asset: AssetHash } | null;
}

export interface OrderDialogProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  /** Null: the dialog is closed. */
  readonly wish: OrderWish | null;
  readonly onClose: () => void;
  readonly onOrder: (panels: readonly PanelId[], order: PictureOrder) => void;
  readonly assetUrl: (asset: AssetHash) => string;
  /** Under which this person's last order is kept. */
  readonly viewKey: string;
}
