import type { Daylight, Heading } from '#shared/screenplay/index.ts';
import type { SceneStatistics } from './statistics.ts';

export interface SceneCount {
  readonly scenes: number;
  readonly eighths: number;
}

/** By the light they are played in; `unsaid` are those whose headings say none. */
export type SceneCounts = Readonly<Record<Daylight | 'unsaid' | 'all', SceneCount>>;

export interface SettingRow extends SceneCounts {
  /** Null for headings that say none. */
  readonly setting: Heading['setting'];
}

const SETTINGS = ['INT', 'EXT', 'INT/EXT', null] as const;

/** A row for each setting that the script has, in the order of the trade. */
export function scenesBySetting(scenes: readonly SceneStatistics[]): SettingRow[] {
  const rows = SETTINGS.map((setting) => {
    return { setting, ...scenesByLight(scenes.filter((scene) => scene.setting === setting)) };
  });
  return rows.filter(({ all }) => all.scenes > 0);
}

export function scenesByLight(scenes: readonly SceneStatistics[]): SceneCounts {
  const by = (light: Daylight | null) => count(scenes.filter((scene) => scene.light === light));
  return { day: by('day'), night: by('night'), unsaid: by(null), all: count(scenes) };
}

function count(scenes: readonly SceneStatistics[]): SceneCount {
  return { scenes: scenes.length, eighths: scenes.reduce((sum, { eighths }) => sum + eighths, 0) };
}
