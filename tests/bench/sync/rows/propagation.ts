import { BEST_PEER, TIMES_RELAY, Y_WEBSOCKET_SERVER, cpu, read } from '../figures.ts';
import { SERVER_NAMES } from '../servers.ts';
import type { Run } from '../stage.ts';
import type { Line } from '../table.ts';
import type { Row } from './row.ts';

interface Setting {
  readonly title: string;
  readonly documents: number;
  readonly windowsPerDocument: number;
  /** Of each window: a fast typist alone, less where many write at once. */
  readonly wordsPerSecond: number;
}

const SETTINGS: readonly Setting[] = [
  { title: '2 in a document', documents: 1, windowsPerDocument: 2, wordsPerSecond: 20 },
  { title: '10 in a document', documents: 1, windowsPerDocument: 10, wordsPerSecond: 10 },
  { title: '50 in a document', documents: 1, windowsPerDocument: 50, wordsPerSecond: 4 },
  { title: '100 documents × 2', documents: 100, windowsPerDocument: 2, wordsPerSecond: 5 },
  { title: '500 documents × 2', documents: 500, windowsPerDocument: 2, wordsPerSecond: 2 },
];

/** From one keyboard to the other screens, and what it costs, at the pace of people. */
export const propagation: Row = {
  name: 'propagation',
  servers: SERVER_NAMES,
  async measure(stage) {
    const lines: Line[] = [];
    for (const { title, ...setting } of SETTINGS) {
      const runs = await stage.inTurns((server) => stage.run(server, setting, setting));
      lines.push(
        read(runs, { title: `${title}: propagation p50`, unit: 'ms', of: ({ typed }: Run) => typed.words.p50 }),
        read(runs, {
          ...{ title: `${title}: propagation p99`, unit: 'ms', goals: [TIMES_RELAY, BEST_PEER] },
          of: ({ typed }: Run) => typed.words.p99,
        }),
        read(runs, { title: `${title}: durable ack p50`, unit: 'ms', of: ({ typed }: Run) => typed.acks.p50 }),
        read(runs, { title: `${title}: durable ack p99`, unit: 'ms', of: ({ typed }: Run) => typed.acks.p99 }),
        read(runs, { title: `${title}: CPU`, unit: '%', goals: [Y_WEBSOCKET_SERVER], of: cpu }),
        read(runs, { title: `${title}: words that never came`, unit: '', of: ({ typed }: Run) => typed.missing }),
      );
    }
    return lines;
  },
};
