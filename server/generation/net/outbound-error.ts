/** Why nothing came back from outside. */
export type OutboundTrouble =
  | 'address' /* one that must not be spoken to */
  | 'plain' /* not https, where it has to be */
  | 'unreachable'
  | 'timeout'
  | 'too_large'
  | 'redirect' /* sent elsewhere, where that is not followed, or too often */
  | 'encoded'; /* packed, though it was asked not to be: unpacking is how a small answer becomes a huge one */

/** Says the host and nothing else of what was sent: a path or a query may hold what is not for everybody's eyes. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly trouble: OutboundTrouble;

  constructor(trouble: OutboundTrouble, host: string) {
    super(`${host}: ${trouble}`);
    this.trouble = trouble;
  }
}
