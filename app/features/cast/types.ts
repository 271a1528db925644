import type { ElementId, AssetHash, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import type { CastEdits } from './cast-edits.ts';

export interface CastPaneProps {
  readonly connection: ProjectConnection;
  readonly project: ProjectId;
  readonly me: UserId;
  readonly canEdit: boolean;
  /** What is shown, as `onSelect` said it; null: the first there is. */
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly assetUrl: (asset: AssetHash) => string;
}

/** What every part of a description needs. */
export interface Described {
  readonly edits: CastEdits;
  readonly project: ProjectId;
  readonly canEdit: boolean;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly scenes: readonly Scene[];
  /** Who has agreed to have their likeness in pictures, by `nameKey`; null: not known yet. */
  readonly agreed: readonly string[] | null;
  readonly sceneNumber: (id: ElementId) => string | null;
}
