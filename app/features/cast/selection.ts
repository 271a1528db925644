import type { CastEntry, LocationEntry, StoryDay } from '#shared/cast/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';

/** What stands in the list and can be shown. */
export type Item =
  | { readonly kind: 'character'; readonly id: string; readonly entry: CastEntry }
  | { readonly kind: 'location'; readonly id: string; readonly entry: LocationEntry }
  | { readonly kind: 'day'; readonly id: string; readonly day: number | null; readonly scenes: number };

export function itemsOf(
  cast: readonly CastEntry[],
  locations: readonly LocationEntry[],
  days: ReadonlyMap<ElementId, StoryDay>,
): Item[] {
  const scenes = new Map<number | null, number>();
  for (const { day } of days.values()) scenes.set(day, (scenes.get(day) ?? 0) + 1);
  return [
    ...cast.map((entry): Item => ({ kind: 'character', id: `c-${entry.key}`, entry })),
    ...locations.map((entry): Item => ({ kind: 'location', id: `l-${entry.key}`, entry })),
    ...[...scenes]
      .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
      .map(([day, count]): Item => ({ kind: 'day', id: `d-${String(day ?? 'none')}`, day, scenes: count })),
  ];
}

/** What an address names, the first where it names nothing. Who has been described since is found by the name of before. */
export function itemShown(items: readonly Item[], id: string | null): Item | undefined {
  const named = items.find((item) => item.id === id);
  if (named || id === null) return named ?? items[0];
  const key = id.slice(2);
  const renamed = items.find((item) => {
    if (item.kind === 'day' || !id.startsWith(item.kind === 'character' ? 'c-' : 'l-')) return false;
    const described = item.kind === 'character' ? item.entry.character : item.entry.location;
    return described !== null && [described.name, ...described.aliases].some((name) => nameKey(name) === key);
  });
  return renamed ?? items[0];
}
