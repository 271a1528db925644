import { z } from 'zod';
import { loadUpdates, writePlainProject, type PlainProject } from '#shared/collab/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { FOLDER_FILES, FOLDER_VERSION, folderProject, type FolderProject } from '#shared/protocol/index.ts';
import { chainFacts, takesWithoutRecord } from './chains.ts';
import type { ChainFacts, FolderTask, ReadFolder } from './messages.ts';
import { drawingsFrom } from './drawings.ts';
import { parseJson } from './json.ts';
import { Refused } from './refused.ts';

const FILE = FOLDER_FILES.project;

/** Throws Refused for what is no project. Whatever is answered can be written into a document. */
export function readFolder(task: FolderTask & { readonly task: 'read' }): ReadFolder {
  const { project: bytes, provenance } = task;
  const project = projectFrom(bytes);
  const roots = [project.shots, project.panels, project.cast, project.locations];
  for (const records of [...roots, ...project.panels.map((panel) => panel.takes ?? [])]) refuseTwice(records);
  const trial = loadUpdates([]);
  try {
    trial.transact(() => writePlainProject(trial, plainOf(project)));
  } catch (error) {
    throw error instanceof RangeError ? new Refused(`${FILE}: ${error.message}`) : error;
  } finally {
    trial.destroy();
  }
  const takes = project.panels.flatMap((panel) => panel.takes ?? []);
  const pictures = [...takes, ...(project.references ?? [])].flatMap(({ picture, asset }) =>
    picture === null ? [] : [{ name: picture.normalize('NFC'), asset: asset as AssetHash }],
  );
  const drawings = drawingsFrom(task.drawings, new Set(project.panels.map(({ id }) => id)));
  const chain = chainFacts(provenance);
  return {
    project,
    pictures,
    drawings,
    chain,
    notes: notesOn(project, chain, takesWithoutRecord(project, provenance)),
  };
}

/** The project without what only the folder says. */
export function plainOf(project: FolderProject): PlainProject {
  return project as unknown as PlainProject;
}

function projectFrom(bytes: Uint8Array): FolderProject {
  const said = parseJson(FILE, bytes);
  const { format, version } = (said ?? {}) as Record<string, unknown>;
  if (format !== 'beatboard-project') throw new Refused(`${FILE} is not of a Beatboard project.`);
  if (typeof version === 'number' && version > FOLDER_VERSION) {
    throw new Refused('It was made by a newer Beatboard. Update this one and import it then.');
  }
  const checked = z.safeParse(folderProject, said);
  if (checked.success) return checked.data;
  const path = checked.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new Refused(`${FILE}: what stands at “${path.slice(0, 120)}” is not as it should be.`);
}

function refuseTwice(records: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of records) {
    if (seen.has(id)) throw new Refused(`${FILE}: two things have the id “${id.slice(0, 40)}”.`);
    seen.add(id);
  }
}

function notesOn(project: FolderProject, { flaw }: ChainFacts, unrecorded: number): string[] {
  const known = Object.keys(folderProject.def.shape);
  const unknown = Object.keys(project).filter((name) => !known.includes(name));
  const away = project.panels.flatMap((panel) => panel.takes ?? []).filter(({ picture }) => picture === null).length;
  const count = (number: number) => `${String(number)} ${number === 1 ? 'picture' : 'pictures'}`;
  return [
    ...(flaw === null
      ? []
      : [`The records of how pictures came to be prove nothing: ${flaw}. They are kept as they came.`]),
    ...(flaw === null && unrecorded > 0 ? [`No record tells how ${count(unrecorded)} came to be.`] : []),
    ...(away > 0 ? [`${count(away)} of the boards were not in the folder.`] : []),
    ...unknown.map((name) => `“${name.slice(0, 40)}” in ${FILE} is not known here and was left out.`),
  ];
}
