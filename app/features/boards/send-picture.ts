import type { PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import type { Sent, UploadTools } from './picture-uploads.ts';

/** Codes that mean "later": the server is starting, draining, or has its hands full. */
const LATER = ['unavailable', 'rate_limited'];

/** Sends a picture, telling how much of it is on its way: `fetch` says nothing of that. */
export function pictureSender(project: ProjectId): UploadTools['send'] {
  return ({ take, panel, file }, { signal, onSent }) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', `/projects/${project}/pictures`);
      request.setRequestHeader('Accept', 'application/json');
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => onSent(Math.min(loaded / total, 1));
      request.onload = () => resolve(answerOf(request.status, request.response));
      request.onerror = request.onabort = request.ontimeout = () => resolve({ kind: 'unreached' });
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(formOf(take, panel, file));
    });
}

function formOf(take: TakeId, panel: PanelId, file: File): FormData {
  const form = new FormData();
  form.set('take', take);
  form.set('panel', panel);
  form.set('file', file);
  return form;
}

/** A proxy’s page, or a bug’s, is no answer of ours. */
function answerOf(status: number, body: unknown): Sent {
  const failure = failureOf(body);
  if (status === 200 && body !== null) return { kind: 'taken', take: body as Take };
  if (!failure || LATER.includes(failure.code)) return { kind: 'unreached' };
  return { kind: 'refused', message: failure.message };
}
