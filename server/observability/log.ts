import { pino, destination } from 'pino';

/** error: go and look. info: something changed. debug: the rest. Messages name events, never contents of a script. */
export interface Log {
  error(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** JSON lines on stderr; stdout belongs to the person at the terminal. */
export function createLog(level: 'silent' | 'error' | 'info' | 'debug'): Log {
  return pino({ level, base: null, redact: ['password', 'token', 'cookie'] }, destination({ fd: 2, sync: true }));
}
