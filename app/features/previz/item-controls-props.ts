import type { ShotPatch } from '#shared/collab/index.ts';
import type { Blocking } from '#shared/previz/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import type { Item, Stage } from './stage.ts';

export interface ItemControlsProps {
  readonly item: Item;
  readonly stage: Stage;
  readonly shot: Shot;
  readonly editable: boolean;
  readonly onKeep: (item: Item, label: string, blocking: Blocking) => void;
  readonly onShot: (label: string, patch: ShotPatch) => void;
}
