import { useCallback, useMemo } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { colourScene, omitScene, restoreScene } from '#shared/collab/index.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { landingOf, moveRow, nameOf, type Landing } from './move-row.ts';
import type { RowWrites } from './row-acts.ts';
import { colourName } from './scene-colours.ts';

interface Options {
  readonly connection: ProjectConnection;
  readonly outline: readonly OutlineRow[];
  readonly folded: ReadonlySet<string>;
  /** Told aloud what was done. */
  readonly say: (words: string) => void;
  readonly askColour: RowWrites['askColour'];
  readonly askSynopsis: RowWrites['askSynopsis'];
}

/** What is done with rows, each one step of undo, wherever the rows are shown. */
export function useRowWrites({ connection, outline, folded, say, askColour, askSynopsis }: Options) {
  const move = useCallback(
    (row: OutlineRow | undefined, to: Landing | undefined) => {
      if (!row || to === undefined || !moveRow(connection, row, to)) return;
      const next = outline.find(({ id }) => id === to);
      const place = next ? `before ${nameOf(next)}` : 'to the end';
      say(`Moved ${nameOf(row)} ${place}. Control Z takes it back.`);
    },
    [connection, outline, say],
  );
  const writes = useMemo<RowWrites>(() => {
    const { doc } = connection;
    return {
      ...{ askColour, askSynopsis },
      nudge: (row, direction) => move(row, landingOf(outline, row, direction, folded)),
      setOmitted(row, omitted) {
        const name = nameOf(row);
        if (omitted && editAs(connection, `omission of ${name}`, () => omitScene(doc, row.id))) {
          say(`Omitted ${name}. Its text is kept.`);
        } else if (!omitted && editAs(connection, `return of ${name}`, () => restoreScene(doc, row.id))) {
          say(`Restored ${name}.`);
        }
      },
      setColour(row, colour) {
        const name = nameOf(row);
        if (!editAs(connection, `colour of ${name}`, () => colourScene(doc, row.id, colour))) return;
        say(colour === null ? `No colour for ${name}.` : `${colourName(colour)} for ${name}.`);
      },
    };
  }, [connection, outline, folded, say, move, askColour, askSynopsis]);
  return { move, writes };
}
