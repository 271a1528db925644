import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as Y from 'yjs';
import { SYNC_LIMITS } from '#shared/protocol/index.ts';
import { Peer, startWorld, type World } from '#tests/sync/network.ts';
import { takeOverTime, type Time } from './fuzz/virtual-time.ts';
import { readOptions } from './options.ts';

/** As large as a state may be, so that one that stays behind shows. */
const STATE = { blob: 'x'.repeat(SYNC_LIMITS.awarenessState - 300) };
const ALLOWED_BYTES = 1024 * 1024;

/** Windows that come, show themselves and go: nothing of them stays in the server's memory. */
export async function presence(args: readonly string[]): Promise<boolean> {
  const { visits } = readOptions(args, { visits: 50_000 });
  console.log(`presence --visits ${String(visits)}`);
  const { grown, left } = await presenceLeft(visits);
  console.log(
    `${String(visits)} visits: memory ${(grown / 1024).toFixed(0)} KB larger, ${String(left)} people still shown`,
  );
  return grown <= ALLOWED_BYTES && left === 0;
}

/** How much memory so many visits leave behind, in bytes, and how many of them a newcomer is still shown. */
export async function presenceLeft(visits: number): Promise<{ grown: number; left: number }> {
  const time = takeOverTime();
  try {
    const world = await startWorld({ ana: 'writer', ben: 'viewer' });
    const stays = await new Peer('ana').connect(world);
    stays.exchange();
    // Lazily made structures are made, and what is compiled is compiled.
    for (let i = 0; i < 500; i++) await visit(world, stays, time);
    const before = heapUsed();
    for (let i = 0; i < visits; i++) await visit(world, stays, time);
    await time.pass(1000);
    stays.exchange();
    const grown = heapUsed() - before;
    const newcomer = await new Peer('ben').connect(world);
    newcomer.exchange();
    return { grown, left: newcomer.presence.size - 1 };
  } finally {
    time.end();
  }
}

async function visit(world: World, stays: Peer, time: Time): Promise<void> {
  const guest = new Peer('ben');
  guest.useDoc(new Y.Doc());
  await guest.connect(world);
  guest.sendPresence(STATE, { clock: 2 });
  guest.exchange();
  await time.pass(70);
  stays.exchange();
  guest.disconnect();
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) collect();
  return process.memoryUsage().heapUsed;
}
