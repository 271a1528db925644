import type { RequestHandler } from 'express';
import { AppError } from '#shared/protocol/index.ts';

const MB = 1024 * 1024;
/** A script of 20 MB and the form around it. */
const LIMIT = 21 * MB;
/** A browser shows an answer only after it has sent its body: up to here it is read and thrown away. */
const POLITE = 200 * MB;

/** Every body says how long it is, and the parser of HTTP holds it to that: so the limit can be checked before reading. */
export const refuseLargeBodies: RequestHandler = (request, response, next) => {
  if (request.headers['transfer-encoding'] !== undefined && request.headers['content-length'] === undefined) {
    next(new AppError('bad_request', 'The length of the upload is missing. Send it with a Content-Length.'));
    return;
  }
  const length = Number(request.headers['content-length'] ?? 0);
  if (length <= LIMIT) {
    next();
    return;
  }
  // Closing now would cut off the sender in the middle, and with it the answer.
  if (length <= POLITE) request.resume();
  else response.set('Connection', 'close');
  const size = Math.ceil(length / MB);
  next(new AppError('too_large', `This file has ${String(size)} MB; at most 20 MB are taken. Nothing was imported.`));
};
