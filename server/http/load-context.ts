import type { RequestContext, Services } from '../context.ts';
import type { Log } from '#server/observability/index.ts';
import type { LoadContext } from './pages.ts';
import { loggablePath } from './refusals.ts';

/** What loaders and actions of one request receive. */
export function loadContext(services: Services, log: Log): LoadContext {
  return async (request, response) => {
    const session = await services.auth.fromCookie(request.headers.cookie);
    if (session?.refreshCookie) response.append('Set-Cookie', session.refreshCookie);
    return {
      services,
      actor: session?.actor ?? null,
      user: session?.user ?? null,
      address: request.ip ?? '',
      nonce: String(response.locals['nonce']),
      report: (error) => {
        const id = String(response.locals['requestId']);
        log.error({ request: id, path: loggablePath(request.path), err: error }, 'request failed');
      },
    } satisfies RequestContext;
  };
}
