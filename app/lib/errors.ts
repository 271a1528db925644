import { data, redirect } from '@remix-run/node';
import { ERROR_STATUS, isAppError, type AppError } from '#shared/protocol/index.ts';
import type { Failure } from './failure.ts';
import { loginPath } from './redirect-to.ts';

/*
 * Every loader and action runs inside one of these. They tell AppErrors, which services throw, to the person; anything
 * else is a bug and goes on to the error boundary and the log.
 */

function failure(error: AppError): Failure {
  return { error: { code: error.code, message: error.message, fields: error.details.fields ?? {} } };
}

/** An AppError as a Response; whatever else was thrown is thrown again. */
export function toResponse(error: unknown): Response {
  if (!isAppError(error)) throw error;
  return Response.json(failure(error), { status: ERROR_STATUS[error.code], headers: { 'Cache-Control': 'no-store' } });
}

/** For the loader of a page: a visitor is sent to sign in and comes back, other failures reach the error boundary. */
export async function loading<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && error.code === 'unauthenticated') throw redirect(loginPath(new URL(request.url)));
    throw isAppError(error) ? toResponse(error) : error;
  }
}

/** For the action of a page: the failure is its answer, to be shown where the thing is. */
export async function acting<T>(work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return data(failure(error), { status: ERROR_STATUS[error.code] });
  }
}

/** For loaders and actions without a page: JSON both ways, the failure too, so that one panel's error stays there. */
export async function serving(work: () => Promise<object>): Promise<Response> {
  try {
    return Response.json(await work(), { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return toResponse(error);
  }
}

/** The loader of a route that takes forms and shows nothing. */
export function formsOnly(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
