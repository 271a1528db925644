import { loadState, readBoards, readPanels, readPlainProject, type ProjectDoc } from '#shared/collab/index.ts';
import { writeProject } from '#shared/formats/index.ts';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';
import { uniqueName } from '#shared/lib/unique-name.ts';
import { FOLDER_FILES, FOLDER_VERSION, type FolderProvenance } from '#shared/protocol/index.ts';
import { namePanels, pictureNames } from '#shared/storyboard/index.ts';
import { endingOf } from '#server/assets/index.ts';
import { chainsIn, suggestionsIn } from '#server/provenance/index.ts';
import { scriptIn } from '#server/screenplays/index.ts';
import { json } from './json.ts';
import type { FolderTask, WrittenFolder } from './messages.ts';
import { readMe } from './read-me.ts';
import { referencesIn } from './references.ts';

/** A project's folder: its texts as they are, its pictures by their hash. The same project makes the same bytes. */
export function writeFolder(task: FolderTask & { readonly task: 'write' }): WrittenFolder {
  const doc = loadState(task.state);
  try {
    const script = scriptIn(doc);
    const pictures: { name: string; asset: AssetHash }[] = [];
    const add = (name: string, asset: string) => void pictures.push({ name, asset: asset as AssetHash });
    const project = projectIn(doc, task, add);
    const chains = [...(chainsIn(task.earlier) ?? []), task.chain];
    const suggestions = [...suggestionsIn(task.earlier), ...task.suggestions];
    const provenance: FolderProvenance = {
      ...{ format: 'beatboard-provenance', version: FOLDER_VERSION, chains },
      ...(suggestions.length > 0 && { suggestions }),
    };
    const texts = [
      [FOLDER_FILES.readme, readMe(task.title)],
      [FOLDER_FILES.project, json(project)],
      [FOLDER_FILES.fountain, writeProject('fountain', script)],
      [FOLDER_FILES.fdx, writeProject('fdx', script)],
      [FOLDER_FILES.provenance, json(provenance)],
    ] as const;
    const utf8 = new TextEncoder();
    return {
      texts: texts.map(([name, text]) => ({ name, bytes: utf8.encode(text) })),
      panels: readPanels(doc).map(({ id }) => id),
      pictures,
    };
  } finally {
    doc.destroy();
  }
}

function projectIn(
  doc: ProjectDoc,
  { title, mimes }: FolderTask & { readonly task: 'write' },
  add: (name: string, asset: string) => void,
): object {
  const plain = readPlainProject(doc);
  const names = pictureNamesIn(doc);
  const used = new Set<string>();
  const panels = plain.panels.map((panel) => {
    const { takes, ...fields } = panel;
    if (!takes) return panel;
    const named = takes.map((take, at) => {
      const mime = mimes.get(take.asset as AssetHash);
      // What a broken client hung on a panel may be no file of this project; it must not keep the rest from going out.
      if (mime === undefined) return { ...take, picture: null };
      const base = names.get(panel.id as PanelId) ?? panel.id;
      const which = take.id === fields['take'] ? '' : ` take ${String(at + 1)}`;
      const picture = `${FOLDER_FILES.pictures}${uniqueName(base + which, used)}.${endingOf(mime)}`;
      add(picture, take.asset);
      return { ...take, picture };
    });
    return { ...fields, takes: named };
  });
  const references = referencesIn(plain, mimes);
  for (const { picture, asset } of references) add(picture, asset);
  return {
    ...{ format: 'beatboard-project', version: FOLDER_VERSION, title, ...plain, panels },
    ...(references.length > 0 && { references }),
  };
}

function pictureNamesIn(doc: ProjectDoc): ReadonlyMap<PanelId, string> {
  const { storyboard, numbering } = readBoards(doc);
  return pictureNames(namePanels(storyboard, numbering).values());
}
