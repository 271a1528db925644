import { appendScript, writeTitlePage, type ProjectDoc } from '#shared/collab/index.ts';
import type { NewId } from '#shared/lib/ids.ts';

/** What a writer meets in a new project: the title, and one empty scene heading to start on. */
export function writeEmptyScript(doc: ProjectDoc, title: string, newId: NewId): void {
  writeTitlePage(doc, { Title: [title] });
  appendScript(doc, [{ type: 'scene_heading', text: '' }], newId);
}
