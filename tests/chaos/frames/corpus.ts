import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { pick, randomInt, type Rng } from '#shared/lib/rng.ts';
import { MESSAGE, SYNC, SYNC_LIMITS } from '#shared/protocol/index.ts';
import {
  any,
  anyDeep,
  anyFormat,
  awareness,
  deletions,
  frame,
  gc,
  inRoot,
  jsonDeep,
  nested,
  section,
  skip,
  text,
  update,
} from '#tests/builders/forge.ts';

/** What an attacker knows and is. */
export interface Attacker {
  readonly rng: Rng;
  /** A client id of their own, and the clock that it has reached. */
  readonly own: { readonly client: number; readonly clock: number };
  /** Ids of people who are here, and where their clocks stand. */
  readonly others: readonly { readonly client: number; readonly clock: number }[];
  /** A proper update of their own on what is there now. */
  readonly valid: Uint8Array;
  /** The whole document, as anybody who reads it has it. */
  readonly state: Uint8Array;
}

/** The frames to send, one after the other, on one socket. */
export type Attack = (attacker: Attacker) => Uint8Array[];

const HUGE = [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1];
const DEEP = [40, 400, 4000, 40_000, 200_000];

const writeFrame = ({ rng }: Attacker, body: Uint8Array) => [
  frame(MESSAGE.sync, rng.next() < 0.7 ? SYNC.update : SYNC.step2, body),
];
const write = (body: (attacker: Attacker) => Uint8Array): Attack => {
  return (attacker) => writeFrame(attacker, body(attacker));
};

/** Those that are, or may by chance turn out to be, proper updates of somebody who may write. */
export const MAY_BE_PROPER: ReadonlySet<string> = new Set([
  'a proper update',
  'bits flipped',
  'bits flipped in the frame',
  'cut off',
  'frame cut off',
  'spliced',
  'doubled in itself',
  'noise',
  'noise as an update',
  'the whole state cut up',
  'version 2',
  'a value within a value',
  'an object within an object',
  'a format within a format',
  'JSON within JSON',
  'a type within a type',
  'text under another’s id',
  'a huge id',
  // In a SyncStep2, ids that nobody has used stay free.
  'many ids at once',
]);

