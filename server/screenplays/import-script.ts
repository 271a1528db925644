import { appendScript, writeTitlePage } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { TitlePage } from '#shared/screenplay/index.ts';
import { AppError } from '#shared/protocol/index.ts';
import { addProject, projectTitle } from '#server/projects/index.ts';
import type { ScreenplaysOptions } from './options.ts';
import type { Screenplays } from './port.ts';

const MAX_BYTES = 20 * 1024 * 1024;
/** Some 1,000 pages. Filling a document with them takes a second, in which nobody else's typing is answered. */
const MAX_ELEMENTS = 30_000;

export function importScript(options: ScreenplaysOptions): Screenplays['import'] {
  const { access, reader, newId } = options;
  return async (actor, workspace, file) => {
    await access.requireInWorkspace(actor, workspace, 'project.import');
    const by = must(actor, 'access lets no visitor through').userId;
    if (file.bytes.length > MAX_BYTES) {
      throw new AppError('too_large', `${file.name} is over 20 MB. Nothing was imported.`);
    }
    const { screenplay, notes } = await reader.read(file);
    const { titlePage, elements } = screenplay;
    if (elements.length === 0) {
      throw new AppError('unsupported_file', `${file.name} holds no script: it is empty. Nothing was imported.`);
    }
    if (elements.length > MAX_ELEMENTS) {
      const count = elements.length.toLocaleString('en');
      throw new AppError(
        'too_large',
        `This script has ${count} paragraphs; a project holds 30,000. Nothing was imported.`,
      );
    }
    const title = projectTitle(titleOf(titlePage, file.name));
    const project = await addProject(options, { workspace, by, title }, (doc) => {
      writeTitlePage(doc, Object.keys(titlePage).length > 0 ? titlePage : { Title: [title] });
      appendScript(doc, elements, newId);
    });
    return { project, notes };
  };
}

/** The title page's own, without Fountain's emphasis marks; a file that has none is called by its name. */
function titleOf(titlePage: TitlePage, fileName: string): string {
  const key = Object.keys(titlePage).find((name) => name.toLowerCase() === 'title');
  const lines = key === undefined ? [] : (titlePage[key] ?? []);
  const title = lines.join(' ').replace(/[*_]+/g, '').replace(/\s+/g, ' ').trim();
  const fallback = fileName.replace(/\.[^.]*$/, '').trim();
  return (title || fallback || 'Untitled').slice(0, 200);
}
