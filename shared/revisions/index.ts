/** What changed between two states of a project. Pure: the states come from wherever they are kept. */
export {
  type ElementChange,
  type PanelChange,
  type ProjectDiff,
  type ProjectState,
  type RevisionCounts,
  type WordRun,
} from './diff.ts';
export { compareProjects, describeCounts } from './compare.ts';
export { compareScripts } from './compare-script.ts';
export { RETENTIONS, describeRetention, isRetention, type Retention } from './retention.ts';
export { wordDiff } from './word-diff.ts';
export { mergeDraft, mergeTitlePage } from './merge-draft.ts';
