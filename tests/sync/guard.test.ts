import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { EDIT } from '#shared/collab/index.ts';
import { CLOSE, MESSAGE, SYNC, SYNC_LIMITS } from '#shared/protocol/index.ts';
import {
  DOCUMENT,
  Peer,
  contentOf,
  durable,
  gatedStore,
  setPanel,
  settle,
  startWorld,
  typeLine,
  until,
  userId,
} from './network.ts';
import { expectRefused, open } from './refusal.ts';

const SEATS = { ana: 'writer', ben: 'writer', dee: 'director' } as const;

describe('[G2] [G3] roots', () => {
  test('[G2] a director’s panel edit passes, on the same socket on which the script is refused', async () => {
    const { world, peers } = await open('dee', 'ana');
    const [dee, ana] = peers as [Peer, Peer];
    setPanel(dee.doc, 'p1', 'closer');
    setPanel(dee.doc, 'p2', 'the window');
    await settle(world, dee, ana);
    expect(ana.doc.getMap('panels').toJSON()).toEqual({ p1: { caption: 'closer' }, p2: { caption: 'the window' } });
    expect(dee.acked).toBe(dee.sentWrites);
    typeLine(dee.doc, 'rewritten');
    await expectRefused(world, dee, ana);
  });

  const attempts: Record<string, (doc: Y.Doc) => void> = {
    'a new line': (doc) => typeLine(doc, 'mine', 0),
    'letters in a nested text': (doc) => line(doc).insert(3, 'x'),
    'a format in a nested text': (doc) => line(doc).format(0, 3, { bold: {} }),
    'an attribute of an element': (doc) => element(doc).setAttribute('type', 'action'),
    'the deletion of a letter': (doc) => line(doc).delete(2, 1),
    'the deletion of a line': (doc) => doc.getXmlFragment('script').delete(0, 1),
    'the title page': (doc) => doc.getMap('title').set('order', []),
    'a root that nobody knows': (doc) => doc.getMap('secrets').set('a', 1),
    'a root with a name from the prototype': (doc) => doc.getMap('constructor').set('a', 1),
    'a panel and a line in one change': (doc) =>
      doc.transact(() => {
        setPanel(doc, 'p1', 'with a line');
        line(doc).insert(0, 'x');
      }),
    'a nested document': (doc) => doc.getMap('panels').set('p3', new Y.Doc() as never),
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    test(`[G2] [G3] a director’s frame with ${what} is refused`, async () => {
      const { world, peers } = await open('dee', 'ana');
      const [dee, ana] = peers as [Peer, Peer];
      attempt(dee.doc);
      await expectRefused(world, dee, ana);
    });
  }

  test('[G4] even a writer may not make a root that is not listed', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben, ana] = peers as [Peer, Peer];
    ben.doc.getMap('secrets').set('a', 1);
    await expectRefused(world, ben, ana);
  });

  test('[G3] the new half of a struct whose first half is known counts for the root of the known half', async () => {
    const { world, peers } = await open('ana', 'dee');
    const [ana, dee] = peers as [Peer, Peer];
    // Ana, demoted in the middle of a line, sends its rest as if it belonged to the panels.
    line(ana.doc).insert(0, 'ab');
    await settle(world, ana, dee);
    const clock = Y.getState(ana.doc.store, ana.doc.clientID);
    world.access.seat('ana', 'director');
    await settle(world, ana, dee);
    const forged = forge(ana.doc.clientID, clock - 1, (encoder) => {
      encoding.writeUint8(encoder, 4);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, 'panels');
      encoding.writeVarString(encoder, 'bX');
    });
    ana.sendUpdate(forged);
    await expectRefused(world, ana, dee);
  });

  test('[G3] a struct between a panel and a line counts for both', async () => {
    const { world, peers } = await open('dee', 'ana');
    const [dee, ana] = peers as [Peer, Peer];
    const panel = dee.doc.getMap('panels')._map.get('p1')!.lastId;
    const script = dee.doc.getXmlFragment('script')._start!.id;
    dee.sendUpdate(
      forge(dee.doc.clientID, 0, (encoder) => {
        encoding.writeUint8(encoder, 0x80 | 0x40 | 4);
        for (const { client, clock } of [panel, script]) {
          encoding.writeVarUint(encoder, client);
          encoding.writeVarUint(encoder, clock);
        }
        encoding.writeVarString(encoder, 'x');
      }),
    );
    await expectRefused(world, dee, ana);
  });
});

