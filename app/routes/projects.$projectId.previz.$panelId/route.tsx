import { useNavigate, useParams } from '@remix-run/react';
import { useState } from 'react';
import type { AssetHash, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { untilSaved } from '#app/collab/until-saved.ts';
import { useEnd } from '#app/collab/use-save-state.ts';
import { PrevizPane } from '#app/features/previz/index.ts';
import { WhenConnected, useProject } from '#app/features/project/index.ts';
import { usePictures, type ListedPictures } from '#app/routes/projects.$projectId._work/use-pictures.ts';

/** The set of a panel has an address of its own, so that Back leads to the boards and a link to the set. */
export default function PrevizPlace() {
  const { panelId = '' } = useParams();
  return (
    <WhenConnected>
      {(connection) => <Place key={panelId} connection={connection} panel={panelId as PanelId} />}
    </WhenConnected>
  );
}

interface PlaceProps {
  readonly connection: ProjectConnection;
  readonly panel: PanelId;
}

function Place({ connection, panel }: PlaceProps) {
  const { session, can } = useProject();
  const navigate = useNavigate();
  const writes = useEnd(connection) === null;
  const { draw, drawing, failure } = useDraw(connection, session.id, panel);
  return (
    <PrevizPane
      connection={connection}
      project={session.id}
      panel={panel}
      canEdit={writes && can('boards.write')}
      onDraw={writes && can('pictures.generate') ? draw : null}
      drawing={drawing}
      failure={failure}
      assetUrl={(asset: AssetHash) => `/projects/${session.id}/assets/${asset}`}
      onLeave={() => navigate(`/projects/${session.id}/boards`)}
      onOpen={(other) => navigate(`/projects/${session.id}/previz/${other}`)}
    />
  );
}

/** Asks for the panel's picture once the server has what it is drawn from; done when the picture hangs on the panel. */
function useDraw(connection: ProjectConnection, project: ProjectId, panel: PanelId) {
  const { jobs, request } = usePictures(project, NO_JOBS);
  const [saving, setSaving] = useState(false);
  const [unsaved, setUnsaved] = useState<string | null>(null);
  const job = jobs.find((each) => each.panel === panel);
  const draw = () => {
    setSaving(true);
    void untilSaved(connection, MOST_MS).then((saved) => {
      setSaving(false);
      setUnsaved(saved ? null : UNSAVED);
      if (saved) request([panel]);
    });
  };
  const drawing = saving || job?.state === 'queued' || job?.state === 'running';
  return {
    draw,
    drawing,
    failure: drawing ? null : (unsaved ?? (job?.state === 'failed' ? (job.message ?? null) : null)),
  };
}

const NO_JOBS: ListedPictures = { jobs: [], held: false };
const UNSAVED =
  'The frame is drawn by the server, which has not got your changes yet. They are kept here: try again when you are connected.';
const MOST_MS = 10_000;
