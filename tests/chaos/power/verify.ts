import type { PGlite } from '@electric-sql/pglite';
import type { DocumentName } from '#shared/lib/ids.ts';
import { documentCheckpoints, projects } from '#db/schema/index.ts';
import { documentNames, hashOf, open, type Opened, type Promised } from './work.ts';

/** Opens what a power cut left, as the next start would, and says what is wrong with it: nothing, if all is well. */
export async function verify(folder: string, template: string, promised: readonly Promised[]): Promise<string[]> {
  let opened: Opened;
  try {
    opened = await open(folder, template);
  } catch (error) {
    return [`it does not open: ${String(error)}`];
  }
  const wrong = await faults(opened, promised).catch((error: unknown) => [`it can't be read: ${String(error)}`]);
  await opened.client.close();
  return wrong;
}

async function faults(opened: Opened, promised: readonly Promised[]): Promise<string[]> {
  const logs = new Map<DocumentName, string[]>();
  const wrong: string[] = [];
  for (const name of documentNames()) {
    const rows = await opened.store.log(name, 1, 0, 100_000);
    logs.set(
      name,
      rows.map(({ bytes }) => hashOf(bytes)),
    );
    if (rows.some(({ seq }, i) => seq !== i + 1)) wrong.push(`${name} has a gap`);
    const head = (await opened.store.head(name))?.seq ?? 0;
    if (head !== rows.length) wrong.push(`${name} says ${String(head)} rows and has ${String(rows.length)}`);
  }
  for (const each of promised) {
    if (each.kind !== 'row') continue;
    if (logs.get(each.document)?.[each.seq - 1] !== each.hash)
      wrong.push(`${each.document} lost row ${String(each.seq)}`);
  }
  return [...wrong, ...(await otherTables(opened, promised)), ...(await goesOn(opened))];
}

async function otherTables({ client, db }: Opened, promised: readonly Promised[]): Promise<string[]> {
  const wrong: string[] = [];
  const newest = (kind: 'title' | 'table') =>
    Math.max(0, ...promised.map((each) => (each.kind === kind ? each.count : 0)));
  const [project] = await db.select().from(projects);
  const title = newest('title');
  if (title > Number(project?.title ?? 0)) wrong.push(`the title is ${String(project?.title)}, not ${String(title)}`);
  if (newest('table') > 0 && !(await hasTable(client, newest('table')))) wrong.push('a table is gone');
  const kept = await db.select().from(documentCheckpoints);
  for (const { bytes, sha256, document } of kept) {
    if (hashOf(bytes) !== sha256) wrong.push(`a checkpoint of ${document} is broken`);
  }
  for (const name of documentNames()) {
    const seqs = promised.flatMap((each) => (each.kind === 'checkpoint' && each.document === name ? [each.seq] : []));
    const found = Math.max(-1, ...kept.filter(({ document }) => document === name).map(({ seq }) => seq));
    if (Math.max(-1, ...seqs) > found) wrong.push(`${name} lost a checkpoint`);
  }
  return wrong;
}

/** That one whole, or its successor, whose answer was on its way. */
async function hasTable(client: PGlite, count: number): Promise<boolean> {
  for (const name of [`made_${String(count)}`, `made_${String(count + 1)}`]) {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('${name}') IS NOT NULL AS there`);
    if (!rows[0]?.there) continue;
    return (await client.query(`SELECT n FROM ${name}`)).rows.length === 500;
  }
  return false;
}

/** Indexes and tables agree, every page can be read, and work goes on. */
async function goesOn({ client }: Opened): Promise<string[]> {
  const wrong: string[] = [];
  for (const table of ['document_updates', 'document_checkpoints', 'documents']) {
    const counts: unknown[] = [];
    for (const [seq, index] of ['on off', 'off on'].map((pair) => pair.split(' '))) {
      await client.exec(`SET enable_seqscan = ${seq!}; SET enable_indexscan = ${index!}; SET enable_bitmapscan = off;
        SET enable_indexonlyscan = off`);
      const column = table === 'documents' ? 'name' : 'document';
      counts.push((await client.query(`SELECT count(*) FROM ${table} WHERE ${column} > ''`)).rows[0]);
    }
    if (JSON.stringify(counts[0]) !== JSON.stringify(counts[1])) wrong.push(`${table} and its index differ`);
  }
  await client.exec('UPDATE projects SET title = title; UPDATE documents SET head_seq = head_seq; CHECKPOINT');
  return wrong;
}
