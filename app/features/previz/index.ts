/** The set of a panel, to block in: people, things, light and camera, in the frame and in a plan. */
export { PrevizPane, ProposedFrame } from './pane-later.tsx';
export type { PrevizPaneProps } from './types.ts';
