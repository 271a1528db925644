import { changeBackTo, loadState, readProjectState } from '#shared/collab/index.ts';
import { compareProjects, type ProjectDiff, type ProjectState, type RevisionCounts } from '#shared/revisions/index.ts';

const LETTER = { paper: 'letter', layout: null } as const;
const NOTHING: ProjectState = { titlePage: {}, pageSetup: LETTER, elements: [], shots: [], panels: [] };

/** What is asked of whole states of a project, each as it is stored; null is the project before anything was in it. */
export const REVISION_WORK = {
  read: (state: Uint8Array): ProjectState => projectState(state),
  compare: (before: Uint8Array | null, after: Uint8Array): ProjectDiff =>
    compareProjects(projectState(before), projectState(after)),
  count: (before: Uint8Array | null, after: Uint8Array): RevisionCounts => REVISION_WORK.compare(before, after).counts,
  /** The change that brings the document at the second state back to the first. */
  wayBack: changeBackTo,
};

/** The same, where it holds nobody up. Each rejects with what the work throws. */
export type RevisionWork = {
  readonly [Name in keyof typeof REVISION_WORK]: (
    ...states: Parameters<(typeof REVISION_WORK)[Name]>
  ) => Promise<ReturnType<(typeof REVISION_WORK)[Name]>>;
};

function projectState(state: Uint8Array | null): ProjectState {
  if (!state) return NOTHING;
  const doc = loadState(state);
  try {
    return readProjectState(doc);
  } finally {
    doc.destroy();
  }
}
