import type { ReactNode } from 'react';
import type { AssetHash, ElementId, JobId, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';
import type { Panel, ProposedShot, Take } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';

export interface BoardsPaneProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly canEdit: boolean;
  readonly canGenerate: boolean;
  /** At most one a panel: what is drawn now, or what failed last. */
  readonly jobs: readonly PictureProgress[];
  readonly onGenerate: (panels: readonly PanelId[]) => void;
  /** Asks who is to make pictures, and in which words; `like`: a take of the one panel, to make another like it. */
  readonly onOrder?: (
    panels: readonly PanelId[],
    like: { readonly take: TakeId; readonly asset: AssetHash } | null,
  ) => void;
  readonly onCancel: (job: JobId) => void;
  readonly onRetry: (job: JobId) => void;
  /** Whether nothing more is taken up of what is on order. */
  readonly isHeld: boolean;
  /** Null for who may not say so. */
  readonly onHold: ((held: boolean) => void) | null;
  /** The script lines selected now: their panels are lit, and a new panel hangs on them. */
  readonly selectedElementIds: readonly ElementId[];
  /** The panel whose lines the script should light and show; null when none is chosen any more. */
  readonly onSelectPanel: (panel: Panel | null) => void;
  /** The scene the script shows. */
  readonly activeScene?: ElementId;
  readonly assetUrl: (asset: AssetHash) => string;
  /** Everybody with a seat, to name who made a picture. */
  readonly people: readonly { readonly id: UserId; readonly name: string }[];
  /** How many open threads each panel has. */
  readonly threadsByPanel?: ReadonlyMap<PanelId, number>;
  /** Opens a panel to be drawn on, or, for who may not, to be seen large. */
  readonly onDraw?: (panel: PanelId) => void;
  /** What a card shows over its picture while somebody draws on its panel; undefined when nobody does. */
  readonly liveDrawing?: (panel: PanelId) => ReactNode;
  /** How a take's picture came to be. */
  readonly recordOf?: (take: Take) => ReactNode;
  /** A proposed shot as a picture. */
  readonly sketchOf?: (shot: ProposedShot) => ReactNode;
  readonly onOpenThreads?: (panel: PanelId) => void;
  /** Opens the panel's set, to block in. */
  readonly onBlock?: (panel: PanelId) => void;
  /** The scene at the top of the pane, as it changes by scrolling. */
  readonly onSceneInView?: (scene: ElementId) => void;
  /** Under which this person's way to look at boards is kept. */
  readonly viewKey: string;
}

/** A view of the boards, as the pane knows it. */
export interface ShownBoards {
  readonly reveal: (panel: PanelId) => void;
  readonly revealScene: (scene: ElementId) => void;
}

export interface BoardsPaneHandle {
  readonly scrollToPanel: (panel: PanelId) => void;
  /** Selects the panel, shows it and gives it the focus. */
  readonly selectPanel: (panel: PanelId) => void;
  readonly scrollToScene: (scene: ElementId) => void;
}
