import { appendScript, writeSettings, writeTitlePage } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { addProject, projectTitle } from '#server/projects/index.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

export function importScript(options: ScreenplaysOptions): Screenplays['import'] {
  const { access, reader, newId } = options;
  return async (actor, workspace, file) => {
    await access.requireInWorkspace(actor, workspace, 'project.import');
    const by = must(actor, 'access lets no visitor through').userId;
    const { preview, titlePage, pageSetup, paragraphs } = await reader.read(file);
    const title = projectTitle(preview.title);
    return addProject(options, { workspace, by, title }, (doc) => {
      writeTitlePage(doc, Object.keys(titlePage).length > 0 ? titlePage : { Title: [title] });
      if (pageSetup.layout) writeSettings(doc, pageSetup);
      appendScript(doc, paragraphs, newId);
    });
  };
}
