import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { failureOf } from '#app/lib/failure.ts';
import type { FolderImport } from '#server/context.ts';
import type { ProjectId, WorkspaceId } from '#shared/lib/ids.ts';
import { sendFolder } from './send-folder.ts';

/** A project that comes in as the zip of an open folder. */
export interface FolderFile {
  /** How much of it is sent, 0 to 1; null while there is none on its way. */
  readonly sent: number | null;
  /** Taken, and there is something to say of it before it is opened. */
  readonly taken: FolderImport | null;
  readonly failure: string | undefined;
  readonly take: (file: File) => void;
  readonly open: (project: ProjectId) => void;
}

export function isFolder({ name, type }: File): boolean {
  return /\.zip$/i.test(name) || type === 'application/zip' || type === 'application/x-zip-compressed';
}

const MAX_BYTES = 1024 * 1024 * 1024;

export function useFolder(workspace: WorkspaceId): FolderFile {
  const navigate = useNavigate();
  const [sent, setSent] = useState<number | null>(null);
  const [taken, setTaken] = useState<FolderImport | null>(null);
  const [failure, setFailure] = useState<string>();
  const open = (project: ProjectId) => navigate(`/projects/${project}/split`);
  const take = async (file: File) => {
    setFailure(undefined);
    if (file.size > MAX_BYTES) {
      setFailure(`${file.name} is over 1 GB, so it was not sent.`);
      return;
    }
    setSent(0);
    const answer = await sendFolder(workspace, file, setSent);
    const refused = failureOf(answer);
    setSent(null);
    if (refused) setFailure(refused.message);
    else if ((answer as FolderImport).notes.length > 0) setTaken(answer as FolderImport);
    else open((answer as FolderImport).project);
  };
  return { sent, taken, failure, take: (file) => void take(file), open };
}
