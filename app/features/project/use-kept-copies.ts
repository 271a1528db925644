import { useEffect, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { findKeptCopies, type KeptCopy } from '#app/collab/kept-copies.ts';
import { useProject } from '#app/lib/project-context.tsx';

export interface KeptCopies {
  readonly count: number;
  /** The one to speak of now; null when there is none, or the person put it off. */
  readonly shown: KeptCopy | null;
  /** Speaks of the first one again. */
  readonly show: () => void;
  readonly putOff: () => void;
  readonly remove: () => void;
}

const NONE: readonly KeptCopy[] = [];

/** The copies of this project that are on this device and in no other place. Looked for once, when the window is in step with the server. */
export function useKeptCopies(connection: ProjectConnection | null): KeptCopies {
  const { session, me } = useProject();
  const [copies, setCopies] = useState(NONE);
  const [asked, setAsked] = useState(false);
  const { name, epoch } = session.document;

  useEffect(() => {
    if (!connection) return;
    const { doc, saveState } = connection;
    let current = true;
    // Before that, everything on the device looks as if the server lacked it.
    const look = () => {
      if (saveState.get().kind !== 'saved') return;
      stop();
      void findKeptCopies({ user: me.id, document: name, epoch }, doc).then(
        (found) => current && setCopies(found),
        // No browser that keeps copies, or none that tells of them.
        () => undefined,
      );
    };
    const stop = saveState.subscribe(look);
    look();
    return () => {
      current = false;
      stop();
      setCopies(NONE);
    };
  }, [connection, me.id, name, epoch]);

  const first = copies[0] ?? null;
  const shown = first && (asked || !first.isPutOff) ? first : null;
  return {
    count: copies.length,
    shown,
    show: () => setAsked(true),
    putOff: () => {
      void first?.putOff();
      setAsked(false);
      setCopies((before) => before.map((copy) => (copy === first ? { ...copy, isPutOff: true } : copy)));
    },
    remove: () => {
      void first?.remove();
      setAsked(false);
      setCopies((before) => before.slice(1));
    },
  };
}
