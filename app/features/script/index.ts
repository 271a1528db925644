/** Writing the script: the page with its editor, and the list of scenes beside it. */
export { CardsView } from './cards.tsx';
export type { CardsViewProps } from './cards-view.tsx';
export { useCards } from './use-cards.ts';
export { Navigator } from './navigator-later.tsx';
export type { NavigatorProps } from './navigator.tsx';
export { ScriptPane, type ScriptPaneProps } from './script-pane.tsx';
export type { ScriptPaneHandle } from './use-script-handle.ts';
export type { ElementLookup } from './line-marks.ts';
