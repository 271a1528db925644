/** What can go wrong for a person, each with the HTTP status it travels as. The words are written where it happens. */
export const ERROR_STATUS = {
  bad_request: 400,
  invalid_input: 422,
  unauthenticated: 401,
  wrong_credentials: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  conflict: 409,
  expired: 410,
  too_large: 413,
  unsupported_file: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

export interface ErrorDetails {
  /** Messages by form field. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * A failure somebody outside can understand: the message is a sentence for that person, says what is safe and what to
 * do, and may be shown as it stands. Anything else that is thrown is a bug and is shown as one.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** By shape, not by class: the Remix bundle and the server bundle each hold a copy of this module. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && String(error.code) in ERROR_STATUS;
}
