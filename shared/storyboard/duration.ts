import type { ScriptElement } from '#shared/screenplay/index.ts';
import { DEFAULT_DURATION_MS } from './panel.ts';

/**
 * How long a frame for these lines stands, in milliseconds, by the trade's rule of thumb: action 200 ms a word and
 * 500, speech 300 ms a word and 1,000, a transition 1,000. Lines that take no time of their own give the default.
 */
export function durationOf(elements: readonly ScriptElement[]): number {
  const total = elements.reduce((sum, element) => sum + timeOf(element), 0);
  return total === 0 ? DEFAULT_DURATION_MS : Math.round(total / 100) * 100;
}

function timeOf({ type, text }: ScriptElement): number {
  const words = text.split(/\s+/).filter(Boolean).length;
  if (words === 0) return 0;
  if (type === 'action' || type === 'shot' || type === 'general') return words * 200 + 500;
  if (type === 'dialogue' || type === 'lyrics') return words * 300 + 1000;
  return type === 'transition' ? 1000 : 0;
}
