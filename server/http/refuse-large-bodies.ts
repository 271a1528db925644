import type { RequestHandler } from 'express';
import { AppError } from '#shared/protocol/index.ts';

const MB = 1024 * 1024;
/** A script of 20 MB and the form around it. */
const LIMIT = 21 * MB;
/** A project as a folder with all its pictures is read as it comes, and only from who may bring one. */
const FOLDER = { path: /^\/workspaces\/[0-9a-z]{16}\/folder$/, limit: 1024 * MB };
/** A browser shows an answer only after it has sent its body: up to here it is read and thrown away. */
const POLITE = 200 * MB;

/** Every body says how long it is, and the parser of HTTP holds it to that: so the limit can be checked before reading. */
export const refuseLargeBodies: RequestHandler = (request, response, next) => {
  if (request.headers['transfer-encoding'] !== undefined && request.headers['content-length'] === undefined) {
    next(new AppError('bad_request', 'The length of the upload is missing. Send it with a Content-Length.'));
    return;
  }
  const length = Number(request.headers['content-length'] ?? 0);
  const isFolder = FOLDER.path.test(request.path);
  if (length <= (isFolder ? FOLDER.limit : LIMIT)) {
    next();
    return;
  }
  // Closing now would cut off the sender in the middle, and with it the answer.
  if (length <= POLITE) request.resume();
  else response.set('Connection', 'close');
  const size = Math.ceil(length / MB);
  const most = isFolder ? '1 GB is' : '20 MB are';
  next(new AppError('too_large', `This file has ${String(size)} MB; at most ${most} taken. Nothing was imported.`));
};
