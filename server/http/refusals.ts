import type { ErrorRequestHandler, Request, Response } from 'express';
import { ERROR_STATUS, isAppError } from '#shared/protocol/index.ts';
import type { Log } from '#server/observability/index.ts';

const BROKEN =
  'Something broke on our side. What was saved is safe. Try again; if it happens again, report this number:';

/** The last handler. An AppError is told as it stands; anything else is a bug, logged whole and shown as a number. */
export function lastErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const id = String(response.locals['requestId']);
    const path = loggablePath(request.path);
    const expected = isAppError(error);
    if (expected) log.info({ request: id, code: error.code, path }, 'request refused');
    else if (statusOf(error) >= 500) log.error({ request: id, path, err: error }, 'request failed');
    // Part of a page is out already: cutting the connection is the only way left to say that it is not whole.
    if (response.headersSent) response.destroy();
    else if (expected) answer(request, response, ERROR_STATUS[error.code], error.code, error.message);
    else if (statusOf(error) < 500)
      answer(request, response, statusOf(error), 'bad_request', 'This makes no sense here.');
    else answer(request, response, 500, 'broken', `${BROKEN} ${id}`);
  };
}

/** A path without the secrets that links carry. */
export function loggablePath(path: string): string {
  return path.replace(/[\w-]{40,}/g, '…');
}

// Express's own errors (a broken percent sign in a path) carry a status.
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function answer(request: Request, response: Response, status: number, code: string, message: string): void {
  response.status(status).set('Cache-Control', 'no-store');
  if (request.accepts(['json', 'html']) === 'html') response.type('html').send(page(message));
  else response.json({ error: { code, message } });
}

function page(message: string): string {
  const text = message.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Beatboard</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:20vh auto;padding:0 1em;
color-scheme:light dark}</style><p>${text}</p><p><a href="/">Back to Beatboard</a></p></html>`;
}
