import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import {
  DOCUMENT,
  Peer,
  contentOf,
  durable,
  gatedStore,
  setPanel,
  settle,
  startWorld,
  tick,
  typeLine,
  userId,
} from './network.ts';

const OPERATIONS = 3000;
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

test(`[W1] [W4] replicas, server and log agree after any order of edits, losses and restarts (FUZZ_SEED=${String(seed)})`, async () => {
  const rng = seededRng(seed);
  const { store, gate } = gatedStore();
  const seats = { ana: 'writer', ben: 'writer', cyd: 'owner', dee: 'director', vic: 'viewer' } as const;
  const limits = { idleMs: 5, checkpointRows: 200 };
  let world = await startWorld(seats, { store, limits });
  const peers = ['ana', 'ben', 'cyd', 'dee', 'ana', 'vic'].map((name) => new Peer(name));
  /** Everything that any window was told is saved, by the state vector at the time. */
  const promised: Uint8Array[] = [];

  for (let i = 0; i < OPERATIONS; i++) {
    const peer = pick(rng, peers);
    const dice = rng.next();
    if (dice < 0.01 && peer.isOpen) peer.disconnect();
    else if (dice < 0.05 && !peer.isOpen) await peer.connect(world);
    else if (dice < 0.053) {
      // The process dies: what is not in the store is gone.
      gate.failing = true;
      for (const each of peers) each.disconnect();
      await tick();
      world = await startWorld(seats, { store: { ...store }, limits });
      gate.failing = false;
    } else if (dice < 0.06) gate.failing = !gate.failing;
    else if (dice < 0.08 && !gate.failing) {
      await world.server.documents.edit(DOCUMENT, userId('dee'), EDIT, (doc) =>
        setPanel(doc, `p${String(i % 7)}`, `s${String(i)}`),
      );
    } else if (dice < 0.4) edit(rng, peer);
    else if (dice < 0.8) peer.deliver(rng.next() < 0.5 ? 'up' : 'down');
    else await tick();
    if (peer.isOpen && peer.acked === peer.sentWrites && peer.toServer.length === 0 && peer.acked > 0) {
      promised.push(Y.encodeStateVector(peer.doc));
      if (promised.length > 50) promised.shift();
    }
  }

  gate.failing = false;
  for (let round = 0; round < 3; round++) {
    for (const peer of peers) if (!peer.isOpen) await peer.connect(world);
    await settle(world, ...peers);
  }
  const kept = await durable(world);
  for (const peer of peers) {
    expect(peer.closed).toBeNull();
    expect(contentOf(peer.doc)).toEqual(contentOf(kept));
    expect(peer.acked).toBe(peer.sentWrites);
  }
  expect(world.errors.filter((message) => !message.startsWith('commit failed'))).toEqual([]);
  const state = Y.decodeStateVector(Y.encodeStateVector(kept));
  for (const vector of promised) {
    for (const [client, clock] of Y.decodeStateVector(vector))
      expect(state.get(client) ?? 0).toBeGreaterThanOrEqual(clock);
  }
  const replayed = new Y.Doc();
  for (const row of await store.log(DOCUMENT, 1, 0, 100_000)) Y.applyUpdate(replayed, row.bytes);
  expect(contentOf(replayed)).toEqual(contentOf(kept));
  await world.server.drain();
}, 60_000);

function edit(rng: Rng, { name, doc }: Peer): void {
  if (name === 'vic') return;
  const script = doc.getXmlFragment('script');
  const writes = name !== 'dee' && rng.next() < 0.7;
  if (!writes) {
    const id = `p${String(randomInt(rng, 7))}`;
    if (rng.next() < 0.1) doc.getMap('panels').delete(id);
    else setPanel(doc, id, `${name} ${String(randomInt(rng, 100))}`);
    return;
  }
  const at = randomInt(rng, script.length + 1);
  const node = script.length > 0 ? (script.get(Math.min(at, script.length - 1)) as Y.XmlElement) : null;
  const text = node && node.length > 0 ? (node.get(0) as Y.XmlText) : null;
  const dice = rng.next();
  const place = text && characterAt(rng, text);
  if (!place || dice < 0.2) typeLine(doc, `${name} ${String(randomInt(rng, 1000))}`, at);
  else if (dice < 0.6) text.insert(place.start, pick(rng, ['a', 'bc', ' — ', 'é', '🎬']));
  else if (dice < 0.75) text.delete(place.start, place.length);
  else if (dice < 0.85) text.format(place.start, place.length, { bold: rng.next() < 0.5 ? {} : null });
  else if (dice < 0.92) node!.setAttribute('type', pick(rng, ['action', 'dialogue', 'character']));
  else script.delete(Math.min(at, script.length - 1), 1);
}

/** A whole character, as an editor deals in. Yjs breaks one that is cut in two, and not alike on every replica. */
function characterAt(rng: Rng, text: Y.XmlText): { start: number; length: number } | null {
  const plain = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
  const characters = Array.from(plain);
  if (characters.length === 0) return null;
  const at = randomInt(rng, characters.length);
  return { start: characters.slice(0, at).join('').length, length: characters[at]!.length };
}
