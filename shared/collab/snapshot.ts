import type * as Y from 'yjs';
import type { ProjectState } from '#shared/revisions/index.ts';
import { byOrder } from '#shared/storyboard/index.ts';
import { readPanels, readShots } from './boards.ts';
import { readScript } from './script.ts';
import { readSettings } from './settings.ts';
import { readTitlePage } from './title-page.ts';

/** The whole project as plain data, alike for every copy of the document that holds the same. */
export function readProjectState(doc: Y.Doc): ProjectState {
  const { paper, layout, shotLetters } = readSettings(doc);
  return {
    titlePage: readTitlePage(doc),
    pageSetup: { paper, layout },
    elements: readScript(doc),
    shots: [...readShots(doc).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    shotLetters,
    panels: readPanels(doc).sort(byOrder),
  };
}
