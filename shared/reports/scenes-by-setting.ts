import type { Daylight, Heading } from '#shared/screenplay/index.ts';
import type { SceneStatistics } from './statistics.ts';

export interface SceneCount {
  readonly scenes: number;
  readonly eighths: number;
}

/** The scenes of one setting, by the light they are played in; `unsaid` are those whose headings say none. */
export interface SettingRow extends Readonly<Record<Daylight | 'unsaid' | 'all', SceneCount>> {
  /** Null for headings that say none. */
  readonly setting: Heading['setting'];
}

const SETTINGS = ['INT', 'EXT', 'INT/EXT', null] as const;

/** A row for each setting that the script has, in the order of the trade. */
export function scenesBySetting(scenes: readonly SceneStatistics[]): SettingRow[] {
  return SETTINGS.map((setting) => {
    const there = scenes.filter((scene) => scene.setting === setting);
    const by = (light: Daylight | null) => count(there.filter((scene) => scene.light === light));
    return { setting, day: by('day'), night: by('night'), unsaid: by(null), all: count(there) };
  }).filter(({ all }) => all.scenes > 0);
}

function count(scenes: readonly SceneStatistics[]): SceneCount {
  return { scenes: scenes.length, eighths: scenes.reduce((sum, { eighths }) => sum + eighths, 0) };
}
