import type { RequestContext, Services } from '../context.ts';
import type { LoadContext } from './pages.ts';

/** What loaders and actions of one request receive. */
export function loadContext(services: Services): LoadContext {
  return async (request, response) => {
    const session = await services.auth.fromCookie(request.headers.cookie);
    if (session?.refreshCookie) response.append('Set-Cookie', session.refreshCookie);
    return {
      services,
      actor: session?.actor ?? null,
      user: session?.user ?? null,
      address: request.ip ?? '',
      nonce: String(response.locals['nonce']),
    } satisfies RequestContext;
  };
}
