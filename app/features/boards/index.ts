/** The grid of panels beside the script. Pictures' making and comments are other features': they come in as props. */
export { BoardsPane } from './boards-pane.tsx';
export type { BoardsPaneHandle, BoardsPaneProps } from './types.ts';
