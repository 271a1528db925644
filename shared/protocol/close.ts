/**
 * Close codes of both channels. 44xx: do not retry, y-websocket stops. 1013 and 45xx: try again later. The reason text
 * is for logs; clients act on the code.
 */
export const CLOSE = {
  /** Not signed in, or the session ended. */
  unauthenticated: 4401,
  /** Signed in, but not a member of this project, or no longer. */
  forbidden: 4403,
  /** No such document. Also said to people who may not know whether there is one. */
  notFound: 4404,
  /** A write that this role may not make, or a message that makes no sense. */
  refused: 4405,
  /** The document was replaced by another epoch: the copy in this window must not be merged. */
  epochChanged: 4409,
  /** The window is older than the document: reload. */
  clientOutdated: 4410,
  /** A frame over the limit. */
  tooLarge: 4413,
  /** The stored history of the document can't be read: whoever runs the server has to repair it. */
  damaged: 4422,
  /** Too many sockets of one person. */
  rateLimited: 4429,
  /** The server is going away or overloaded. */
  tryLater: 1013,
  /** Sends more than a window may, and has for a while: come back with everything in one difference. */
  tooFast: 4529,
  /** The database does not answer; nothing unsaved is dropped. */
  storageUnavailable: 4503,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

export function isFinalClose(code: number): boolean {
  return code >= 4400 && code < 4500;
}
