import type { AssetHash, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';

export interface PrevizPaneProps {
  readonly connection: ProjectConnection;
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly canEdit: boolean;
  /** Draws the frame and keeps it as the panel's take; null for who may not. */
  readonly onDraw: (() => void) | null;
  readonly drawing: boolean;
  /** Why the frame could not be drawn, and what to do, in a sentence. */
  readonly failure: string | null;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onLeave: () => void;
  readonly onOpen: (panel: PanelId) => void;
}
