import { memo, useEffect, useRef, useState, type CSSProperties } from 'react';
import type { Present } from '#app/collab/use-presence.ts';
import { cx } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import css from './cards-view.module.css';
import { doing } from './navigator-row.tsx';
import { timeOfDay } from './heading-time.ts';
import { colourName } from './scene-colours.ts';

/** One object for the whole wall, so that a card is drawn again only when something of it changes. */
export interface CardEvents {
  readonly open: (row: OutlineRow) => void;
  readonly edit: (row: OutlineRow) => void;
  /** The synopsis as it was written; null when the person gave up. */
  readonly written: (row: OutlineRow, synopsis: string | null) => void;
  readonly mount: ((id: ElementId, element: HTMLElement) => () => void) | null;
}

interface CardProps {
  readonly row: OutlineRow;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly isDragged: boolean;
  readonly isEdited: boolean;
  readonly editable: boolean;
  readonly eighths: string | undefined;
  readonly present: readonly Present[] | undefined;
  readonly events: CardEvents;
}

/** A scene as a card. The whole card has the keyboard; what is pressed in it is for the pointer. */
export const SceneCard = memo(function SceneCard(props: CardProps) {
  const { row, isActive, isTabStop, isDragged, isEdited, editable, eighths, present, events } = props;
  const { id, number, text, synopsis, speakers, colour, isOmitted } = row;
  const card = useRef<HTMLDivElement>(null);
  const { mount } = events;
  const movable = editable && !isEdited;
  useEffect(() => (card.current && movable ? mount?.(id, card.current) : undefined), [id, mount, movable]);
  const time = timeOfDay(text);
  const label = [`Scene ${number}: ${text || 'Untitled scene'}`, isOmitted && 'omitted', colour && colourName(colour)];
  return (
    <div
      ref={card}
      role="group"
      aria-label={label.filter(Boolean).join(', ')}
      aria-current={isActive ? 'location' : undefined}
      data-row={id}
      data-omitted={isOmitted || undefined}
      data-colour={colour || undefined}
      className={cx(css['card'], isDragged && css['dragged'])}
      style={colour === '' ? undefined : ({ '--colour': colour } as CSSProperties)}
      tabIndex={isTabStop ? 0 : -1}
      onDoubleClick={() => events.open(row)}
    >
      <div className={css['head']}>
        <span className={css['number']}>{number}</span>
        <button type="button" className={css['heading']} tabIndex={-1} title={text} onClick={() => events.open(row)}>
          {text || 'Untitled scene'}
        </button>
        {present?.map((person) => (
          <span
            key={person.client}
            className={css['person']}
            style={{ background: person.colour }}
            title={doing(person)}
          />
        ))}
      </div>
      <Synopsis {...{ row, isEdited, editable: editable && !isOmitted, events }} key={synopsis} />
      <div className={css['foot']}>
        <span className={css['speakers']} title={speakers === '' ? undefined : `Speaking: ${speakers}`}>
          {speakers}
        </span>
        {time && !isOmitted && <abbr title={time === 'D' ? 'Day' : 'Night'}>{time}</abbr>}
        <span>{isOmitted ? 'Omitted' : eighths}</span>
      </div>
    </div>
  );
});

type SynopsisProps = Pick<CardProps, 'row' | 'isEdited' | 'editable' | 'events'>;

function Synopsis({ row, isEdited, editable, events }: SynopsisProps) {
  const [text, setText] = useState(row.synopsis);
  if (!isEdited) {
    const hint = editable ? 'What happens here?' : '';
    return (
      <p
        className={css['synopsis']}
        data-empty={row.synopsis === '' || undefined}
        onClick={() => editable && events.edit(row)}
      >
        {row.synopsis || hint}
      </p>
    );
  }
  return (
    <textarea
      autoFocus
      className={css['field']}
      aria-label={`Synopsis of scene ${row.number}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => events.written(row, text)}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDone = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
        if (isDone) event.preventDefault();
        if (isDone) events.written(row, text);
        if (event.key === 'Escape') events.written(row, null);
      }}
    />
  );
}
