import { mayDo, type MemberRole, type Operation } from '#shared/access/index.ts';
import { clientEvents, type ClientEvents, type RosterEntry } from '#shared/protocol/index.ts';
import { leave, presence, roomOf, type Rooms, type WindowSocket } from './rooms.ts';

/** What a client that asks for an answer gets. */
export type Answer =
  | { readonly ok: true; readonly people: readonly RosterEntry[] }
  | { readonly ok: false; readonly code: 'unknown_event' | 'bad_request' | 'not_found' | 'forbidden' | 'unavailable' };

interface Message<E extends keyof ClientEvents> {
  /** What the permission table is asked. */
  readonly operation: Operation;
  readonly act: (rooms: Rooms, socket: WindowSocket, payload: ClientEvents[E], operation: Operation) => Promise<Answer>;
}

/** Every message a client may send: an event of the protocol without an entry here does not compile. */
const MESSAGES: { readonly [E in keyof ClientEvents]: Message<E> } = {
  'room.join': { operation: 'room.join', act: join },
  'room.view': { operation: 'room.join', act: view },
};

export async function answerClient(
  rooms: Rooms,
  socket: WindowSocket,
  event: string,
  payload: unknown,
): Promise<Answer> {
  if (!isClientEvent(event)) return { ok: false, code: 'unknown_event' };
  const parsed = clientEvents[event].safeParse(payload);
  if (!parsed.success) return { ok: false, code: 'bad_request' };
  const { operation, act } = MESSAGES[event];
  return act(rooms, socket, parsed.data as never, operation);
}

function isClientEvent(event: string): event is keyof ClientEvents {
  return Object.hasOwn(clientEvents, event);
}

async function join(
  rooms: Rooms,
  socket: WindowSocket,
  { project, view: shown }: ClientEvents['room.join'],
  operation: Operation,
): Promise<Answer> {
  const role = await roleNow(rooms, socket, project);
  if (role === null) return { ok: false, code: 'not_found' };
  if (!mayDo(role, operation)) return { ok: false, code: 'forbidden' };
  if (!socket.connected) return { ok: false, code: 'unavailable' };
  if (socket.data.project !== project) leave(rooms, socket);
  Object.assign(socket.data, { project, role, view: shown });
  // Entered in the roster at once: a socket that ends while it joins takes its entry along.
  rooms.roster.put(project, presence(socket));
  await socket.join(roomOf(project));
  rooms.showRoster(project);
  return { ok: true, people: rooms.roster.people(project) };
}

// A change of rights while the question was on its way would pass this window by: ask again until none did.
async function roleNow(
  rooms: Rooms,
  socket: WindowSocket,
  project: ClientEvents['room.join']['project'],
): Promise<MemberRole | null> {
  for (;;) {
    const asked = rooms.changes;
    const standing = await rooms.access.standingInProject(socket.data.identity.actor, project);
    if (rooms.changes === asked) return standing?.role ?? null;
  }
}

function view(
  rooms: Rooms,
  socket: WindowSocket,
  { view: shown }: ClientEvents['room.view'],
  operation: Operation,
): Promise<Answer> {
  const { project, role } = socket.data;
  if (project === null) return Promise.resolve({ ok: false, code: 'not_found' });
  if (!mayDo(role as MemberRole, operation)) return Promise.resolve({ ok: false, code: 'forbidden' });
  socket.data.view = shown;
  rooms.roster.put(project, presence(socket));
  rooms.showRoster(project);
  return Promise.resolve({ ok: true, people: rooms.roster.people(project) });
}
