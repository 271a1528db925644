import type { ErrorCode } from '#shared/protocol/index.ts';

/** What a loader or an action answers when something expected went wrong. The message may be shown as it stands. */
export interface Failure {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    /** Messages by form field. */
    readonly fields: Readonly<Record<string, string>>;
  };
}

/** The failure in what an action or a fetcher brought back, if it is one. */
export function failureOf(data: unknown): Failure['error'] | undefined {
  if (typeof data !== 'object' || data === null || !('error' in data)) return undefined;
  const { error } = data;
  return typeof error === 'object' && error !== null && 'message' in error ? (error as Failure['error']) : undefined;
}
