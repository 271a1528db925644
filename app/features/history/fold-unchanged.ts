import type { ElementChange } from '#shared/revisions/index.ts';

/** Lines beside a change stay for their sense; longer runs of unchanged ones become a number. */
const CONTEXT = 2;

type Row = ElementChange | { readonly folded: number };

export function foldUnchanged(script: readonly ElementChange[]): Row[] {
  const near = new Set<number>();
  script.forEach(({ kind }, i) => {
    if (kind !== 'same') for (let j = i - CONTEXT; j <= i + CONTEXT; j++) near.add(j);
  });
  const rows: Row[] = [];
  let folded = 0;
  script.forEach((change, i) => {
    if (!near.has(i) && change.element.type !== 'scene_heading') {
      folded += 1;
      return;
    }
    if (folded > 0) rows.push({ folded });
    folded = 0;
    rows.push(change);
  });
  if (folded > 0) rows.push({ folded });
  return rows;
}
