import type { ProjectId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { bringDrawingsAlong } from './bring-drawings-along.ts';
import { bringPicturesAlong } from './bring-pictures-along.ts';
import type { Pasted } from './paste-panels.ts';

/** What pasted panels have beside the document: their pictures and drawings. Says what could not come along. */
export async function bringAlong(
  connection: ProjectConnection,
  project: ProjectId,
  from: ProjectId,
  pasted: Pasted,
): Promise<readonly string[]> {
  const faults = [
    pasted.wanted.length > 0 ? await bringPicturesAlong(connection, project, from, pasted) : null,
    pasted.drawings.length > 0 ? await bringDrawingsAlong(connection, project, from, pasted) : null,
  ];
  return faults.filter((fault) => fault !== null);
}
