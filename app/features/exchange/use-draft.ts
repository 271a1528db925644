import { useEffect, useState } from 'react';
import type { DraftPlan } from '#app/collab/bring-in-draft.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { untilSaved } from '#app/collab/until-saved.ts';
import { failureOf } from '#app/lib/failure.ts';
import { postForm } from '#app/lib/post-form.ts';
import type { ScriptUpload } from '#server/context.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

const SAVED_MS = 5000;
/** A revision's name has at most 120 characters. */
const NAME_LENGTH = 90;
export const TOO_LARGE =
  'This draft changes more of the script than can be taken and undone at once: some 700 KB of text. Nothing was changed; open it as a project of its own.';

// The readers of all formats are large, and a window that imports nothing goes without them.
const loadDrafts = () => import('#app/collab/bring-in-draft.ts');

/** What the draft would do to the script, as it was when the draft was read; null until that is known. */
export function useDraftPlan(connection: ProjectConnection, upload: ScriptUpload | null): DraftPlan | null {
  const [planned, setPlanned] = useState<{ readonly of: ScriptUpload; readonly plan: DraftPlan } | null>(null);
  useEffect(() => {
    if (!upload) return;
    let current = true;
    void loadDrafts().then(({ planDraft }) => {
      if (current) setPlanned({ of: upload, plan: planDraft(connection.doc, draftOf(upload)) });
    });
    return () => {
      current = false;
    };
  }, [connection, upload]);
  return planned !== null && planned.of === upload ? planned.plan : null;
}

/** Names the script as it is, then brings the draft in. Answers what went wrong, as a sentence, or null. */
export async function takeDraft(
  connection: ProjectConnection,
  project: ProjectId,
  upload: ScriptUpload,
): Promise<string | null> {
  if (!(await untilSaved(connection, SAVED_MS))) {
    return 'Your own last changes are not saved yet. Nothing was changed; try again when they are.';
  }
  const { bringInDraft } = await loadDrafts();
  const name = shorten(upload.preview.file);
  const kept = await postForm(`/projects/${project}/revisions`, { intent: 'name', name: `Before import of ${name}` });
  const failure = failureOf(kept);
  if (failure) return failure.message;
  return bringInDraft(connection, draftOf(upload), importLabel(upload)) ? null : TOO_LARGE;
}

/** What undo calls it. */
export function importLabel({ preview }: ScriptUpload): string {
  return `import of ${shorten(preview.file)}`;
}

function draftOf({ preview, titlePage, pageSetup, paragraphs }: ScriptUpload) {
  return { format: preview.format, titlePage, pageSetup, paragraphs };
}

function shorten(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}
