import type { SceneStatistics } from '#shared/reports/index.ts';

/** Where a scene stands on a line that is the script, in per cent of its length. */
export interface ScenePlace {
  readonly at: number;
  readonly width: number;
}

/** Scenes one behind the other, each as wide as it is long. */
export function scenePlaces(scenes: readonly Pick<SceneStatistics, 'eighths'>[]): ScenePlace[] {
  const whole = scenes.reduce((sum, { eighths }) => sum + eighths, 0);
  let before = 0;
  return scenes.map(({ eighths }) => {
    const place = { at: (100 * before) / whole, width: (100 * eighths) / whole };
    before += eighths;
    return place;
  });
}
