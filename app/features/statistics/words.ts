import type { SceneStatistics } from '#shared/reports/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';

export const count = (number: number) => number.toLocaleString('en');

/** Nobody who says a word says none. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;
}

export const pagesText = (eighths: number) => `${formatEighths(eighths)} ${eighths === 8 ? 'page' : 'pages'}`;

export const LIGHT_WORDS = { day: 'Day', night: 'Night' } as const;

export const SETTING_WORDS = { INT: 'INT.', EXT: 'EXT.', 'INT/EXT': 'INT./EXT.' } as const;

export const NOT_SAID = 'Not said';

export function lightWord({ light }: Pick<SceneStatistics, 'light'>): string {
  return light ? LIGHT_WORDS[light] : NOT_SAID;
}

export function settingWord(setting: SceneStatistics['setting']): string {
  return setting ? SETTING_WORDS[setting] : NOT_SAID;
}
