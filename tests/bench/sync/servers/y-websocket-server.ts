import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { setupWSConnection } from '@y/websocket-server/utils';
import { answer } from '../helper.ts';
import { listen } from './listen.ts';
import { usageAnswers } from './usage.ts';

/* Wired as its own bin does it, without persistence: documents are in memory alone. */

const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, request) => {
  setupWSConnection(socket, request);
});

const port = await listen(http);
answer({ port: () => port, ...usageAnswers() });
