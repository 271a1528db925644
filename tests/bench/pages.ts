import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseFdx } from '#shared/formats/fdx/index.ts';
import { decodeText } from '#shared/lib/decode-text.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { paginate, sceneLengths, settingsFromLayout } from '#shared/pagination/index.ts';
import { formatEighths, printedText } from '#shared/screenplay/index.ts';

/*
 * Page and length of every scene beside what Final Draft stored in the file: `npm run bench -- pages a.fdx b.fdx`, or
 * the .fdx files of the corpus that may lie beside the project.
 */
const ROOT = new URL('../../', import.meta.url).pathname;
const CORPORA = ['../shared/corpus', '../../shared/corpus'].map((folder) => join(ROOT, folder));

interface Row {
  readonly heading: string;
  readonly page: [ours: string, theirs: string];
  readonly length: [ours: string, theirs: string];
}

export function bench(words: string[]): Promise<boolean> {
  const files = words.length > 0 ? words : corpusFiles();
  const rows = files.flatMap((file) => {
    const found = compareFile(file);
    if (found.length > 0) console.log(`\n${relative(ROOT, file)}\n${found.map(describe).join('\n')}`);
    return found;
  });
  if (rows.length === 0) console.log('No scene of any file has a page or a length stored.');
  else console.log(`\n${share('page', rows, same('page'))}; ${share('length', rows, same('length'))}`);
  return Promise.resolve(true);
}

function corpusFiles(): string[] {
  const corpus = CORPORA.find((folder) => existsSync(folder));
  if (corpus === undefined) return [];
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.fdx'))
    .sort()
    .map((file) => join(corpus, file));
}

function compareFile(file: string): Row[] {
  const text = decodeText(readFileSync(file));
  if (!text.ok) return [];
  const { screenplay, layout, scenes } = parseFdx(text.value);
  const elements = screenplay.elements.map((element, i) => ({ ...element, id: String(i) as ElementId }));
  const settings = settingsFromLayout(layout);
  const lengths = new Map(sceneLengths(paginate(elements, settings)).map((scene) => [scene.element, scene]));
  return scenes.flatMap(({ element, page, eighths }) => {
    const ours = lengths.get(String(element) as ElementId);
    if (!ours || (page === null && eighths === null)) return [];
    const heading = printedText(elements[element]?.text ?? '').slice(0, 44);
    const theirs = eighths === null ? '' : formatEighths(eighths);
    return [{ heading, page: [String(ours.page), page ?? ''], length: [formatEighths(ours.eighths), theirs] }];
  });
}

function same(field: 'page' | 'length') {
  return (row: Row) => row[field][0] === row[field][1];
}

function describe(row: Row): string {
  const column = ([ours, theirs]: [string, string]) =>
    `${ours.padStart(6)} ${theirs.padStart(6)}${ours === theirs ? '  ' : ' <'}`;
  return `  ${row.heading.padEnd(46)}page${column(row.page)}   length${column(row.length)}`;
}

function share(name: string, rows: readonly Row[], agrees: (row: Row) => boolean): string {
  const count = rows.filter(agrees).length;
  return `the same ${name}: ${count} of ${rows.length} scenes (${((100 * count) / rows.length).toFixed(1)} %)`;
}
