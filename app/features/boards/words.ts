/** `2.5 s`: how long a frame stands. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `48 s` or `3:07`: how long a scene or the film runs. */
export function runningTime(ms: number): string {
  const total = Math.round(ms / 1000);
  if (total < 60) return `${total} s`;
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
}

export function panelCount(count: number): string {
  return count === 1 ? '1 panel' : `${count.toLocaleString('en')} panels`;
}
