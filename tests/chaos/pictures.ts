import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { idMaker } from '#shared/lib/ids.ts';
import { HOSTILE_PICTURES, type HostilePicture } from '#tests/builders/hostile-pictures.ts';
import { Visitor } from '#tests/e2e/support/http.ts';
import { cleanUpProducts, startProduct, type Product } from '#tests/e2e/support/product.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { startCanary } from '#tests/setup/canary.ts';
import { readOptions } from './options.ts';
import { idAfter } from './support/beside-typing.ts';
import {
  GOAL,
  headLine,
  isWithinGoal,
  rowLine,
  sendBesideTyping,
  type Answer,
  type Row,
  type Verdict,
} from './support/hostile-upload.ts';
import { familyMemoryOf } from './support/peak-memory.ts';

const WIDTH = 56;

const newId = idMaker(randomBytes);

/** Photos as cameras make them, for the cost of what is taken. */
const HONEST: readonly HostilePicture[] = [
  ['a photo of 12 million pixels', 4000, 3000, [3840, 2880]],
  ['a photo of 40 million pixels', 7700, 5190, [3840, 2588]],
].map(([what, width, height, ends]) => ({
  what: what as string,
  name: 'photo.jpg',
  ends: ends as [number, number],
  bytes: () =>
    sharp({
      create: {
        ...{ width: width as number, height: height as number, channels: 3, background: '#000' },
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .jpeg({ quality: 80 })
      .toBuffer(),
}));

/** Hostile pictures through the product's own door, one after another, while somebody types in the same project. */
export async function pictures(args: readonly string[]): Promise<boolean> {
  const { only } = readOptions(args, { only: '' });
  const canary = await startCanary();
  await buildProduct();
  const product = await startProduct();
  try {
    const writer = new Visitor(product.url);
    const project = idAfter('projects', await writer.follow(product.links.writer));
    const line = await SyncLine.open(documentUrl(product.url, project), { origin: product.url, cookie: writer.cookie });
    const send = (file: File) =>
      writer.post(
        `/projects/${project}/pictures`,
        { take: newId(), panel: newId(), file },
        { accept: 'application/json' },
      );
    console.log(headLine('picture', WIDTH));
    let allHeld = true;
    for (const picture of [...HONEST, ...HOSTILE_PICTURES].filter(({ what }) => what.includes(only))) {
      const row = await drive(product, picture, canary.address, line, send);
      console.log(rowLine(picture.what, WIDTH, row));
      allHeld &&= isWithinGoal(row);
    }
    line.close();
    console.log(`asked of what files name: ${String(canary.asked())} times`);
    allHeld &&= canary.asked() === 0;
    console.log(
      `goal: each right, in ${String(GOAL.ms)} ms and ${String(GOAL.mb)} MB, nothing asked: ${allHeld ? 'held' : 'NOT held'}`,
    );
    return allHeld;
  } finally {
    canary.close();
    await cleanUpProducts();
  }
}

async function drive(
  { pid }: Product,
  picture: HostilePicture,
  canary: string,
  line: SyncLine,
  send: (file: File) => Promise<Answer>,
): Promise<Row> {
  const file = new File([(await picture.bytes(canary)) as Uint8Array<ArrayBuffer>], picture.name);
  // The process that reads it is counted in.
  const sent = await sendBesideTyping(line, await familyMemoryOf(pid), () => send(file));
  return { ...sent, ...judge(picture, sent) };
}

function judge({ ends }: HostilePicture, { status, body }: Answer): Verdict {
  const answer = JSON.parse(body) as { width?: number; height?: number; error?: { message: string } };
  const ended = answer.error?.message ?? `${String(answer.width)} × ${String(answer.height)}`;
  if (!(ends instanceof RegExp)) return { ended, isRight: answer.width === ends[0] && answer.height === ends[1] };
  return { ended, isRight: (status === 413 || status === 415) && ends.test(ended) };
}
