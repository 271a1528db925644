/** The boards beside the script, and what the script says of them. Pictures' making and comments are other features': they come in as props. */
export { LineCoverage } from './beside-script/line-coverage.tsx';
export { BoardsPane } from './boards-pane.tsx';
export type { BoardsPaneHandle, BoardsPaneProps } from './types.ts';