describe('[G8] people who only read', () => {
  test('[G8] a viewer’s answer that adds nothing is taken and acked; presence works', async () => {
    const { world, peers } = await open('vic', 'ana');
    const [vic, ana] = peers as [Peer, Peer];
    expect([vic.sentWrites, vic.acked, vic.closed]).toEqual([1, 1, null]);
    typeLine(ana.doc, 'live');
    await settle(world, vic, ana);
    expect(vic.script).toContain('live');
  });

  test('[G8] [W7] a reader who comes back writes nothing, though one deleted what another made bold', async () => {
    const { world, peers } = await open('ana', 'ben', 'vic', 'dee');
    const [ana, ben, ...readers] = peers as [Peer, Peer, Peer, Peer];
    for (const reader of readers) reader.disconnect();
    line(ana.doc).format(0, 3, { bold: {} });
    while (ana.deliver('up'));
    line(ben.doc).delete(0, 3);
    line(ben.doc).insert(0, 'EXT');
    while (ben.deliver('up'));
    ben.disconnect();
    await settle(world, ana);
    for (const reader of readers) await reader.connect(world);
    await settle(world, ana, ...readers);
    for (const reader of readers) {
      // The answer to the server's question, and nothing of its own.
      expect([reader.closedFor, reader.sentWrites, reader.acked]).toEqual(['', 1, 1]);
      expect(contentOf(reader.doc)).toEqual(contentOf(ana.doc));
    }
  });

  for (const name of ['vic', 'pat'] as const) {
    test(`[G8] what ${name === 'vic' ? 'a viewer' : 'a producer'} writes is refused`, async () => {
      const { world, peers } = await open(name, 'ana');
      const [reader, ana] = peers as [Peer, Peer];
      setPanel(reader.doc, 'p1', 'mine');
      await expectRefused(world, reader, ana);
    });
  }

  test('[G8] offline work of somebody who may no longer write is refused and stays in their window', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben, ana] = peers as [Peer, Peer];
    line(ben.doc).insert(0, 'before ');
    await settle(world, ben, ana);
    ben.disconnect();
    line(ben.doc).insert(0, 'offline ');
    world.access.seat('ben', 'viewer');
    await ben.connect(world);
    await expectRefused(world, ben, ana);
    expect(ben.script).toContain('offline');
  });
});

describe('[G5] [G6] client ids', () => {
  test('[G5] nobody writes under an id that somebody else has used', async () => {
    const { world, peers } = await open('ana', 'ben');
    const [ana, ben] = peers as [Peer, Peer];
    typeLine(ana.doc, 'hers');
    await settle(world, ana, ben);
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(ana.doc));
    forger.clientID = ana.doc.clientID;
    const before = Y.encodeStateVector(forger);
    typeLine(forger, 'not hers');
    ben.sendUpdate(Y.encodeStateAsUpdate(forger, before));
    await expectRefused(world, ben, ana);
  });

  test('[G5] an id is held by the window that shows itself, before it has written anything', async () => {
    const { world, peers } = await open('ana', 'ben');
    const [ana, ben] = peers as [Peer, Peer];
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(ben.doc));
    forger.clientID = ana.doc.clientID;
    const before = Y.encodeStateVector(forger);
    typeLine(forger, 'not hers');
    ben.sendUpdate(Y.encodeStateAsUpdate(forger, before));
    await expectRefused(world, ben, ana);
  });

  test('[G5] the id of the server’s own edits is not to be had', async () => {
    const { world, peers } = await open('ana', 'ben');
    const [ana, ben] = peers as [Peer, Peer];
    await world.server.documents.edit(DOCUMENT, userId('ben'), EDIT, (doc) => setPanel(doc, 'p9', 'server'));
    await settle(world, ana, ben);
    const serverId = [...ana.doc.store.clients.keys()].find(
      (client) => client === ana.doc.getMap<Y.Map<unknown>>('panels').get('p9')!._item!.id.client,
    )!;
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(ben.doc));
    forger.clientID = serverId;
    const before = Y.encodeStateVector(forger);
    typeLine(forger, 'as the server');
    ben.sendUpdate(Y.encodeStateAsUpdate(forger, before));
    await expectRefused(world, ben, ana);
  });

  test('[G6] a struct of nothing cannot swallow what somebody else will write', async () => {
    const { world, peers } = await open('ana', 'ben');
    const [ana, ben] = peers as [Peer, Peer];
    typeLine(ana.doc, 'hers');
    await settle(world, ana, ben);
    const poison = forge(ana.doc.clientID, Y.getState(ana.doc.store, ana.doc.clientID), (encoder) => {
      encoding.writeUint8(encoder, 0);
      encoding.writeVarUint(encoder, 2 ** 30);
    });
    ben.sendStep2(poison);
    const [acked, before] = [ben.acked, await world.store.log(DOCUMENT, 1, 0, 100)];
    await settle(world, ben, ana);
    expect([ben.acked, await world.store.log(DOCUMENT, 1, 0, 100)]).toEqual([acked, before]);
    typeLine(ana.doc, 'still hers');
    await settle(world, ben, ana);
    expect((await durable(world)).getXmlFragment('script').toJSON()).toContain('still hers');
    ben.disconnect();
  });

  test('[G1] clocks and ids out of all reason are refused', async () => {
    const { world, peers } = await open('ana', 'ben');
    const [ana, ben] = peers as [Peer, Peer];
    ben.sendUpdate(
      forge(ben.doc.clientID, 0, (encoder) => {
        encoding.writeUint8(encoder, 0);
        encoding.writeVarUint(encoder, 2 ** 40);
      }),
    );
    await expectRefused(world, ben, ana);
  });

  test('[G6] a director who survives a crash keeps working once the writer has sent the lost line again', async () => {
    const { store, gate } = gatedStore();
    const first = await startWorld(SEATS, { store });
    const [ana, dee] = [await new Peer('ana').connect(first), await new Peer('dee').connect(first)];
    typeLine(ana.doc, 'early');
    await settle(first, ana, dee);
    gate.failing = true;
    typeLine(ana.doc, 'late');
    while (ana.deliver('up') || dee.deliver('down'));
    expect(dee.script).toContain('late');
    for (const peer of [ana, dee]) peer.disconnect();
    setPanel(dee.doc, 'p1', 'offline panel');
    const second = await startWorld(SEATS, { store: { ...store } });
    gate.failing = false;
    await dee.connect(second);
    await settle(second, dee);
    // Held, not refused: the director may not write the line, and its author may be on the way.
    expect([dee.closed, dee.acked]).toEqual([null, 0]);
    await ana.connect(second);
    await settle(second, ana, dee);
    await until(() => {
      while (dee.deliver('down') || dee.deliver('up'));
      return dee.acked === dee.sentWrites;
    }, 'the ack');
    await settle(second, ana, dee);
    expect(contentOf(await durable(second))).toEqual(contentOf(dee.doc));
    expect(contentOf(ana.doc)).toEqual(contentOf(dee.doc));
  });
});

