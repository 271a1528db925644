import { useState, type ReactNode } from 'react';
import type { DraftPlan } from '#app/collab/bring-in-draft.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { Button, Dialog, ProgressBar, useToast } from '#app/components/index.ts';
import { useProject } from '#app/lib/project-context.tsx';
import type { ScriptUpload } from '#server/context.ts';
import type { ElementChange } from '#shared/revisions/index.ts';
import { ScriptDrop } from './script-drop.tsx';
import { ScriptFacts, counted } from './script-facts.tsx';
import { TOO_LARGE, importLabel, takeDraft, useDraftPlan } from './use-draft.ts';
import { useScriptFile } from './use-script-file.ts';
import styles from './draft-dialog.module.css';

interface DraftDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly connection: ProjectConnection;
  readonly showChanges: (script: readonly ElementChange[]) => ReactNode;
}

/** A newer draft over the project's script: chosen, compared with what is there, then taken. */
export function DraftDialog({ open, onClose, connection, showChanges }: DraftDialogProps) {
  const { session } = useProject();
  const toast = useToast();
  const chosen = useScriptFile<ScriptUpload>(`/projects/${session.id}/draft`);
  const plan = useDraftPlan(connection, chosen.answer);
  const [taking, setTaking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const upload = chosen.answer;

  const clear = () => {
    setFailure(null);
    chosen.clear();
  };
  const close = () => {
    clear();
    onClose();
  };
  const take = async (draft: ScriptUpload) => {
    setTaking(true);
    const wrong = await takeDraft(connection, session.id, draft);
    setTaking(false);
    setFailure(wrong);
    if (wrong !== null) return;
    const undo = () => {
      if (undoLabel(connection.undo) === importLabel(draft)) connection.undo.undo();
      else toast({ message: 'You changed more since: undo that first, or restore “Before import” in the history.' });
    };
    toast({ tone: 'ok', message: `Brought in ${draft.preview.file}.`, action: { label: 'Undo', run: undo } });
    close();
  };

  const wrong = failure ?? (plan?.isTooLarge ? TOO_LARGE : null);
  const canTake = plan !== null && !plan.isTooLarge && !isNothing(plan);
  return (
    <Dialog
      open={open}
      onClose={close}
      wide
      title="Bring in a newer draft"
      footer={
        upload && (
          <>
            <Button onClick={clear} disabled={taking}>
              Another file
            </Button>
            <Button variant="primary" busy={taking} disabled={!canTake} onClick={() => void take(upload)}>
              Bring in as new draft
            </Button>
          </>
        )
      }
    >
      {upload ? (
        <>
          <ScriptFacts preview={upload.preview} />
          {plan ? <Changes plan={plan} showChanges={showChanges} /> : <Comparing />}
          {wrong !== null && <p role="alert">{wrong}</p>}
        </>
      ) : (
        <>
          <p>
            Its lines are matched with the script’s: what stays, is edited or moved keeps its boards and comments. You
            see what would change before it is taken, and can undo it.
          </p>
          <ScriptDrop busy={chosen.busy} failure={chosen.failure} onFile={chosen.choose} />
        </>
      )}
    </Dialog>
  );
}

function Comparing() {
  return <ProgressBar label="Comparing with the script" value={null} />;
}

function isNothing({ script, titlePage, pageSetup }: DraftPlan): boolean {
  return titlePage === null && pageSetup === null && script.every(({ kind }) => kind === 'same');
}

const PAPERS = { letter: 'US Letter', a4: 'A4' } as const;
const KINDS = [
  ['same', 'unchanged'],
  ['changed', 'edited'],
  ['moved', 'moved'],
  ['added', 'new'],
  ['removed', 'gone'],
] as const;

function Changes({ plan, showChanges }: Pick<DraftDialogProps, 'showChanges'> & { readonly plan: DraftPlan }) {
  if (isNothing(plan)) return <p>This draft says what the script says already. There is nothing to bring in.</p>;
  const { script, titlePage, pageSetup, panels } = plan;
  const counts = KINDS.map(([kind, word]) => ({ word, count: script.filter((change) => change.kind === kind).length }));
  return (
    <section className={styles['changes']}>
      <h3>What would change</h3>
      <dl className={styles['counts']}>
        {counts.map(({ word, count }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {titlePage && <p>The title page is replaced.</p>}
      {pageSetup && <p>The page layout of the file takes the place of the project’s: {PAPERS[pageSetup.paper]}.</p>}
      {panels.hung.length > 0 && (
        <p>{counted(panels.hung.length, 'panel')} whose lines are gone would hang on the heading of the scene.</p>
      )}
      {panels.apart.length > 0 && (
        <p>{counted(panels.apart.length, 'panel')} whose scene is gone would be kept apart from the script.</p>
      )}
      <div className={styles['list']} role="region" aria-label="Changes line by line" tabIndex={0}>
        {showChanges(script)}
      </div>
    </section>
  );
}