/** By name, each a way to do harm. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'a proper update': write(({ valid }) => valid),
  'bits flipped': write(({ rng, valid }) => flipBits(rng, valid)),
  'bits flipped in the frame': (attacker) => writeFrame(attacker, attacker.valid).map((f) => flipBits(attacker.rng, f)),
  'cut off': write(({ rng, valid }) => valid.slice(0, randomInt(rng, valid.length))),
  'frame cut off': (attacker) =>
    writeFrame(attacker, attacker.valid).map((f) => f.slice(0, randomInt(attacker.rng, f.length))),
  spliced: write(({ rng, valid, state }) => splice(rng, valid, state)),
  'doubled in itself': write(({ rng, valid }) => splice(rng, valid, valid)),
  noise: ({ rng }) => [Uint8Array.from({ length: randomInt(rng, 300) }, () => randomInt(rng, 256))],
  'noise as an update': write(({ rng }) => Uint8Array.from({ length: randomInt(rng, 300) }, () => randomInt(rng, 256))),
  'the whole state cut up': write(({ rng, state }) => splice(rng, state, state).slice(0, SYNC_LIMITS.frame / 2)),
  'version 2': write(({ state }) => Y.convertUpdateFormatV1ToV2(state)),
  'a version 2 bomb': write(({ rng }) => v2Bomb(rng)),

  'a gap': write(({ rng, own }) => update([section(own.client, own.clock + 1 + randomInt(rng, 99), [text('x')])])),
  'a deletion of what is not there': write(({ rng, own }) =>
    update([], deletions([[pick(rng, [own.client, 77]), [[own.clock + randomInt(rng, 9), 1 + randomInt(rng, 9)]]]])),
  ),
  'a flood of gaps': ({ own }) =>
    Array.from({ length: 300 }, (_, i) =>
      frame(MESSAGE.sync, SYNC.update, update([section(own.client, own.clock + 10 + i, [text('x')])])),
    ),
  'a struct after itself': write(({ own }) =>
    update([section(own.client, own.clock, [text('x', { origin: [own.client, own.clock] })])]),
  ),
  'structs in a circle': write(({ own }) =>
    update([
      section(own.client + 1, 0, [text('x', { origin: [own.client + 2, 0] })]),
      section(own.client + 2, 0, [text('x', { origin: [own.client + 1, 0] })]),
    ]),
  ),

  'a value within a value': write(({ rng, own }) => inMap(own, anyDeep(pick(rng, DEEP), 'array'))),
  'an object within an object': write(({ rng, own }) => inMap(own, anyDeep(pick(rng, DEEP), 'object'))),
  'a format within a format': write(({ rng, own }) =>
    update([section(own.client, own.clock, [anyFormat(pick(rng, DEEP))])]),
  ),
  'JSON within JSON': write(({ rng, own }) => inMap(own, jsonDeep(pick(rng, DEEP)))),
  'a type within a type': write(({ rng, own }) => {
    const depth = pick(rng, [10, 100, 3000, 60_000]);
    return update([section(own.client, own.clock, nested(own, depth))]);
  }),
  'a value of no JSON': write(({ own }) =>
    inMap(
      own,
      any((encoder) => encoding.writeAny(encoder, 12n)),
    ),
  ),

  'huge counts of clients': write(({ rng }) => huge(rng, 0)),
  'huge counts of structs': write(({ rng }) => huge(rng, 1)),
  'huge counts of deletions': write(({ rng }) => Uint8Array.from([0, ...varUint(pick(rng, HUGE)), 1, 1, 0, 1])),
  'a huge clock': write(({ rng, own }) => update([section(own.client, pick(rng, HUGE), [text('x')])])),
  'a huge id': write(({ rng }) => update([section(pick(rng, HUGE), 0, [inRoot('panels', 'k', text('x'))])])),
  'a huge value': write(({ rng, own }) =>
    inMap(
      own,
      any((e) => encoding.writeUint8Array(e, hugeAny(rng))),
    ),
  ),
  'a huge number in the frame': ({ rng }) => [
    Uint8Array.from([MESSAGE.sync, SYNC.update, ...varUint(pick(rng, HUGE)), 1]),
  ],
  'a varint without end': ({ rng }) => [new Uint8Array(1 + randomInt(rng, 2000)).fill(255)],

  'poison under an own id': write(({ rng, own }) => update([section(own.client, own.clock, [gc(poison(rng))])])),
  'a hole under an own id': write(({ rng, own }) =>
    update([section(own.client, own.clock, [skip(poison(rng)), text('x')])]),
  ),
  'deleted text that never was': write(({ rng, own }) =>
    update([
      section(own.client, own.clock, [
        inRoot(
          'panels',
          'k',
          any((e) => encoding.writeVarUint(e, poison(rng)), 1),
        ),
      ]),
    ]),
  ),
  'poison under another’s id': write(({ rng, others }) => {
    const { client, clock } = pick(rng, others);
    return update([section(client, clock, [pick(rng, [gc, skip])(poison(rng))])]);
  }),
  'text under another’s id': write(({ rng, others }) => {
    const { client, clock } = pick(rng, others);
    const origin: [number, number] = [client, Math.max(clock - 1, 0)];
    return update([section(client, Math.max(0, clock - randomInt(rng, 3)), [text('forged', { origin })])]);
  }),
  'what another wrote, told anew': write(({ rng, others, own }) => {
    const { client, clock } = pick(rng, others);
    return update([
      section(client, Math.max(0, clock - 3), [text('abc', { origin: [own.client, Math.max(0, own.clock - 1)] })]),
    ]);
  }),
  'many ids at once': write(({ rng, own }) =>
    update(Array.from({ length: pick(rng, [2, 50, 3000]) }, (_, i) => section(own.client + 1 + i, 0, [gc(1)]))),
  ),
  'many roots in what is known': write(({ own, rng }) => {
    const structs = Array.from({ length: 500 }, (_, i) => inRoot(`root${String(i)}`, 'k', text('x')));
    return update([section(own.client, Math.max(0, own.clock - randomInt(rng, 600)), structs)]);
  }),
  'a root of another kind': write(({ rng, own }) =>
    update([
      section(own.client, own.clock, [inRoot(pick(rng, ['__proto__', 'constructor', 'x', '']), 'k', text('x'))]),
    ]),
  ),

  'presence without end': ({ own }) => [frame(MESSAGE.awareness, null, awareness([[own.client, 1, '{"a":"']], 1, 900))],
  'presence of many': ({ rng }) => [
    frame(MESSAGE.awareness, null, awareness(Array.from({ length: 4000 }, () => [randomInt(rng, 2 ** 32), 1, '{}']))),
  ],
  'presence of others': ({ rng, others }) => [
    frame(
      MESSAGE.awareness,
      null,
      awareness(
        others.map(({ client }) => [
          client,
          2 ** 31 + randomInt(rng, 9),
          pick(rng, ['null', '{"user":{"name":"boss"}}']),
        ]),
      ),
    ),
  ],
  'presence that counts wrong': ({ rng, own }) => [
    frame(MESSAGE.awareness, null, awareness([[own.client, 1, '{"x":1}']], pick(rng, HUGE))),
  ],
  'presence far too large': ({ own }) => [
    frame(MESSAGE.awareness, null, awareness([[own.client, 1, JSON.stringify({ blob: 'x'.repeat(500_000) })]])),
  ],
  'presence of brackets': ({ rng, own }) => [
    frame(MESSAGE.awareness, null, awareness([[own.client, 1, brackets(pick(rng, [900, 100_000]))]])),
  ],
  'presence that grows when rewritten': ({ own }) => [
    frame(
      MESSAGE.awareness,
      null,
      awareness([[own.client, 1, JSON.stringify({ n: [] }).replace('[]', `[${'1e20,'.repeat(390)}1]`)]]),
    ),
  ],
  'presence with a prototype': ({ own }) => [
    frame(MESSAGE.awareness, null, awareness([[own.client, 1, '{"__proto__":{"admin":true},"constructor":1}']])),
  ],

  'an unknown message': ({ rng }) => [Uint8Array.from([pick(rng, [2, 4, 5, 99, 100, 127]), randomInt(rng, 256), 1])],
  'an unknown step': ({ rng, valid }) => [frame(MESSAGE.sync, 3 + randomInt(rng, 100), valid)],
  'a frame in a frame': (attacker) => writeFrame(attacker, writeFrame(attacker, attacker.valid)[0]!),
  'two frames in one': (attacker) => {
    const [one] = writeFrame(attacker, attacker.valid);
    return [Uint8Array.from([...one!, ...one!])];
  },
  'a broken state vector': ({ rng }) => [
    frame(
      MESSAGE.sync,
      SYNC.step1,
      Uint8Array.from({ length: randomInt(rng, 60) }, () => randomInt(rng, 256)),
    ),
  ],
  'a long state vector': ({ rng }) => [frame(MESSAGE.sync, SYNC.step1, longStateVector(rng))],
};

function flipBits(rng: Rng, bytes: Uint8Array): Uint8Array {
  const bent = bytes.slice();
  for (let n = 1 + randomInt(rng, 4); n > 0 && bent.length > 0; n--) {
    const at = randomInt(rng, bent.length);
    bent[at] = (bent[at] ?? 0) ^ (1 << randomInt(rng, 8));
  }
  return bent;
}

function splice(rng: Rng, a: Uint8Array, b: Uint8Array): Uint8Array {
  const head = a.slice(0, randomInt(rng, a.length + 1));
  const from = randomInt(rng, b.length + 1);
  const middle = b.slice(from, from + randomInt(rng, 200));
  const tail = rng.next() < 0.5 ? a.slice(head.length + randomInt(rng, 20)) : new Uint8Array();
  return Uint8Array.from([...head, ...middle, ...tail]);
}

/** Run-length columns that promise more than any memory holds (yjs #687). */
function v2Bomb(rng: Rng): Uint8Array {
  const column = (...bytes: number[]) => [...varUint(bytes.length), ...bytes];
  const run = varUint(pick(rng, [2 ** 28, 2 ** 31]));
  return Uint8Array.from([
    0,
    ...column(),
    ...column(1, ...run),
    ...column(),
    ...column(),
    ...column(1, ...run),
    ...column(),
    ...column(),
    ...column(),
    ...column(),
    1,
    ...run,
    0,
  ]);
}

