import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { defineRoots } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { section, update, type Struct as Forged } from '#tests/builders/forge.ts';
import { Crowding } from '#server/sync/crowding.ts';
import { decodeUpdate } from '#server/sync/decode-update.ts';

const CLIENT = 500;

/** Structs that Yjs passes while it looks for places: it puts each into two sets. */
function passedBy(work: () => void): number {
  const add = Object.getOwnPropertyDescriptor(Set.prototype, 'add')!;
  const plain = add.value as (value: unknown) => Set<unknown>;
  let added = 0;
  Set.prototype.add = function (this: Set<unknown>, value: unknown) {
    if (value instanceof Y.Item) added += 1;
    return plain.call(this, value);
  };
  try {
    work();
  } finally {
    Object.defineProperty(Set.prototype, 'add', add);
  }
  return added / 2;
}

/** What the guard makes of it, and what it comes to. */
function measure(doc: Y.Doc, bytes: Uint8Array): { reckoned: number; passed: number } {
  const decoded = decodeUpdate(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  const structs = [...decoded.value.sections.values()].flat();
  const known = (client: number) => Y.getState(doc.store, client);
  const crowding = new Crowding(doc, ({ client, clock }) =>
    structs.find(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length),
  );
  for (const struct of structs) {
    const isNew = struct.id.clock + struct.length > known(struct.id.client);
    if (isNew) crowding.enter(struct, known(struct.id.client));
  }
  return { reckoned: crowding.passed, passed: passedBy(() => Y.applyUpdate(doc, bytes)) };
}

/** A root with what several windows put into it at the same time, one by one. */
function crowdedDoc(rng: Rng): Y.Doc {
  const windows = Array.from({ length: 3 }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = pick(rng, [10, 900]) + i;
    defineRoots(doc);
    return doc;
  });
  for (let round = 0; round < 4; round++) {
    for (const doc of windows) {
      const script = doc.getXmlFragment('script');
      for (let n = randomInt(rng, 8); n > 0; n--) {
        const at = randomInt(rng, script.length + 1);
        if (rng.next() < 0.2 && at < script.length) script.delete(at, 1);
        else script.insert(at, [new Y.XmlText('word')]);
      }
      doc.getMap('panels').set(pick(rng, ['a', 'b']), round);
    }
    if (rng.next() < 0.7) for (const a of windows) for (const b of windows) Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  }
  const all = must(windows[0]);
  for (const doc of windows) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
  return all;
}

/** Structs anywhere between anything: what is there, and what the update itself has put there before. */
function forged(rng: Rng, doc: Y.Doc, count: number): Uint8Array {
  const ids = [...doc.store.clients].flatMap(([client, structs]) =>
    structs.map(({ id }): [number, number] => [client, id.clock]),
  );
  const structs: Forged[] = [];
  let clock = 0;
  for (let i = 0; i < count; i++) {
    const words = 'x'.repeat(1 + randomInt(rng, 3));
    const origin = rng.next() < 0.6 ? pick(rng, ids) : null;
    const right = rng.next() < 0.6 ? pick(rng, ids) : null;
    const place = (encoder: encoding.Encoder) => {
      for (const value of right ?? [1]) encoding.writeVarUint(encoder, value);
      if (!right) encoding.writeVarString(encoder, 'script');
    };
    const content = (encoder: encoding.Encoder) => {
      if (origin && right) place(encoder);
      encoding.writeVarString(encoder, words);
    };
    structs.push({ info: 4 | (right ? 0x40 : 0), ...(origin && { origin }), place, content });
    for (let k = 0; k < words.length; k++) ids.push([CLIENT, clock + k]);
    clock += words.length;
  }
  return update([section(CLIENT, 0, structs)]);
}

const SEED = Number(process.env['CROWDING_SEED'] ?? 20261126);

test(`[G9] no struct is passed that was not reckoned with, however the update is made (CROWDING_SEED=${String(SEED)})`, () => {
  const rng = seededRng(SEED);
  let most = 0;
  for (let round = 0; round < 400; round++) {
    const doc = crowdedDoc(rng);
    const count = 1 + randomInt(rng, 40);
    const { reckoned, passed } = measure(doc, forged(rng, doc, count));
    expect(passed, `round ${String(round)}`).toBeLessThanOrEqual(3 * reckoned + count);
    most = Math.max(most, passed);
  }
  expect(most).toBeGreaterThan(100);
});