test('[G6] [W3] while a hand-over is held nothing after it is acked, though it is taken', async () => {
  const { store, gate } = gatedStore();
  const first = await startWorld(SEATS, { store });
  const [ana, dee] = [await new Peer('ana').connect(first), await new Peer('dee').connect(first)];
  typeLine(ana.doc, 'early');
  await settle(first, ana, dee);
  gate.failing = true;
  typeLine(ana.doc, 'late');
  while (ana.deliver('up') || dee.deliver('down'));
  for (const peer of [ana, dee]) peer.disconnect();
  const second = await startWorld(SEATS, { store: { ...store } });
  gate.failing = false;
  await dee.connect(second);
  await settle(second, dee);
  setPanel(dee.doc, 'p5', 'live');
  await settle(second, dee);
  expect([dee.closed, dee.acked, (await durable(second)).getMap('panels').has('p5')]).toEqual([null, 0, true]);
  dee.disconnect();
});

describe('[G1] [G7] what is no proper update', () => {
  const garbage: Record<string, (peer: Peer) => void> = {
    'an empty frame': (peer) => peer.toServer.push(new Uint8Array()),
    'an unknown message': (peer) => peer.toServer.push(new Uint8Array([42, 1, 2])),
    'an ack': (peer) => peer.toServer.push(new Uint8Array([MESSAGE.ack, 1])),
    'an auth message': (peer) => peer.toServer.push(new Uint8Array([MESSAGE.auth, 0, 0])),
    'an unknown sync step': (peer) => peer.send(MESSAGE.sync, 7, new Uint8Array([0, 0])),
    'a truncated frame': (peer) => peer.toServer.push(new Uint8Array([MESSAGE.sync, SYNC.update, 200, 1])),
    'bytes after the message': (peer) => peer.toServer.push(new Uint8Array([MESSAGE.queryAwareness, 1])),
    'a broken state vector': (peer) => peer.send(MESSAGE.sync, SYNC.step1, new Uint8Array([255, 255, 255, 15, 1])),
    'a broken awareness message': (peer) => peer.send(MESSAGE.awareness, 3, new Uint8Array([9, 9])),
    'noise as an update': (peer) => peer.sendUpdate(new Uint8Array([13, 200, 7, 99, 0, 255, 4, 3])),
    'an empty update without its end': (peer) => peer.sendUpdate(new Uint8Array()),
    'a huge struct count': (peer) => peer.sendUpdate(new Uint8Array([1, 255, 255, 255, 255, 15, 1, 0])),
    'a V2 update': (peer) => {
      const doc = new Y.Doc();
      doc.getMap('panels').set('p1', 'v2');
      peer.sendUpdate(Y.encodeStateAsUpdateV2(doc));
    },
    'an empty V2 update': (peer) => peer.sendStep2(Y.encodeStateAsUpdateV2(new Y.Doc())),
    'a struct of no length': (peer) =>
      peer.sendUpdate(
        forge(peer.doc.clientID, 0, (encoder) => {
          encoding.writeUint8(encoder, 0);
          encoding.writeVarUint(encoder, 0);
        }),
      ),
    'a struct that refers to itself': (peer) =>
      peer.sendUpdate(
        forge(peer.doc.clientID, 0, (encoder) => {
          encoding.writeUint8(encoder, 0x80 | 4);
          encoding.writeVarUint(encoder, peer.doc.clientID);
          encoding.writeVarUint(encoder, 0);
          encoding.writeVarString(encoder, 'x');
        }),
      ),
    'two sections of one client': (peer) => peer.sendUpdate(twoSections(peer.doc.clientID)),
    'overlapping deletions': (peer) => peer.sendUpdate(new Uint8Array([0, 1, 1, 2, 0, 2, 1, 2])),
  };
  for (const [what, send] of Object.entries(garbage)) {
    test(`[H7] [G1] ${what} closes the socket and leaves no trace`, async () => {
      const { world, peers } = await open('ben', 'ana');
      const [ben, ana] = peers as [Peer, Peer];
      send(ben);
      await expectRefused(world, ben, ana);
      typeLine(ana.doc, 'the room goes on');
      await settle(world, ana);
      expect(ana.acked).toBe(ana.sentWrites);
    });
  }

  test('[C1] a frame over the limit closes the socket with its own code', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben, ana] = peers as [Peer, Peer];
    typeLine(ben.doc, 'x'.repeat(SYNC_LIMITS.frame));
    await expectRefused(world, ben, ana, CLOSE.tooLarge);
  });

  test('[G7] an update with a gap is neither applied nor stored nor acked; the window is asked and makes up for it', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben, ana] = peers as [Peer, Peer];
    setPanel(ben.doc, 'p2', 'first');
    setPanel(ben.doc, 'p3', 'second');
    // The first one never leaves the window.
    ben.toServer.shift();
    ben.sentWrites -= 1;
    ben.deliver('up');
    expect((await world.store.log(DOCUMENT, 1, 0, 10)).length).toBe(1);
    await until(() => {
      while (ben.deliver('down') || ben.deliver('up'));
      return ben.acked === ben.sentWrites;
    }, 'the ack');
    await settle(world, ana, ben);
    expect(contentOf(ana.doc)).toEqual(contentOf(ben.doc));
    expect(ben.closed).toBeNull();
  });

  test('[G7] deletions of what is not there, and circles, are gaps', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben, ana] = peers as [Peer, Peer];
    ben.sendUpdate(new Uint8Array([0, 1, 77, 1, 5, 2]));
    ben.sendUpdate(circle());
    ben.deliver('up');
    ben.deliver('up');
    await settle(world, ana);
    expect((await world.store.log(DOCUMENT, 1, 0, 10)).length).toBe(1);
    expect(ben.acked).toBe(1);
    ben.disconnect();
  });

  test('[G7] a window that never makes up for its gap is refused in the end', async () => {
    const { world, peers } = await open('ben', 'ana');
    const [ben] = peers as [Peer];
    for (let i = 0; i < 300; i++) ben.sendUpdate(new Uint8Array([0, 1, 77, 1, 5, 2]));
    while (ben.deliver('up'));
    expect(ben.closed).toBe(CLOSE.refused);
    expect(world.errors).toEqual([]);
  });
});

