import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { createDocumentStore, migrate, openDatabase, type DatabaseSource } from '#db/index.ts';
import { createAccess } from '#server/access/index.ts';
import { argon2Hasher, createAuth, createDemoLinks } from '#server/auth/index.ts';
import { system } from '#server/config/index.ts';
import { Room } from '#server/sync/room.ts';
import { createSyncServer } from '#server/sync/index.ts';
import { MESSAGE } from '#shared/protocol/index.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import type { Arm } from './points.ts';
import { watchDb } from './watched-db.ts';

/*
 * The sync server on a real database, with the product's own sessions and seats, that dies where it is told to. What is
 * watched is watched from outside: the engine has no hooks for it. Rooms go and checkpoints come soon.
 */

const LIMITS = { idleMs: 30, checkpointRows: 25 };

let armed: Arm | null = null;

function reach(point: string): void {
  if (armed?.point !== point) return;
  armed = { point, hits: armed.hits - 1 };
  if (armed.hits <= 0) process.kill(process.pid, 'SIGKILL');
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

const source = JSON.parse(process.argv[2] ?? '') as DatabaseSource;
const opened = await openDatabase(source);
process.send?.('opened');
await migrate(opened);
const db = watchDb(opened.db, reach);
const { clock, newId, randomBytes } = system;
const access = createAccess({ db });
const auth = await createAuth({
  ...{ db, access, hasher: argon2Hasher(), demoLinks: createDemoLinks(randomBytes), clock, newId, randomBytes },
  ...{ secure: false, log: silentLog },
});
const server = createSyncServer({
  ...{ store: createDocumentStore(db), access, clock, log: silentLog, limits: LIMITS },
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
