/** Revisions of a project: the list, one as it was, one compared with now, and the way back. */
export { HistoryList, type HistoryListProps } from './history-list.tsx';
export { CompareView, RevisionView, type CompareViewProps, type RevisionViewProps } from './revision-view.tsx';
export { ScriptChanges } from './script-changes.tsx';
export { Timeline } from './timeline.tsx';
