import type { AssetHash, ElementId, JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { PictureProgress } from '#shared/protocol/index.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';

export interface BoardsPaneProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly canEdit: boolean;
  readonly canGenerate: boolean;
  /** At most one a panel: what is drawn now, or what failed last. */
  readonly jobs: readonly PictureProgress[];
  readonly onGenerate: (panels: readonly PanelId[]) => void;
  readonly onCancel: (job: JobId) => void;
  readonly onRetry: (job: JobId) => void;
  /** The script lines selected now: their panels are lit, and a new panel hangs on them. */
  readonly selectedElementIds: readonly ElementId[];
  /** The panel whose lines the script should light and show; null when none is chosen any more. */
  readonly onSelectPanel: (panel: Panel | null) => void;
  /** The scene the script shows. */
  readonly activeScene?: ElementId;
  readonly assetUrl: (asset: AssetHash) => string;
  /** How many open threads each panel has. */
  readonly threadsByPanel?: ReadonlyMap<PanelId, number>;
  readonly onOpenThreads?: (panel: PanelId) => void;
  /** The scene at the top of the pane, as it changes by scrolling. */
  readonly onSceneInView?: (scene: ElementId) => void;
}

export interface BoardsPaneHandle {
  readonly scrollToPanel: (panel: PanelId) => void;
  /** Selects the panel, shows it and gives it the focus. */
  readonly selectPanel: (panel: PanelId) => void;
  readonly scrollToScene: (scene: ElementId) => void;
}
