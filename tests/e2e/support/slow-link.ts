import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { freePort } from '#tests/setup/free-port.ts';

export interface LinkQuality {
  /** From one end to the other, in milliseconds: half a round trip. */
  readonly delayMs: number;
  /** Share of the packets that are lost, from 0 to 1. */
  readonly loss: number;
  readonly seed: number;
}

export interface SlowLink {
  /** What the product is started with, to be reached over the link. */
  readonly options: { readonly port: number; readonly env: { readonly PUBLIC_URL: string } };
  close(): Promise<void>;
}

/** Bytes of a packet. */
const PACKET = 1460;

/** A TCP proxy before a product, as bad as a line can be: what is lost comes one round trip later, and all behind it too. */
export async function slowLink(quality: LinkQuality): Promise<SlowLink> {
  const rng = seededRng(quality.seed);
  const target = await freePort();
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      from.on('close', () => open.delete(from));
      carry(from, to, quality, rng);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    options: {
      port: target,
      env: { PUBLIC_URL: `http://localhost:${String((server.address() as AddressInfo).port)}` },
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function carry(from: Socket, to: Socket, { delayMs, loss }: LinkQuality, rng: Rng): void {
  let free = 0;
  const arrive = (bytes: number, then: () => void) => {
    const kept = (1 - loss) ** Math.ceil(bytes / PACKET);
    const again = rng.next() < kept ? 0 : 2 * delayMs + randomInt(rng, delayMs + 1);
    free = Math.max(free, performance.now() + delayMs + again);
    setTimeout(then, free - performance.now());
  };
  from.on('data', (chunk) => arrive(chunk.length, () => to.destroyed || to.write(chunk)));
  from.on('end', () => arrive(0, () => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => arrive(0, () => to.destroy()));
}