function element(doc: Y.Doc): Y.XmlElement {
  return doc.getXmlFragment('script').get(0) as Y.XmlElement;
}

function line(doc: Y.Doc): Y.XmlText {
  return element(doc).get(0) as Y.XmlText;
}

/** An update of one client with one struct, written byte by byte, and no deletions. */
function forge(client: number, clock: number, struct: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [1, 1, client, clock]) encoding.writeVarUint(encoder, value);
    struct(encoder);
    encoding.writeVarUint(encoder, 0);
  });
}

function twoSections(client: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 2);
    for (const clock of [0, 3]) {
      for (const value of [1, client, clock]) encoding.writeVarUint(encoder, value);
      encoding.writeUint8(encoder, 0);
      encoding.writeVarUint(encoder, 3);
    }
    encoding.writeVarUint(encoder, 0);
  });
}

/** Two clients, each of whose first struct stands after the other's. */
function circle(): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 2);
    for (const [client, other] of [
      [8, 7],
      [7, 8],
    ] as const) {
      for (const value of [1, client, 0]) encoding.writeVarUint(encoder, value);
      encoding.writeUint8(encoder, 0x80 | 4);
      for (const value of [other, 0]) encoding.writeVarUint(encoder, value);
      encoding.writeVarString(encoder, 'x');
    }
    encoding.writeVarUint(encoder, 0);
  });
}
