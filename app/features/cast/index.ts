/** Who and where of a film: looks, places, reference pictures, and the panels that should match. */
export { CastPane } from './cast-pane.tsx';
export type { CastPaneProps } from './types.ts';
