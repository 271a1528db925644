import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { answer } from '../helper.ts';
import { listen } from './listen.ts';
import { usageAnswers } from './usage.ts';

/* The least that a server of this kind can do: hand bytes on to everybody else at the same address. */

const rooms = new Map<string | undefined, Set<WebSocket>>();
const http = createServer();

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('message', (data, binary) => {
    for (const other of room) if (other !== socket) other.send(data, { binary });
  });
  socket.on('close', () => room.delete(socket));
});

const port = await listen(http);
const answers = { port: () => port, ...usageAnswers() };
export type ServerAnswers = typeof answers;
answer(answers);
