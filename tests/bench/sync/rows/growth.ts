import { overwriteFields } from '../content.ts';
import { atMost, read } from '../figures.ts';
import { PEERS } from '../servers.ts';
import type { Row } from './row.ts';

const TIMES = 10_000;
/** Between two looks at whether a document is still growing, in milliseconds. */
const SETTLE_MS = 200;

/** P9: how much longer a document gets each time that a field is set. */
export const p9: Row = {
  name: 'p9',
  servers: [...PEERS, 'beatboard'],
  async measure(stage) {
    const { prepare, overwrites } = overwriteFields(TIMES, 12, stage.options.seed);
    const grown = await stage.inTurns(async (server) => {
      const documents = await stage.makeDocuments(server, 1);
      const { id } = await stage.open(server, documents, { windowsPerDocument: 1 });
      const size = async () => {
        const opened = await stage.open(server, documents, { windowsPerDocument: 1 });
        await stage.load.ask('close', opened.id);
        return opened.stateBytes;
      };
      const settled = async () => {
        for (let last = -1, now = await size(); ; last = now, now = await size()) {
          if (now === last) return now;
          await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        }
      };
      await stage.load.ask('write', { id, updates: [prepare] });
      const before = await settled();
      await stage.load.ask('write', { id, updates: overwrites });
      const after = await settled();
      await stage.load.ask('close', id);
      return (after - before) / TIMES;
    });
    return [
      read(grown, {
        title: 'P9: growth by an overwritten field',
        unit: 'B',
        goals: [atMost(12)],
        of: (bytes) => bytes,
      }),
    ];
  },
};
