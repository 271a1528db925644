import type { ErrorCode } from '#shared/protocol/index.ts';

/** Why a file is no open folder that can be taken in, in a sentence. */
export class Refused extends Error {
  readonly code: ErrorCode;

  constructor(message: string, code: ErrorCode = 'unsupported_file') {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}
