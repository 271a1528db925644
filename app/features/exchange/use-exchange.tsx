import { useCallback, useState, type ReactNode } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { useProject } from '#app/lib/project-context.tsx';
import type { ElementChange } from '#shared/revisions/index.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';

/** What the project's menu and commands open. */
export interface Exchange {
  readonly openExport: () => void;
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
  const [shown, setShown] = useState<'export' | 'draft' | null>(null);
  const ended = useEnd(connection) !== null;
  // The same functions each time: commands are registered by them.
  const openExport = useCallback(() => setShown('export'), []);
  const openDraft = useCallback(() => setShown('draft'), []);
  const close = () => setShown(null);
  const writes = connection !== null && !ended && can('script.write');
  return {
    openExport,
    openDraft: writes ? openDraft : null,
    dialogs: (
      <>
        <ExportDialog open={shown === 'export'} onClose={close} />
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
