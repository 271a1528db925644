import { useCallback, useEffect, useRef, useState } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import type { BlockingParts } from '#shared/previz/index.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { tellOthers, watchOthers, type Other } from '#app/collab/others.ts';

type Awareness = ProjectConnection['awareness'];

/** What another person moves at this moment in a panel's set: nothing of it is written before they let go. */
export interface Drag {
  readonly client: number;
  readonly name: string;
  readonly colour: string;
  readonly parts: BlockingParts;
}

export interface Drags {
  readonly own: BlockingParts | null;
  readonly others: readonly Drag[];
  /** Shows this person's hand, here and to the others; null: it let go. */
  readonly move: (parts: BlockingParts | null) => void;
}

/** Hands in a panel's set: this person's, and by awareness (`drag`) those of whoever has the same one open. */
export function useDrags(awareness: Awareness, panel: PanelId): Drags {
  const [own, setOwn] = useState<BlockingParts | null>(null);
  const [others, setOthers] = useState<readonly Drag[]>([]);
  const told = useRef<BlockingParts | null>(null);
  const tell = useRef<(parts: BlockingParts | null) => void>(() => undefined);
  useEffect(() => {
    const teller = tellOthers(awareness, () => ({ drag: told.current && { panel, parts: told.current } }));
    tell.current = (parts) => {
      if (parts === told.current) return;
      told.current = parts;
      teller.soon();
    };
    return () => {
      const isTold = told.current !== null;
      told.current = null;
      if (isTold) teller.now();
      teller.stop();
      setOwn(null);
    };
  }, [awareness, panel]);
  useEffect(() => {
    const show = (now: readonly Drag[]) => setOthers((before) => (sameValue(before, now) ? before : now));
    return watchOthers(awareness, (people) => show(people.flatMap((other) => dragIn(other, panel))));
  }, [awareness, panel]);
  const move = useCallback((parts: BlockingParts | null) => {
    setOwn(parts);
    tell.current(parts);
  }, []);
  return { own, others, move };
}

function dragIn({ client, name, colour, state }: Other, panel: PanelId): Drag[] {
  const { panel: where, parts } = (state['drag'] ?? {}) as Readonly<Record<string, unknown>>;
  if (where !== panel || typeof parts !== 'object' || parts === null) return [];
  return [{ client, name, colour, parts: parts as BlockingParts }];
}
