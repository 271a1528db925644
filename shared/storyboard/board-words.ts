import { clockTime } from '#shared/lib/clock-time.ts';

/** `2.5 s`: how long a frame stands. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `48 s`, `3:07` or `1:32:07`: how long a scene or the film runs, on the screen as on paper. */
export function runningTime(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : clockTime(whole);
}

export function panelCount(count: number): string {
  return count === 1 ? '1 panel' : `${count.toLocaleString('en')} panels`;
}
