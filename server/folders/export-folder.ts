import { assetsOf, findProject, insertExport, suggestionsOf, takeChain } from '#db/index.ts';
import { projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ExportId } from '#shared/lib/ids.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import { drawingsOf } from '#server/boards/index.ts';
import { zipStream } from '#server/exports/index.ts';
import { hashOfRecord } from '#server/provenance/index.ts';
import { drawingFile } from './drawings.ts';
import type { FoldersOptions } from './options.ts';
import type { Folders } from './port.ts';

export function exportFolder(options: FoldersOptions): Folders['export'] {
  const { db, access, documents, assets, work, clock, newId } = options;
  return async (actor, project) => {
    await access.requireInProject(actor, project, 'project.export');
    const [found, { state }, files, chain, asked] = await Promise.all([
      findProject(db, project),
      documents.read(projectDocument(project)),
      assetsOf(db, project),
      takeChain(db, project),
      suggestionsOf(db, project),
    ]);
    const { title } = must(found);
    const [first] = chain;
    const earlier = first?.source === 'imported' ? (await assets.open(actor, project, first.asset)).bytes : null;
    const records = chain.map(({ recordHash, record }) => ({ hash: recordHash, record: record as object as never }));
    const suggestions = asked.map(({ record }) => ({ hash: hashOfRecord(record), record: record as object as never }));
    const mimes = new Map(files.map(({ hash, mime }) => [hash, mime]));
    const { texts, panels, pictures } = await work.write({
      ...{ title, state, mimes, chain: { project, records }, suggestions, earlier },
    });
    const here = new Set(panels);
    const drawn = [...(await drawingsOf(db, project))].filter(([panel]) => here.has(panel));
    await insertExport(db, {
      ...{ id: newId<ExportId>(), projectId: project, what: 'folder', by: must(actor).userId },
      at: new Date(clock.now()),
    });
    const stream = zipStream(
      [
        ...texts.map((text) => () => Promise.resolve(text)),
        ...drawn.map(
          ([panel, name]) =>
            async () =>
              drawingFile(panel, (await documents.read(name)).state),
        ),
        ...pictures.map(({ name, asset }) => async () => ({
          name,
          bytes: (await assets.open(actor, project, asset)).bytes,
        })),
      ],
      new Date(clock.now()),
    );
    return { filename: `${fileNameOf(title)} folder.zip`, mime: 'application/zip', bytes: stream };
  };
}
