import { AppError } from '#shared/protocol/index.ts';
import type { RequestContext, User } from '#server/context.ts';

/** Who is signed in, or AppError `unauthenticated`. */
export function requireUser(context: Pick<RequestContext, 'user'>): User {
  if (context.user) return context.user;
  throw new AppError('unauthenticated', 'Your session has ended. Sign in again; what was saved is safe.');
}
