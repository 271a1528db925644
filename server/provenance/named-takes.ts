import type { FolderProject, FolderTake } from '#shared/protocol/index.ts';

/** A take with the words by which people know it. */
export interface NamedTake {
  readonly take: FolderTake;
  /** `panel 012A1, take 2`. */
  readonly title: string;
  /** That, and where its picture lies. */
  readonly words: string;
}

/** By their ids, in the order of the panels. */
export function takesOf({ panels }: FolderProject): ReadonlyMap<string, NamedTake> {
  return new Map(
    panels.flatMap(({ id, takes = [] }) => {
      const panel = `panel ${numberIn(takes) ?? id}`;
      return takes.map((take, at) => {
        const title = takes.length > 1 ? `${panel}, take ${String(at + 1)}` : panel;
        return [take.id, { take, title, words: take.picture === null ? title : `${title} (${take.picture})` }] as const;
      });
    }),
  );
}

/** Files of pictures are named as on the slate. */
function numberIn(takes: readonly FolderTake[]): string | undefined {
  const names = takes.flatMap(({ picture }) => /([^/]+)\.\w+$/.exec(picture ?? '')?.[1] ?? []);
  return names[0]?.replace(/ take \d+$/, '');
}
