import { isRouteErrorResponse, type ClientActionFunctionArgs, type ClientLoaderFunctionArgs } from '@remix-run/react';
import type { Failure } from './failure.ts';
import { pauseAfter } from './pause.ts';

/*
 * While the server starts anew, or its database is away, people go on writing: nothing that the page asks of it meanwhile
 * may take their window from them. Without these a failed request puts the error page in the place of the whole.
 */

/** For what is fetched in the background: asks until the server answers. What was there before stays until then. */
export async function untilReached({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
  for (let failed = 0; ; failed++) {
    try {
      return await serverLoader();
    } catch (error) {
      if (isAnswer(error) || request.signal.aborted) throw error;
      await pauseAfter(failed, request.signal);
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
