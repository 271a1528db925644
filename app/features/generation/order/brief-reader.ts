import { looksReader, readLines, type ProjectDoc } from '#shared/collab/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { DEFAULT_SHOT } from '#shared/shots/index.ts';
import { allPanels, briefOf, type Panel, type PictureBrief } from '#shared/storyboard/index.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';

interface Film {
  readonly doc: ProjectDoc;
  readonly projectId: ProjectId;
  readonly storyboard: LiveStoryboard;
  readonly aspectRatio: number;
}

/** Reads what is to be drawn in a panel; script and looks once for all of them. */
export function briefReader({ doc, projectId, storyboard, aspectRatio }: Film): (panel: Panel) => PictureBrief {
  const common = { project: projectId, panels: allPanels(storyboard), script: readLines(doc), aspectRatio };
  const looksIn = looksReader(doc);
  return (panel) => {
    const shot = storyboard.shots.get(panel.shot) ?? { id: panel.shot, ...DEFAULT_SHOT };
    return briefOf({ ...common, panel, shot, looksIn }).brief;
  };
}
