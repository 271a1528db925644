import { findProject } from '#db/index.ts';
import { loadState, projectDocument, readScript, readTitlePage } from '#shared/collab/index.ts';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import { fileNameOf } from '#shared/lib/file-name.ts';
import { inCapitals } from '#shared/screenplay/index.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

export function exportScript({ db, access, documents }: ScreenplaysOptions): Screenplays['export'] {
  return async (actor, project) => {
    await access.requireInProject(actor, project, 'project.export');
    const [found, stored] = await Promise.all([findProject(db, project), documents.read(projectDocument(project))]);
    const doc = loadState(stored.state);
    const text = writeFountain({ titlePage: readTitlePage(doc), elements: readScript(doc).map(inCapitals) });
    doc.destroy();
    return {
      filename: `${fileNameOf(must(found).title)}.fountain`,
      mime: 'text/plain; charset=utf-8',
      bytes: new TextEncoder().encode(text),
    };
  };
}
