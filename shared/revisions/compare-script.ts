import { must } from '#shared/lib/assert.ts';
import { longestIncreasing } from '#shared/lib/longest-run.ts';
import { sameParagraph, type ScriptElement } from '#shared/screenplay/index.ts';
import type { ElementChange } from './diff.ts';
import { wordDiff } from './word-diff.ts';

/**
 * The script of `after` line by line, with what was removed standing where it stood. Elements are matched by id; those
 * outside the longest run that kept its order have moved.
 */
export function compareScripts(before: readonly ScriptElement[], after: readonly ScriptElement[]): ElementChange[] {
  const oldIndex = new Map(before.map((element, i) => [element.id, i]));
  const kept = new Set(after.map((element) => element.id));
  const places = after.map((element) => oldIndex.get(element.id) ?? -1);
  const inOrder = new Set(longestIncreasing(places).map((at) => must(places[at])));
  const changes: ElementChange[] = [];
  const removedFrom = (index: number) => {
    for (let i = index; i < before.length; i++) {
      const element = must(before[i]);
      if (inOrder.has(i)) return;
      if (!kept.has(element.id)) changes.push({ kind: 'removed', element });
    }
  };
  removedFrom(0);
  for (const element of after) {
    const index = oldIndex.get(element.id);
    if (index === undefined) {
      changes.push({ kind: 'added', element });
      continue;
    }
    changes.push(compareElements(must(before[index]), element, inOrder.has(index)));
    if (inOrder.has(index)) removedFrom(index + 1);
  }
  return changes;
}

function compareElements(before: ScriptElement, element: ScriptElement, inPlace: boolean): ElementChange {
  if (!sameParagraph(before, element)) {
    return { kind: 'changed', before, element, words: wordDiff(before.text, element.text) };
  }
  return { kind: inPlace ? 'same' : 'moved', element };
}
