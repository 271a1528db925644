import { must } from '#shared/lib/assert.ts';
import { boardOfBytes, scriptOfPages } from '../content.ts';
import { BEST_PEER, Y_WEBSOCKET_SERVER, atMost, megabytes, read } from '../figures.ts';
import type { Opened } from '../load/session.ts';
import type { Usage } from '../servers/usage.ts';
import { PEERS, SERVER_NAMES, type ServerName } from '../servers.ts';
import type { Content, Stage } from '../stage.ts';
import type { Row } from './row.ts';

interface Joined {
  readonly opened: Opened;
  readonly usage: Usage;
  readonly rssBefore: number;
}

/** Everybody comes at once to documents that somebody has open. */
async function join(
  stage: Stage,
  server: ServerName,
  { documents, windowsPerDocument, content }: { documents: number; windowsPerDocument: number; content: Content },
): Promise<Joined> {
  const names = await stage.makeDocuments(server, documents, content);
  const letGo = await stage.fill(server, names, content);
  const { rss: rssBefore } = await stage.server(server).ask('usage', { collect: true });
  await stage.server(server).ask('begin');
  const opened = await stage.open(server, names, { windowsPerDocument, atOnce: Infinity });
  const usage = await stage.server(server).ask('usage', { collect: false });
  await stage.load.ask('close', opened.id);
  await letGo();
  return { opened, usage, rssBefore };
}

/** 500 windows on 100 scripts of 20 pages: a proxy was restarted. */
export const storm: Row = {
  name: 'storm',
  servers: SERVER_NAMES,
  async measure(stage) {
    const content = scriptOfPages(20, stage.options.seed);
    const crowd = { documents: 100, windowsPerDocument: 5, content };
    const joins = await stage.inTurns((server) => join(stage, server, crowd));
    return [
      read(joins, { title: 'connect storm of 500: p50', unit: 'ms', of: ({ opened }: Joined) => opened.synced.p50 }),
      read(joins, {
        ...{ title: 'connect storm of 500: p99', unit: 'ms', goals: [Y_WEBSOCKET_SERVER] },
        of: ({ opened }: Joined) => opened.synced.p99,
      }),
      read(joins, {
        ...{ title: 'connect storm of 500: CPU for each', unit: 'µs', goals: [Y_WEBSOCKET_SERVER] },
        of: ({ usage }: Joined) => (usage.cpuMs * 1000) / (crowd.documents * crowd.windowsPerDocument),
      }),
    ];
  },
};

/** P4: 150 windows on one document of 4 MB. */
export const p4: Row = {
  name: 'p4',
  servers: [...PEERS, 'beatboard'],
  async measure(stage) {
    const content = boardOfBytes(4 * 1024 * 1024, stage.options.seed);
    const crowd = { documents: 1, windowsPerDocument: 150, content };
    const joins = await stage.inTurns((server) => join(stage, server, crowd));
    return [
      read(
        joins,
        {
          ...{ title: 'P4, 150 join a 4 MB document: p95', unit: 'ms', goals: [atMost(1500), BEST_PEER] },
          of: ({ opened }: Joined) => opened.synced.p95,
        },
        'worst',
      ),
      read(
        joins,
        {
          ...{ title: 'P4: memory on top', unit: 'MB', goals: [atMost(150), BEST_PEER] },
          of: ({ usage, rssBefore }: Joined) => megabytes(usage.peakRss - rssBefore),
        },
        'worst',
      ),
    ];
  },
};

/** A script that nobody has open, after months of writing. */
export const cold: Row = {
  name: 'cold',
  servers: ['beatboard'],
  async measure(stage) {
    const { seed, rounds } = stage.options;
    const script = { pages: 120, edits: 60_000, copies: Math.max(rounds, 3), seed };
    const load = async (names: readonly string[]) => {
      const times: number[] = [];
      for (const name of names) {
        const opened = await stage.open('beatboard', [name], { windowsPerDocument: 1 });
        times.push(must(opened.synced.max));
        await stage.load.ask('close', opened.id);
      }
      return new Map([['beatboard', times] as const]);
    };
    // As the server leaves it when 500 edits were made since the last checkpoint: just before the next.
    const usual = await load(await stage.beatboard.ask('makeTypedScript', { ...script, sinceCheckpoint: 499 }));
    const logOnly = await load(await stage.beatboard.ask('makeTypedScript', { ...script, sinceCheckpoint: null }));
    return [
      read(
        usual,
        { title: 'cold load, 120 pages, 60,000 edits', unit: 'ms', goals: [atMost(250)], of: (time) => time },
        'worst',
      ),
      read(logOnly, { title: 'cold load from the log alone', unit: 'ms', of: (time) => time }, 'worst'),
    ];
  },
};
