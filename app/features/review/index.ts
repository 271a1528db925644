/** Comments on panels: the list of threads, the picture with its points, the talk in the margin. */
export { ReviewPane, type ReviewPaneProps } from './review-pane.tsx';
export { openThreadsByPanel, useThreads, type LiveThreads } from './use-threads.ts';
