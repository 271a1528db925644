import { useEffect, useState } from 'react';
import type { DrawingDocument } from '#server/context.ts';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ConnectOptions } from '#app/collab/connect-project.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { drawingsOf, type HeldDrawing } from '#app/collab/drawings.ts';
import { tellDrawn } from '#app/collab/tell-drawn.ts';
import { whenSaved } from '#app/collab/when-saved.ts';
import { failureOf } from '#app/lib/failure.ts';
import { postForm } from '#app/lib/post-form.ts';

export type DrawingState =
  | { readonly kind: 'opening' }
  /** Nobody has drawn here, and this person may not. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly connection: ProjectConnection };

export interface DrawingOptions {
  readonly project: ProjectConnection;
  readonly projectId: ProjectId;
  readonly panel: PanelId;
  readonly canDraw: boolean;
  readonly user: ConnectOptions['user'];
}

const OPENING: DrawingState = { kind: 'opening' };

/** Where documents are served. */
function syncUrl(): string {
  return `${window.location.origin.replace(/^http/, 'ws')}/sync`;
}

/** The panel's drawing, open while the caller is shown; begun where there was none by who may. */
export function useDrawing({ project, projectId, panel, canDraw, user }: DrawingOptions, attempt: number) {
  const [state, setState] = useState<DrawingState>(OPENING);
  const { id, name, colour } = user;
  useEffect(() => {
    let current = true;
    let leave = () => {};
    setState(OPENING);
    const open = async () => {
      // The server begins no drawing on a panel that it doesn't know of.
      if (canDraw) await whenSaved(project);
      const answer = await postForm<{ document: DrawingDocument | null }>(`/projects/${projectId}/drawings/${panel}`, {
        intent: canDraw ? 'start' : 'open',
      });
      if (!current) return;
      const failure = failureOf(answer);
      if (failure) setState({ kind: 'failed', message: failure.message });
      if (!('document' in answer)) return;
      if (!answer.document) {
        setState({ kind: 'none' });
        return;
      }
      const { name: document, epoch, schemaVersion } = answer.document;
      const asked = { document, epoch, schemaVersion, readOnly: !canDraw, user: { id, name, colour }, url: syncUrl() };
      const hold = (): HeldDrawing => drawingsOf(project).hold(asked);
      const held = hold();
      const stopTelling = canDraw ? tellDrawn(project, hold(), panel) : () => undefined;
      leave = () => {
        stopTelling();
        held.release();
      };
      await held.connection.whenFilled;
      if (current as boolean) setState({ kind: 'open', connection: held.connection });
    };
    void open();
    return () => {
      current = false;
      leave();
    };
  }, [project, projectId, panel, canDraw, id, name, colour, attempt]);
  return state;
}
