import { io, type Socket } from 'socket.io-client';
import { must } from '#shared/lib/assert.ts';

type Transport = 'polling' | 'websocket';

function realtime(home: string, transport: Transport, extraHeaders: Record<string, string>): Socket {
  return io(home, { transports: [transport], forceNew: true, reconnection: false, extraHeaders });
}

/** The words with which the server refuses a Socket.IO handshake; 'welcome' when it does not. */
export async function knock(home: string, transport: Transport, headers: Record<string, string>): Promise<string> {
  const socket = realtime(home, transport, headers);
  const heard = await new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('welcome'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
  socket.disconnect();
  return heard;
}

/** A person's id, as any member's window learns it: from the roster of a project in which nobody else is. */
export async function userIdOf(home: string, cookie: string, project: string): Promise<string> {
  const socket = realtime(home, 'websocket', { origin: home, cookie });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const joining: unknown = await socket.emitWithAck('room.join', { project, view: 'script' });
  socket.disconnect();
  const { people } = joining as { people: { user: string }[] };
  return must(people[0]).user;
}

/** A window that looks at a project; `heard` fills with what the server says to it, each message as JSON. */
export async function listenIn(home: string, cookie: string, project: string) {
  const socket = realtime(home, 'websocket', { origin: home, cookie });
  const heard: string[] = [];
  socket.onAny((...message: unknown[]) => void heard.push(JSON.stringify(message)));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('room.join', { project, view: 'boards' });
  return { heard, leave: () => void socket.disconnect() };
}
