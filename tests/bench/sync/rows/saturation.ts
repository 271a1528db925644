import { BEST_PEER, Y_WEBSOCKET_SERVER, cpu, read } from '../figures.ts';
import { SERVER_NAMES } from '../servers.ts';
import type { Run } from '../stage.ts';
import type { Row } from './row.ts';

const WINDOWS = { documents: 1, windowsPerDocument: 50 };
/** A window goes on typing when its neighbour has all but this many of its words. */
const IN_FLIGHT = 8;

/** How much 50 windows of one document get out of a server when they type as fast as it hands on. */
export const saturation: Row = {
  name: 'saturation',
  servers: SERVER_NAMES,
  async measure(stage) {
    const runs = await stage.inTurns((server) => stage.run(server, WINDOWS, { inFlight: IN_FLIGHT }));
    return [
      read(runs, {
        ...{ title: 'saturation, 50 in a document: delivered', unit: '/s', better: 'more', goals: [BEST_PEER] },
        of: ({ typed }: Run) => typed.deliveredPerSecond,
      }),
      read(runs, {
        ...{ title: 'saturation: CPU per word delivered', unit: 'µs', goals: [Y_WEBSOCKET_SERVER] },
        of: (run: Run) => (cpu(run) * 10_000) / run.typed.deliveredPerSecond,
      }),
      read(runs, { title: 'saturation: propagation p99', unit: 'ms', of: ({ typed }: Run) => typed.words.p99 }),
      read(runs, { title: 'saturation: durable ack p99', unit: 'ms', of: ({ typed }: Run) => typed.acks.p99 }),
      read(runs, { title: 'saturation: CPU', unit: '%', of: cpu }),
      read(runs, {
        title: 'saturation: CPU of the generator',
        unit: '%',
        of: ({ typed }) => typed.generatorLoad * 100,
      }),
    ];
  },
};
