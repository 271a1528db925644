import { Server } from '@hocuspocus/server';
import { answer } from '../helper.ts';
import { usageAnswers } from './usage.ts';

/* As it comes, without a database: what it says is saved is in memory. */

const server = new Server({ port: 0, address: '127.0.0.1', quiet: true });
await server.listen();
const { port } = server.address;
answer({ port: () => port, ...usageAnswers() });
