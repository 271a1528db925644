import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Server } from 'socket.io';
import type { Clock } from '#shared/lib/clock.ts';
import type { Access } from '#server/access/index.ts';
import type { Bus, Redis } from '#server/cluster/index.ts';
import type { Log } from '#server/observability/index.ts';
import { answerClient, type Answer } from './messages.ts';
import { messageLimit } from './message-limit.ts';
import { mayConnect } from './origin.ts';
import type { Notices } from './port.ts';
import { leave, recheck, roomOf, type RealtimeIdentity, type Rooms, type Window, type WindowSocket } from './rooms.ts';
import { Roster } from './roster.ts';
import { shareRoster } from './shared-roster.ts';

export interface RealtimeOptions {
  readonly access: Access;
  /** The session behind a Cookie header, or null. */
  readonly identify: (cookieHeader: string | undefined) => Promise<RealtimeIdentity | null>;
  readonly allowedOrigin: (origin: string | undefined) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly bus: Bus;
  /** Carries events to the windows of other processes; null for the only process. */
  readonly redis: Redis | null;
}

export interface Realtime extends Notices {
  /**
   * Serves /socket.io on this server. It wraps the request listeners that are there already: attach after the
   * application is, and remove none afterwards.
   */
  attach(http: HttpServer): void;
  connections(): number;
  /** Lets go of every socket so that clients come back by themselves; the http server stays open. */
  close(): void;
}

type Io = Server<Record<string, never>, Record<string, (payload: object) => void>, object, Window>;

const MAX_MESSAGE = 16 * 1024;

/** Project rooms over Socket.IO. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const { access, bus, clock, log } = options;
  const roster = new Roster(clock);
  const notify: Notices['notify'] = (project, event, payload) =>
    void io.to(roomOf(project)).emit(event, { project, ...payload });
  const sharing = shareRoster(bus, roster, (project) => {
    // Every process shows it to its own windows.
    io.local.to(roomOf(project)).emit('roster.changed', { project, people: roster.people(project) });
  });
  const rooms: Rooms = { access, identify: options.identify, roster, showRoster: sharing.changed, changes: 0 };
  const io = openDoor(options, rooms);
  io.on('connection', (socket) => serve(options, rooms, socket));

  const stopListening = access.onChange((change) => {
    rooms.changes++;
    for (const socket of io.sockets.sockets.values()) {
      recheck(rooms, socket, change).catch((error: unknown) => {
        log.error({ err: error }, 'rights could not be checked again');
        socket.disconnect(true);
      });
    }
  });

  const stopReturns = bus.onReturn(() => {
    for (const project of roster.projects()) io.local.to(roomOf(project)).emit('gap', { project });
  });

  let attached = false;
  return {
    notify,
    attach: (http) => {
      attached = true;
      io.attach(http);
    },
    connections: () => io.sockets.sockets.size,
    close: () => {
      stopListening();
      stopReturns();
      sharing.stop();
      // Not disconnectSockets: a client told to leave by the server does not come back.
      if (attached) io.engine.close();
      void io.of('/').adapter.close();
    },
  };
}

/** A Socket.IO server that lets in whoever comes from our own pages with a session, and knows each window's person. */
function openDoor({ identify, allowedOrigin, log, redis }: RealtimeOptions, rooms: Rooms): Io {
  const admitted = new WeakMap<IncomingMessage, { identity: RealtimeIdentity; changes: number }>();
  const admit = async (request: IncomingMessage): Promise<boolean> => {
    const { changes } = rooms;
    const identity = mayConnect(request, allowedOrigin) ? await identify(request.headers.cookie) : null;
    if (identity) admitted.set(request, { identity, changes });
    return identity !== null;
  };
  const identityNow = async (request: IncomingMessage): Promise<RealtimeIdentity | undefined> => {
    // A session that ended during the handshake was not among the sockets that were told: ask once more.
    while (admitted.get(request)?.changes !== rooms.changes) if (!(await admit(request))) return undefined;
    return admitted.get(request)?.identity;
  };
  const io: Io = new Server({
    path: '/socket.io',
    serveClient: false,
    // Other sockets of this server are not Socket.IO's to end.
    destroyUpgrade: false,
    maxHttpBufferSize: MAX_MESSAGE,
    perMessageDeflate: false,
    ...(redis && { adapter: createAdapter(redis, { streamName: 'beatboard:realtime' }) }),
    allowRequest: (request, decide) => {
      admit(request).then(
        (welcome) => decide(welcome ? null : 'refused', welcome),
        (error: unknown) => {
          log.error({ err: error }, 'a realtime handshake failed');
          decide('unavailable', false);
        },
      );
    },
  });
  io.use((socket, next) => {
    identityNow(socket.request).then((identity) => {
      if (identity) Object.assign(socket.data, { identity, project: null, view: '', role: '' } satisfies Window);
      next(identity ? undefined : new Error('refused'));
    }, next);
  });
  return io;
}

function serve({ clock, log }: RealtimeOptions, rooms: Rooms, socket: WindowSocket): void {
  const limit = messageLimit(clock);
  // Nothing is passed on to listeners: what has no entry in the table of messages has no effect.
  socket.use(([event, ...rest]) => {
    if (limit.exceeded()) {
      socket.disconnect(true);
      return;
    }
    // The acknowledgement comes last, also when the client sent nothing else.
    const reply: unknown = rest.at(-1);
    const respond = typeof reply === 'function' ? (reply as (answer: Answer) => void) : () => undefined;
    answerClient(rooms, socket, event, rest[0]).then(respond, (error: unknown) => {
      log.error({ err: error, event }, 'a realtime message failed');
      respond({ ok: false, code: 'unavailable' });
    });
  });
  socket.on('disconnect', () => leave(rooms, socket));
}
