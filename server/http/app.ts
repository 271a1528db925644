import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { NewId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Log } from '#server/observability/index.ts';
import { healthRoutes, type Health } from './health.ts';
import { securityHeaders } from './headers.ts';
import { refuseForeignWrites, type Origins } from './origins.ts';
import { refuseLargeBodies } from './refuse-large-bodies.ts';
import { lastErrorHandler, loggablePath } from './refusals.ts';

export interface AppOptions extends Health {
  readonly origins: Origins;
  readonly https: boolean;
  readonly trustProxy: string;
  readonly newId: NewId;
  readonly newNonce: () => string;
  readonly log: Log;
  readonly files: RequestHandler;
  readonly application: RequestHandler;
}

/** Express, in the order that matters: what refuses a request stands before what reads it. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);
  app.use(nameRequests(options.newId, options.log, options.metrics.count('http_requests_total', 'Requests so far.')));
  app.use(healthRoutes(options));
  app.use(securityHeaders(options.origins, options.newNonce, options.https));
  app.use(refuseUnreadableHosts);
  app.use(refuseForeignWrites(options.origins));
  app.use(refuseLargeBodies);
  app.use(compression());
  app.use(options.files);
  app.use(options.application);
  app.use(lastErrorHandler(options.log));
  return app;
}

function nameRequests(newId: NewId, log: Log, count: () => void): RequestHandler {
  return (request, response, next) => {
    const id = newId();
    response.locals['requestId'] = id;
    response.set('X-Request-Id', id);
    count();
    response.once('finish', () => {
      const { method, path } = request;
      log.debug({ request: id, method, path: loggablePath(path), status: response.statusCode }, 'request');
    });
    next();
  };
}

const refuseUnreadableHosts: RequestHandler = (request, _response, next) => {
  if (URL.canParse(`http://${request.headers.host ?? ''}`)) next();
  else next(new AppError('bad_request', 'This request names no host.'));
};
