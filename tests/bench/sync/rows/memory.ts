import { BEST_PEER, read } from '../figures.ts';
import { SERVER_NAMES } from '../servers.ts';
import type { Row } from './row.ts';

const DOCUMENTS = 500;

interface Held {
  readonly heap: number;
  readonly rss: number;
}

/** What a document costs that two people have open and have begun to write. */
export const memory: Row = {
  name: 'memory',
  servers: SERVER_NAMES,
  async measure(stage) {
    const held = await stage.inTurns(async (server): Promise<Held> => {
      // Code that is compiled on the way is not the documents'.
      await stage.run(server, { documents: 20, windowsPerDocument: 2 }, { seconds: 1, wordsPerSecond: 5 });
      const documents = await stage.makeDocuments(server, DOCUMENTS);
      const before = await stage.server(server).ask('usage', { collect: true });
      const { id } = await stage.open(server, documents, { windowsPerDocument: 2 });
      await stage.load.ask('begin', id);
      await stage.load.ask('type', { id, seconds: 1, warmUp: 0, wordsPerSecond: 1, cursorsPerSecond: 1, inFlight: 0 });
      if (server === 'beatboard') await stage.load.ask('acked', id);
      const after = await stage.server(server).ask('usage', { collect: true });
      await stage.load.ask('close', id);
      return { heap: (after.heap - before.heap) / DOCUMENTS, rss: (after.rss - before.rss) / DOCUMENTS };
    });
    return [
      read(held, {
        ...{ title: 'an open document with 2 windows: heap', unit: 'KB', goals: [BEST_PEER] },
        of: ({ heap }: Held) => heap / 1024,
      }),
      read(held, { title: 'an open document with 2 windows: RSS', unit: 'KB', of: ({ rss }: Held) => rss / 1024 }),
    ];
  },
};
