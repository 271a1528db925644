import { Router } from 'express';
import type { Metrics } from '#server/observability/index.ts';

const ANSWER_MS = 2_000;

export interface Health {
  readonly metrics: Metrics;
  /** False while the server starts and as soon as it goes down. */
  readonly accepting: () => boolean;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
}

/** `/healthz`: the process lives. `/readyz`: it may be sent people. `/metrics`: numbers for Prometheus. */
export function healthRoutes({ metrics, accepting, ping }: Health): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  router.get('/readyz', (_request, response, next) => {
    const answer = (ready: boolean) =>
      response
        .status(ready ? 200 : 503)
        .type('text')
        .send(ready ? 'ready\n' : 'not ready\n');
    (accepting() ? answersInTime(ping()) : Promise.resolve(false)).then(answer).catch(next);
  });
  router.get('/metrics', (_request, response) => {
    response.type('text/plain; version=0.0.4').send(metrics.render());
  });
  return router;
}

async function answersInTime(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ANSWER_MS)));
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
