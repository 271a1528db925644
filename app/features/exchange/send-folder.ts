import { failureOf, type Failure } from '#app/lib/failure.ts';
import type { FolderImport } from '#server/context.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';

const AWAY: Failure = {
  error: {
    code: 'unavailable',
    message: 'The server could not be reached. Nothing was imported; try this again in a moment.',
    fields: {},
  },
};

/** Sends the zip of a folder, telling how much of it is on its way: `fetch` says nothing of that. */
export function sendFolder(
  workspace: WorkspaceId,
  file: File,
  onSent: (part: number) => void,
): Promise<FolderImport | Failure> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/workspaces/${workspace}/folder?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/zip');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onSent(Math.min(loaded / total, 1));
    request.onload = () => resolve(answerOf(request.status, request.response));
    request.onerror = request.onabort = request.ontimeout = () => resolve(AWAY);
    request.send(file);
  });
}

/** A proxy’s page, or a bug’s, is no answer of ours. */
function answerOf(status: number, body: unknown): FolderImport | Failure {
  if (status === 200 && body !== null) return body as FolderImport;
  return failureOf(body) ? (body as Failure) : AWAY;
}
