import { BEST_PEER, Y_WEBSOCKET_SERVER, atMost, cpu, megabytes, read, type Reading } from '../figures.ts';
import { PEERS, SERVER_NAMES, type ServerName } from '../servers.ts';
import type { Run, Stage } from '../stage.ts';
import type { Line } from '../table.ts';
import type { Row } from './row.ts';

type Readings = readonly Reading<Run>[];

/** The promises of the numbered goals are tested at their worst round. */
function worstOf(runs: ReadonlyMap<ServerName, readonly Run[]>, readings: Readings): Line[] {
  return readings.map((reading) => read(runs, reading, 'worst'));
}

/** 1,000 windows. */
export const BUSY = { documents: 100, windowsPerDocument: 10 };
const HOT = { documents: 1, windowsPerDocument: 200 };

/** P1: 1,000 windows on 100 documents, 2,000 edits a second. */
export const p1: Row = {
  name: 'p1',
  servers: SERVER_NAMES,
  async measure(stage: Stage) {
    const { database } = stage.options;
    const runs = await stage.inTurns((server) => stage.run(server, BUSY, { wordsPerSecond: 2 }));
    return worstOf(runs, [
      {
        title: 'P1, 1,000 on 100, 2,000/s: durable ack p50',
        unit: 'ms',
        goals: [atMost(8)],
        of: ({ typed }) => typed.acks.p50,
      },
      { title: 'P1: durable ack p99', unit: 'ms', goals: [atMost(40)], of: ({ typed }) => typed.acks.p99 },
      {
        ...{ title: 'P1: propagation p99', unit: 'ms', goals: [atMost(25), { kind: 'times-relay', factor: 1.5 }] },
        of: ({ typed }) => typed.words.p99,
      },
      { title: 'P1: CPU', unit: '%', goals: [atMost(50), Y_WEBSOCKET_SERVER], of: cpu },
      {
        ...{ title: 'P1: RSS', unit: 'MB', goals: [atMost(database === 'pglite' ? 1200 : 300)] },
        of: ({ usage }) => megabytes(usage.peakRss),
      },
      {
        title: 'P1: words that never came',
        unit: '',
        goals: [{ kind: 'exactly', value: 0 }],
        of: ({ typed }) => typed.missing,
      },
      { title: 'P1: sent', unit: '/s', better: 'more', of: ({ typed }) => typed.sentPerSecond },
    ]);
  },
};

/** P2: 200 editors of one document, two edits a second each. */
export const p2: Row = {
  name: 'p2',
  servers: SERVER_NAMES,
  async measure(stage: Stage) {
    const runs = await stage.inTurns((server) => stage.run(server, HOT, { wordsPerSecond: 2 }));
    return worstOf(runs, [
      {
        title: 'P2, 200 in a document, 400/s: durable ack p95',
        unit: 'ms',
        goals: [atMost(25)],
        of: ({ typed }) => typed.acks.p95,
      },
      { title: 'P2: event loop late p99', unit: 'ms', goals: [atMost(30)], of: ({ usage }) => usage.loopP99 },
      { title: 'P2: propagation p99', unit: 'ms', goals: [BEST_PEER], of: ({ typed }) => typed.words.p99 },
      { title: 'P2: CPU', unit: '%', goals: [Y_WEBSOCKET_SERVER], of: cpu },
    ]);
  },
};

/** P3: the same with everybody's caret moving ten times a second. A relay would have to pass on 400,000 messages. */
export const p3: Row = {
  name: 'p3',
  servers: [...PEERS, 'beatboard'],
  async measure(stage: Stage) {
    const pace = { wordsPerSecond: 2, cursorsPerSecond: 10 };
    const runs = await stage.inTurns((server) => stage.run(server, HOT, pace));
    return worstOf(runs, [
      {
        title: 'P3, 200 carets at 10 Hz: edit p95',
        unit: 'ms',
        goals: [atMost(60), BEST_PEER],
        of: ({ typed }) => typed.words.p95,
      },
      { title: 'P3: caret p95', unit: 'ms', goals: [BEST_PEER], of: ({ typed }) => typed.cursors.p95 },
      { title: 'P3: CPU', unit: '%', goals: [atMost(80), Y_WEBSOCKET_SERVER], of: cpu },
      { title: 'P3: words that never came', unit: '', of: ({ typed }) => typed.missing },
    ]);
  },
};
