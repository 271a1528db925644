import { Download, Images } from 'lucide-react';
import { useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useScenes } from '#app/collab/use-script.ts';
import { Button, ButtonLink, Dialog, ProgressBar } from '#app/components/index.ts';
import { useDownload } from '#app/lib/use-download.ts';
import { useProject } from '#app/lib/project-context.tsx';
import { Check } from './checks.tsx';
import { LogoField } from './logo-field.tsx';
import { ShotListPart } from './shot-list-part.tsx';
import { SheetOptions } from './sheet-options.tsx';
import { sheetQuery, useSheetSettings } from './sheet-choices.ts';
import css from './boards-dialog.module.css';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly connection: ProjectConnection;
}

/** The boards as files: sheets to print, a shot list, the pictures. */
export function BoardsDialog({ open, onClose, connection }: Props) {
  const { session } = useProject();
  const base = `/projects/${session.id}/export-boards`;
  return (
    <Dialog open={open} onClose={onClose} title="Export the boards" wide="very">
      {open && (
        <div className={css['parts']}>
          <SheetsPart base={base} connection={connection} />
          <ShotListPart base={base} />
          <PicturesPart base={base} />
          <AiReportPart base={base} />
        </div>
      )}
    </Dialog>
  );
}

function PicturesPart({ base }: { readonly base: string }) {
  const [prompts, setPrompts] = useState(false);
  return (
    <section className={css['part']} aria-labelledby="export-pictures">
      <h3 id="export-pictures">Pictures</h3>
      <p className={css['use']}>
        The chosen picture of every panel at full size, in a zip with a folder for each scene; named as on the slate.
        Each file says how it was made.
      </p>
      <Check label="AI pictures also say what the model was asked for" checked={prompts} onChange={setPrompts} />
      <div className={css['actions']}>
        <ButtonLink to={`${base}/pictures${prompts ? '?prompts=true' : ''}`} icon={Images} reloadDocument>
          Download pictures
        </ButtonLink>
      </div>
    </section>
  );
}

function AiReportPart({ base }: { readonly base: string }) {
  const { busy, failure, start } = useDownload();
  return (
    <section className={css['part']} aria-labelledby="export-ai">
      <h3 id="export-ai">AI use</h3>
      <p className={css['use']}>
        Every picture that a model made, and every shot or text that somebody took from one: which model, from what, for
        whom, under whose consent, what was drawn over it, and what it cost.
      </p>
      <p role="alert" className={css['failure']}>
        {failure}
      </p>
      <div className={css['actions']}>
        <Button icon={Download} busy={busy} onClick={() => start(`${base}/ai-report?format=pdf`)}>
          Report as PDF
        </Button>
        <Button icon={Download} busy={busy} onClick={() => start(`${base}/ai-report?format=csv`)}>
          Report as CSV
        </Button>
      </div>
    </section>
  );
}

function SheetsPart({ base, connection }: { readonly base: string; readonly connection: ProjectConnection }) {
  const scenes = useScenes(connection.doc);
  const [settings, change] = useSheetSettings();
  const [chosen, choose] = useState<readonly string[] | null>(null);
  const { busy, failure, start } = useDownload();
  const none = chosen?.length === 0;
  return (
    <section className={css['part']} aria-labelledby="export-sheets">
      <h3 id="export-sheets">Storyboard sheets</h3>
      <SheetOptions {...{ settings, change, scenes, chosen, choose }} />
      <LogoField connection={connection} />
      {busy && <ProgressBar label="Making the sheets" value={null} />}
      <p role="alert" className={css['failure']}>
        {failure ?? (none ? 'Choose a scene, or the whole film.' : null)}
      </p>
      <div className={css['actions']}>
        <Button
          variant="primary"
          icon={Download}
          busy={busy}
          disabled={none}
          onClick={() => start(`${base}/sheets?${sheetQuery(settings, chosen ?? [])}`)}
        >
          Download PDF
        </Button>
      </div>
    </section>
  );
}
