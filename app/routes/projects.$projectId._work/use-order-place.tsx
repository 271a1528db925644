import { useState, type ReactNode } from 'react';
import type { AssetHash, ElementId, PanelId } from '#shared/lib/ids.ts';
import type { PictureOrder } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { whenSaved } from '#app/collab/when-saved.ts';
import { OrderDialog, type OrderWish } from '#app/features/generation/index.ts';
import { useProject } from '#app/features/project/index.ts';

interface OrderPlace {
  readonly open: (panels: readonly PanelId[], like: OrderWish['like']) => void;
  /** The dialog, where it is to be rendered. */
  readonly place: ReactNode;
}

interface OrderPlaceOptions {
  readonly connection: ProjectConnection;
  readonly scene: ElementId | null;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly onOrder: (panels: readonly PanelId[], order: PictureOrder) => void;
}

/** Where pictures are ordered with every choice there is. */
export function useOrderPlace({ connection, scene, assetUrl, onOrder }: OrderPlaceOptions): OrderPlace {
  const { session, me } = useProject();
  const [wish, setWish] = useState<OrderWish | null>(null);
  return {
    open: (panels, like) => setWish({ panels, scene, like }),
    place: wish && (
      <OrderDialog
        {...{ connection, wish, assetUrl }}
        // The server reads prompts and style from what is saved: what was typed last is among it.
        onOrder={(panels, order) => void whenSaved(connection).then(() => onOrder(panels, order))}
        projectId={session.id}
        onClose={() => setWish(null)}
        viewKey={`picture-order:${me.id}`}
      />
    ),
  };
}
