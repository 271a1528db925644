/** The part of a pino logger that this module needs. Document content and tokens never go into it. */
export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
