/** Panels, their order and takes, and how they hang on the script. Pure: knows neither Yjs nor pictures' bytes. */
export { DEFAULT_DURATION_MS, TAKE_SOURCES, chosenTake, type Panel, type Take, type TakeSource } from './panel.ts';
export { arrangePanels, byOrder, type SceneBoard, type Storyboard } from './arrange.ts';
export { durationOf } from './duration.ts';
export {
  anchoredLines,
  excerptOf,
  hashOfLines,
  isStale,
  linesById,
  panelsByLine,
  type Excerpt,
  type Lines,
} from './links.ts';
export { placeInBoard, positionByScript, type Placement } from './placement.ts';
export { planScene, type PlannedPanel } from './plan-scene.ts';
export { rehang, type Rehung } from './rehang.ts';
