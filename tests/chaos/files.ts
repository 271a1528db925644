import { must } from '#shared/lib/assert.ts';
import { appendScript } from '#shared/collab/index.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { HOSTILE_FILES, type HostileFile } from '#tests/builders/hostile-files.ts';
import { Visitor } from '#tests/e2e/support/http.ts';
import { cleanUpProducts, startProduct, type Product } from '#tests/e2e/support/product.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
import { memoryOf, type PeakMemory } from './support/peak-memory.ts';
import { readOptions } from './options.ts';

/** What a file may cost, in milliseconds and megabytes. */
const GOAL = { ms: 5000, mb: 300 };

interface Row {
  readonly ms: number;
  /** Above what the process had before; null where the system does not tell. */
  readonly mb: number | null;
  /** The longest that somebody who typed meanwhile waited for "saved". */
  readonly typedMs: number;
  readonly ended: string;
  readonly isRight: boolean;
}

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
    console.log(
      `${'file'.padEnd(44)} ${'ms'.padStart(6)} ${'MB more'.padStart(8)} ${'typing, ms'.padStart(11)}  how it ended`,
    );
    let allHeld = true;
    for (const file of HOSTILE_FILES.filter(({ what }) => what.includes(only))) {
      const row = await drive(product, file, line, (upload) => writer.post(preview, { file: upload }));
      console.log(inColumns(file, row));
      allHeld &&= row.isRight && row.ms <= GOAL.ms && (row.mb ?? 0) <= GOAL.mb;
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

function idAfter(kind: string, text: string): string {
  return must(new RegExp(`/${kind}/([0-9a-z]{16})`).exec(text)?.[1], `an id of ${kind}`);
}

async function drive(
  { pid }: Product,
  file: HostileFile,
  line: SyncLine,
  send: (upload: File) => Promise<{ status: number; body: string }>,
): Promise<Row> {
  const upload = new File([file.bytes() as Uint8Array<ArrayBuffer>], file.name);
  const memory: PeakMemory | null = await memoryOf(pid);
  const typing = typeOn(line);
  const begun = performance.now();
  const { status, body } = await send(upload);
  const ms = performance.now() - begun;
  const typedMs = await typing.stop();
  return { ms, typedMs, mb: memory && (await memory.grown()), ...judge(file, status, body) };
}

function judge({ ends }: HostileFile, status: number, body: string): Pick<Row, 'ended' | 'isRight'> {
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

/** Somebody who writes a line, waits until it is saved, and writes the next. */
function typeOn(line: SyncLine) {
  const newId = idMaker((count) => crypto.getRandomValues(new Uint8Array(count)));
  let isOn = true;
  let worst = 0;
  const done = (async () => {
    while (isOn) {
      const begun = performance.now();
      await line.edit((doc) => appendScript(doc, [{ type: 'action', text: 'On.' }], newId));
      worst = Math.max(worst, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    stop: async () => {
      isOn = false;
      await done;
      return worst;
    },
  };
}

function inColumns({ what }: HostileFile, { ms, mb, typedMs, ended, isRight }: Row): string {
  const grown = mb === null ? '?' : mb.toFixed(0);
  const figures = `${ms.toFixed(0).padStart(6)} ${grown.padStart(8)} ${typedMs.toFixed(0).padStart(11)}`;
  return `${what.padEnd(44)} ${figures}  ${isRight ? '' : 'WRONG: '}${ended.slice(0, 110)}`;
}
