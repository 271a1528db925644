import { join } from 'node:path';
import { createDocumentStore, findJob, takeChain, type Database, type TakeRow } from '#db/index.ts';
import { projectDocument, readPanel, type ProjectDoc } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { diskStore } from '#server/assets/index.ts';
import { sha256, verifyChain } from '#server/provenance/index.ts';
import { loadDocument } from '#server/sync/document.ts';

/** A job that somebody was told of. */
export interface Promised {
  readonly job: JobId;
  readonly panel: PanelId;
}

export interface Ends {
  readonly faults: readonly string[];
  readonly takes: number;
  /** Those that could not be made, for which people were given a reason. */
  readonly refused: number;
  /** What people were told of those. */
  readonly reasons: readonly string[];
}

/** What became of the orders of a round, by the database, the document and the files alone: nobody serves them now. */
export async function inspectOrders(
  { db }: Database,
  folder: string,
  project: ProjectId,
  promised: readonly Promised[],
): Promise<Ends> {
  const faults: string[] = [];
  const chain = await takeChain(db, project);
  const checked = verifyChain(chain);
  if (!checked.ok) faults.push(`record ${String(checked.error.position)}: ${checked.error.reason}`);
  const { doc } = must(await loadDocument(createDocumentStore(db), projectDocument(project)));
  const files = diskStore(join(folder, 'assets'), () => '' as never);
  const byJob = new Map(chain.map((take) => [take.jobId, take]));
  const reasons: string[] = [];
  let takes = 0;
  for (const { job, panel } of promised) {
    const row = await findJob(db, project, job);
    const take = byJob.get(job);
    if (row?.state === 'failed' && row.message) reasons.push(row.message);
    else if (row?.state !== 'done') faults.push(`order ${job} is lost: ${row?.state ?? 'no row'}`);
    else if (!take) faults.push(`order ${job} is done without a take`);
    else {
      takes += 1;
      const flaw = flawOf(doc, panel, take) ?? (await flawOfFile(files, take));
      if (flaw !== null) faults.push(`take ${take.id}: ${flaw}`);
    }
  }
  doc.destroy();
  return { faults, takes, refused: reasons.length, reasons };
}

function flawOf(doc: ProjectDoc, panel: PanelId, { id, asset }: TakeRow): string | null {
  const hung = readPanel(doc, panel)?.takes.filter((take) => take.id === id) ?? [];
  if (hung.length !== 1) return `hangs on its panel ${String(hung.length)} times`;
  return hung[0]?.asset === asset ? null : 'shows another picture than its record tells of';
}

async function flawOfFile(files: Pick<ReturnType<typeof diskStore>, 'read'>, { asset }: TakeRow) {
  const bytes = await files.read(asset);
  if (!bytes) return 'its picture is not there';
  return sha256(bytes) === asset ? null : 'its picture is another one';
}
