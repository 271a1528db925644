import { useCallback, useState, type ReactNode } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { later } from '#app/components/index.ts';
import { useProject } from '#app/lib/project-context.tsx';
import type { ElementChange } from '#shared/revisions/index.ts';

const BoardsDialog = later(async () => (await import('./boards-dialog.tsx')).BoardsDialog);
const DraftDialog = later(async () => (await import('./draft-dialog.tsx')).DraftDialog);
const ExportDialog = later(async () => (await import('./export-dialog.tsx')).ExportDialog);

/** What the project's menu and commands open. */
export interface Exchange {
  readonly openExport: () => void;
  /** Null until the film is here. */
  readonly openBoards: (() => void) | null;
  /** Null for who may not write the script, and while nobody can in this window. */
  readonly openDraft: (() => void) | null;
  readonly dialogs: ReactNode;
}

/** @param showChanges draws a compared script; the history has it */
export function useExchange(
  connection: ProjectConnection | null,
  showChanges: (script: readonly ElementChange[]) => ReactNode,
): Exchange {
  const { can } = useProject();
  const [shown, setShown] = useState<'export' | 'boards' | 'draft' | null>(null);
  const ended = useEnd(connection) !== null;
  // The same functions each time: commands are registered by them.
  const openExport = useCallback(() => setShown('export'), []);
  const openBoards = useCallback(() => setShown('boards'), []);
  const openDraft = useCallback(() => setShown('draft'), []);
  const close = () => setShown(null);
  const writes = connection !== null && !ended && can('script.write');
  return {
    openExport,
    openBoards: connection && openBoards,
    openDraft: writes ? openDraft : null,
    dialogs: (
      <>
        <ExportDialog open={shown === 'export'} onClose={close} />
        {connection && <BoardsDialog open={shown === 'boards'} onClose={close} connection={connection} />}
        {connection && (
          <DraftDialog
            open={shown === 'draft' && writes}
            onClose={close}
            connection={connection}
            showChanges={showChanges}
          />
        )}
      </>
    ),
  };
}
