import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { defineRoots } from '#shared/collab/index.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { any, deletions, gc, inRoot, section, text, update } from '#tests/builders/forge.ts';
import { setPanel, typeLine } from './network.ts';
import { decodeUpdate } from '#server/sync/decode-update.ts';

const SEED = Number(process.env['DECODE_SEED'] ?? 20261126);

/** Contents of every kind that a document of ours, or of somebody who means no good, may have. */
function anyDoc(rng: Rng): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  for (let i = 0; i < 3; i++) typeLine(doc, pick(rng, ['INT. KITCHEN', 'Müller trägt 🎬', '']));
  setPanel(doc, 'p', 'caption');
  const words = (doc.getXmlFragment('script').get(0) as Y.XmlElement).get(0) as Y.XmlText;
  words.insert(0, 'xyz', { bold: { deep: [1, '":{[\\'] } });
  words.insertEmbed(0, { picture: 'a' });
  words.delete(1, 2);
  const values = [1, -7, 0.5, 1e9, 'ä', null, true, { a: [1, { b: 'c' }], d: undefined }, new Uint8Array([1, 2])];
  for (const value of values) doc.getMap('panels').set(`v${String(randomInt(rng, 9))}`, value);
  doc.getArray('boards').insert(0, [new Y.Map([['n', new Y.Array()]]), new Y.Text('t'), 5]);
  return doc;
}

function bend(rng: Rng, bytes: Uint8Array): Uint8Array {
  const bent = bytes.slice(0, rng.next() < 0.1 ? randomInt(rng, bytes.length) : bytes.length);
  for (let n = randomInt(rng, 4); n > 0; n--) bent[randomInt(rng, bent.length)] = randomInt(rng, 256);
  return bent;
}

test(`[G1] what is read is what Yjs reads, and whatever Yjs can’t read is refused (DECODE_SEED=${String(SEED)})`, () => {
  const rng = seededRng(SEED);
  let passed = 0;
  for (let round = 0; round < 6000; round++) {
    const bytes = bend(rng, Y.encodeStateAsUpdate(anyDoc(rng)));
    const decoded = decodeUpdate(bytes);
    if (!decoded.ok) continue;
    passed += 1;
    const { structs, ds } = Y.decodeUpdate(bytes);
    const read = [...decoded.value.sections.values()].flat();
    expect(read.map(({ id, length }) => [id.client, id.clock, length])).toEqual(
      structs.map(({ id, length }) => [id.client, id.clock, length]),
    );
    for (const [i, struct] of structs.entries()) {
      if (!(struct instanceof Y.Item)) continue;
      const { origin, rightOrigin, parent, parentSub } = struct;
      expect(read[i]).toMatchObject({ kind: 'item', origin, rightOrigin, parent, key: parentSub });
    }
    expect(JSON.stringify([...decoded.value.deletes])).toBe(JSON.stringify([...ds.clients]));
  }
  expect(passed).toBeGreaterThan(600);
});

const null_ = any((encoder) => encoding.writeUint8(encoder, 126));
const tooMuch: Record<string, Uint8Array> = {
  structs: update([
    section(
      5,
      0,
      Array.from({ length: 2 ** 16 + 1 }, () => gc(1)),
    ),
  ]),
  'structs of many clients': update(
    Array.from({ length: 2000 }, (_, i) =>
      section(
        i,
        0,
        Array.from({ length: 40 }, () => gc(1)),
      ),
    ),
  ),
  'keys in a value': update([
    section(5, 0, [
      inRoot(
        'panels',
        'k',
        any((encoder) => {
          encoding.writeAny(encoder, Object.fromEntries(Array.from({ length: 2 ** 16 }, (_, i) => [String(i), null])));
        }),
      ),
    ]),
  ]),
  'brackets in a format': update([
    section(5, 0, [
      {
        ...text(''),
        info: 6,
        content: (encoder) => {
          encoding.writeVarString(encoder, 'bold');
          encoding.writeVarString(encoder, `[${'[],'.repeat(2 ** 16)}[]]`);
        },
      },
    ]),
  ]),
};
for (const [what, bytes] of Object.entries(tooMuch)) {
  test(`[G9] too many ${what} are not even made`, () => {
    expect(decodeUpdate(bytes)).toEqual({ ok: false, error: 'too many parts' });
  });
}

test('[G9] as many parts as the limit says are read', () => {
  const structs = Array.from({ length: 2 ** 16 }, (_, i) => (i % 2 === 0 ? gc(1) : inRoot('panels', 'k', null_)));
  expect(decodeUpdate(update([section(5, 0, structs)], deletions([]))).ok).toBe(true);
});
