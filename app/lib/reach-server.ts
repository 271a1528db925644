import { isRouteErrorResponse, type ClientActionFunctionArgs, type ClientLoaderFunctionArgs } from '@remix-run/react';
import type { Failure } from './failure.ts';

/*
 * While the server starts anew, or its database is away, people go on writing: nothing that the page asks of it meanwhile
 * may take their window from them. Without these a failed request puts the error page in the place of the whole.
 */

const AGAIN_MS = [500, 1000, 2000, 4000, 8000];

/** For what is fetched in the background: asks until the server answers. What was there before stays until then. */
export async function untilReached({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
  for (let failed = 0; ; failed++) {
    try {
      return await serverLoader();
    } catch (error) {
      if (isAnswer(error) || request.signal.aborted) throw error;
      await pause(AGAIN_MS[failed] ?? 10_000, request.signal);
    }
  }
}

/** For what a person sends: a server that can't be reached is an answer like others, shown where it was asked for. */
export async function reachedOrFailure({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction();
  } catch (error) {
    if (isAnswer(error)) throw error;
    const message = 'The server could not be reached. What you write is kept; try this again in a moment.';
    return { error: { code: 'unavailable', message, fields: {} } } satisfies Failure;
  }
}

/** The server's own word, whatever it says; a proxy's, a starting server's or nobody's is none. */
function isAnswer(error: unknown): boolean {
  return error instanceof Response || (isRouteErrorResponse(error) && error.status < 500);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('Nobody asks any more.', 'AbortError'));
      },
      { once: true },
    );
  });
}
