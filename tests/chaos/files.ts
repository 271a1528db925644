import { HOSTILE_FILES, type HostileFile } from '#tests/builders/hostile-files.ts';
import { Visitor } from '#tests/e2e/support/http.ts';
import { cleanUpProducts, startProduct, type Product } from '#tests/e2e/support/product.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
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
import { memoryOf } from './support/peak-memory.ts';

const WIDTH = 44;

/** Hostile files through the product's own door, one after another, while somebody types in a project beside them. */
export async function files(args: readonly string[]): Promise<boolean> {
  const { only } = readOptions(args, { only: '' });
  const product = await startProduct();
  try {
    const writer = new Visitor(product.url);
    const project = idAfter('projects', await writer.follow(product.links.writer));
    const preview = `/workspaces/${idAfter('workspaces', (await writer.get('/workspaces')).body)}/preview`;
    const line = await SyncLine.open(documentUrl(product.url, project), { origin: product.url, cookie: writer.cookie });
    // What the first file costs besides itself is loaded, and compiled.
    await writer.post(preview, { file: new File(['INT. ROOM - DAY\n\nA chair.\n'], 'first.fountain') });
    console.log(headLine('file', WIDTH));
    let allHeld = true;
    for (const file of HOSTILE_FILES.filter(({ what }) => what.includes(only))) {
      const row = await drive(product, file, line, (upload) => writer.post(preview, { file: upload }));
      console.log(rowLine(file.what, WIDTH, row));
      allHeld &&= isWithinGoal(row);
    }
    line.close();
    console.log(
      `goal: each right, in ${String(GOAL.ms)} ms and ${String(GOAL.mb)} MB: ${allHeld ? 'held' : 'NOT held'}`,
    );
    return allHeld;
  } finally {
    await cleanUpProducts();
  }
}

async function drive(
  { pid }: Product,
  file: HostileFile,
  line: SyncLine,
  send: (upload: File) => Promise<Answer>,
): Promise<Row> {
  const upload = new File([file.bytes() as Uint8Array<ArrayBuffer>], file.name);
  const sent = await sendBesideTyping(line, await memoryOf(pid), () => send(upload));
  return { ...sent, ...judge(file, sent) };
}

function judge({ ends }: HostileFile, { status, body }: Answer): Verdict {
  const answer = JSON.parse(body) as {
    preview?: { paragraphs: number; noteCount: number };
    error?: { message: string };
  };
  const { preview, error } = answer;
  if (preview) {
    const ended = `${String(preview.paragraphs)} paragraphs, ${String(preview.noteCount)} remarks`;
    return { ended, isRight: preview.paragraphs === ends };
  }
  const ended = error?.message ?? '';
  return { ended, isRight: typeof ends !== 'number' && (status === 413 || status === 415) && ends.test(ended) };
}
