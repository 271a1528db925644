import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePdf } from '../server/exports/index.ts';
import { parseFountain } from '../shared/formats/fountain/index.ts';
import type { ElementId } from '../shared/lib/ids.ts';
import { US_LETTER } from '../shared/pagination/index.ts';

/** Pages of the script, behind the one of its title. */
const PAGES = 2;
const DOTS_PER_INCH = 80;

/** Draws the first pages of the demo script as docs/pagination.md shows them. Needs pdftoppm, of Debian's poppler-utils. */
export async function takePrintedPages(folder: string): Promise<void> {
  const { titlePage, elements } = parseFountain(await readFile('db/seed/demo.fountain', 'utf8')).screenplay;
  const { bytes } = await writePdf({
    titlePage,
    elements: elements.map((element, i) => ({ ...element, id: `e${i}` as ElementId })),
    settings: US_LETTER,
    createdAt: new Date(0),
  });
  const scratch = await mkdtemp(join(tmpdir(), 'beatboard-pages-'));
  const pdf = join(scratch, 'demo.pdf');
  await writeFile(pdf, bytes);
  for (let page = 1; page <= PAGES; page++) {
    const behindTitle = String(page + 1);
    const range = ['-f', behindTitle, '-l', behindTitle, '-singlefile'];
    const image = join(folder, `printed-page-${String(page)}`);
    await promisify(execFile)('pdftoppm', ['-png', '-r', String(DOTS_PER_INCH), ...range, pdf, image]);
  }
  await rm(scratch, { recursive: true });
}
