import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { createDocumentStore, migrate } from '#db/index.ts';
import { createAccess } from '#server/access/index.ts';
import type { Bus } from '#server/cluster/index.ts';
import { argon2Hasher, createAuth, createDemoLinks } from '#server/auth/index.ts';
import { system } from '#server/config/index.ts';
import { Room } from '#server/sync/room.ts';
import { createSyncServer } from '#server/sync/index.ts';
import { MESSAGE } from '#shared/protocol/index.ts';
import { inlineCompactor } from '#tests/builders/inline-compactor.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { MemoryBuses } from '#tests/sync/memory-buses.ts';
import { openPlace, type Place } from '../support/scratch.ts';
import type { Arm, Point } from './points.ts';

/*
 * The sync server on a real database, with the product's own sessions and seats, that dies where it is told to. What is
 * watched is watched from outside: the engine has no hooks for it. Rooms go and checkpoints come soon.
 */

const LIMITS = { idleMs: 30, checkpointRows: 25 };

let armed: Arm | null = null;

function reach(point: Point): void {
  if (armed?.point !== point) return;
  armed = { point, hits: armed.hits - 1 };
  if (armed.hits <= 0) process.kill(process.pid, 'SIGKILL');
}

/** The same act, with the moments before, in the middle of and after it. */
function watched<T extends unknown[], R>(
  name: 'append' | 'checkpoint' | 'publish',
  act: (...args: T) => R,
): (...args: T) => R {
  return (...args) => {
    reach(`before ${name}`);
    const result = act(...args);
    if (name === 'publish') reach('after publish');
    else {
      // By now the question has left for the database.
      setImmediate(() => reach(`during ${name}`));
      if (result instanceof Promise) return result.finally(() => reach(`after ${name}`)) as R;
    }
    return result;
  };
}

/* eslint-disable @typescript-eslint/unbound-method -- called on what they belong to below */
const { send } = WebSocket.prototype;
const { close } = Room.prototype;
/* eslint-enable @typescript-eslint/unbound-method */

WebSocket.prototype.send = function (this: WebSocket, data: Uint8Array) {
  const isAck = data[0] === MESSAGE.ack;
  if (isAck) reach('before ack');
  send.call(this, data, {});
  if (isAck) reach('after ack');
} as typeof send;

Room.prototype.close = function (this: Room, ...args) {
  reach('before unload');
  close.apply(this, args);
  reach('after unload');
};

process.on('message', (arm: Arm) => {
  armed = arm;
});
process.on('disconnect', () => process.exit(0));

const place = JSON.parse(process.argv[2] ?? '') as Place;
const opened = await openPlace(
  place,
  // Beside this file, where both were bundled.
  (name, _source, options) => new Worker(new URL(`./${name}.mjs`, import.meta.url), options),
);
process.send?.('opened');
await migrate(opened);
const { db } = opened;
const { clock, newId, randomBytes } = system;
const heard = new MemoryBuses().join(newId());
const bus: Bus = { ...heard, alone: false, say: watched('publish', (...word) => heard.say(...word)) };
const access = createAccess({ db, bus });
const auth = await createAuth({
  ...{ db, access, hasher: argon2Hasher(), demoLinks: createDemoLinks(randomBytes), clock, newId, randomBytes },
  ...{ secure: false, log: silentLog },
});
const store = createDocumentStore(db);
const server = createSyncServer({
  store: {
    ...store,
    append: watched('append', (batch) => store.append(batch)),
    saveCheckpoint: watched('checkpoint', (checkpoint) => store.saveCheckpoint(checkpoint)),
  },
  ...{ access, clock, bus, log: silentLog, limits: LIMITS, compactor: inlineCompactor },
  identify: (cookie) => auth.fromCookie(cookie),
  allowedOrigin: () => true,
});
const http = createServer();
http.on('upgrade', (request, socket, head) => {
  const name = decodeURIComponent((request.url ?? '').split('?')[0]?.slice('/sync/'.length) ?? '');
  server.handleUpgrade(request, socket, head, name);
});
http.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (http.address() as AddressInfo).port });
});
