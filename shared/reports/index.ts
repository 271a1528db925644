/** What a script amounts to, in figures: pages, scenes, words, speeches, running time. Shows nothing. */
export { countWords } from './count-words.ts';
export { scenesByLight, scenesBySetting, type SceneCounts, type SettingRow } from './scenes-by-setting.ts';
export {
  scriptStatistics,
  type CharacterStatistics,
  type SceneStatistics,
  type ScriptStatistics,
} from './statistics.ts';