function huge(rng: Rng, at: 0 | 1): Uint8Array {
  const head = at === 0 ? [...varUint(pick(rng, HUGE)), 1] : [1, ...varUint(pick(rng, HUGE))];
  return Uint8Array.from([...head, 7, 0, 4, 1, 1, 120, 0]);
}

function hugeAny(rng: Rng): Uint8Array {
  return Uint8Array.from([pick(rng, [116, 117, 118, 119]), ...varUint(pick(rng, HUGE)), 126, 126]);
}

function poison(rng: Rng): number {
  return pick(rng, [0, 2 ** 22 + 1, 2 ** 24, 2 ** 30, 2 ** 31 - 1, 2 ** 40]);
}

function inMap({ client, clock }: Attacker['own'], struct: Parameters<typeof inRoot>[2]): Uint8Array {
  return update([section(client, clock, [inRoot('panels', 'k', struct)])]);
}

function brackets(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

function longStateVector(rng: Rng): Uint8Array {
  return encoding.encode((encoder) => {
    const count = 20_000;
    encoding.writeVarUint(encoder, count);
    for (let i = 0; i < count; i++) {
      encoding.writeVarUint(encoder, randomInt(rng, 2 ** 32));
      encoding.writeVarUint(encoder, randomInt(rng, 2 ** 31));
    }
  });
}

function varUint(value: number): Uint8Array {
  return encoding.encode((encoder) => encoding.writeVarUint(encoder, value));
}
