import * as encoding from 'lib0/encoding';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';
import { MESSAGE, SYNC, SYNC_PARAMS } from '#shared/protocol/index.ts';
import type { ServerName } from '../servers.ts';

/** What differs between the servers on the wire. Hocuspocus puts the document's name before every message. */
export interface Dialect {
  readonly path: string;
  /** The first messages of a window, in order. */
  readonly greeting: readonly Uint8Array[];
  /** Bytes before a message of the server. */
  readonly prefix: number;
  /** A server that only hands on never answers: a window is in when its socket is open. */
  readonly silent: boolean;
  update(update: Uint8Array): Uint8Array;
  /** The answer to the server's question for what this window holds: nothing. */
  readonly nothing: Uint8Array;
  awareness(update: Uint8Array): Uint8Array;
}

/** Hocuspocus's message of this type; what it says is a token, here an empty one. */
const AUTH_TOKEN = 0;
const NO_STATE = new Uint8Array([0]);
const NO_UPDATE = new Uint8Array([0, 0]);

export function dialectOf(server: ServerName, document: string): Dialect {
  const named = server === 'hocuspocus';
  const message = (write: (encoder: encoding.Encoder) => void) =>
    encoding.encode((encoder) => {
      if (named) encoding.writeVarString(encoder, document);
      write(encoder);
    });
  const sync = (step: number, body: Uint8Array) =>
    message((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, body);
    });
  const auth = message((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.auth);
    encoding.writeVarUint(encoder, AUTH_TOKEN);
    encoding.writeVarString(encoder, '');
    encoding.writeVarString(encoder, '4');
  });
  const question = sync(SYNC.step1, NO_STATE);
  const query = `${SYNC_PARAMS.schema}=${String(SCHEMA_VERSION)}&${SYNC_PARAMS.epoch}=1`;
  return {
    path: server === 'beatboard' ? `/sync/${document}?${query}` : `/${document}`,
    greeting: named ? [auth, question] : [question],
    prefix: named ? 1 + document.length : 0,
    silent: server === 'relay',
    update: (update) => sync(SYNC.update, update),
    nothing: sync(SYNC.step2, NO_UPDATE),
    awareness: (update) =>
      message((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.awareness);
        encoding.writeVarUint8Array(encoder, update);
      }),
  };
}
