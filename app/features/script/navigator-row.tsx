import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useEffect, useRef, type CSSProperties } from 'react';
import type { Present } from '#app/collab/use-presence.ts';
import { Icon, VisuallyHidden, cx } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { timeOfDay } from './heading-time.ts';
import { colourName } from './scene-colours.ts';
import css from './navigator.module.css';

interface RowProps {
  readonly row: OutlineRow;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly isDragged: boolean;
  /** Of a section: whether its rows are hidden. */
  readonly isFolded: boolean;
  readonly showsSynopsis: boolean;
  readonly eighths: string | undefined;
  readonly present: readonly Present[] | undefined;
  /** Makes the row one that can be dragged; null for who may not write. */
  readonly mount: ((id: ElementId, element: HTMLElement) => () => void) | null;
  readonly onPress: (row: OutlineRow) => void;
}

/** A scene or a section; one button, so that one key press is one thing done. */
export const NavigatorRow = memo(function NavigatorRow(props: RowProps) {
  const { row, isActive, isTabStop, isDragged, isFolded, showsSynopsis, mount, onPress } = props;
  const { id, kind, text, depth, synopsis, speakers, colour, isOmitted } = row;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (button.current && mount ? mount(id, button.current) : undefined), [id, mount]);
  const facts = [
    isOmitted && 'Omitted',
    speakers && `Speaking: ${speakers}`,
    colour && `Colour: ${colourName(colour)}`,
  ];
  const title = [text, ...facts].filter(Boolean).join('\n');
  return (
    <li>
      <button
        ref={button}
        type="button"
        data-row={id}
        className={cx(css['row'], kind === 'section' && css['section'], isDragged && css['dragged'])}
        {...(isOmitted && { 'data-omitted': '' })}
        {...(colour !== '' && { 'data-colour': colour })}
        style={{ '--depth': depth, ...(colour !== '' && { '--colour': colour }) } as CSSProperties}
        aria-current={isActive ? 'location' : undefined}
        aria-expanded={kind === 'section' ? !isFolded : undefined}
        tabIndex={isTabStop ? 0 : -1}
        title={title}
        onClick={() => onPress(row)}
      >
        {kind === 'section' ? <SectionName {...{ text, isFolded }} /> : <SceneName {...props} />}
        {showsSynopsis && synopsis !== '' && <span className={css['synopsis']}>{synopsis}</span>}
      </button>
    </li>
  );
});

function SectionName({ text, isFolded }: { readonly text: string; readonly isFolded: boolean }) {
  return (
    <span className={css['line']}>
      <Icon of={isFolded ? ChevronRight : ChevronDown} size={12} />
      <span className={css['name']}>{text || 'Untitled section'}</span>
    </span>
  );
}

function SceneName({ row: { number, text, speakers, colour, isOmitted }, eighths, present }: RowProps) {
  const time = timeOfDay(text);
  return (
    <span className={css['line']}>
      <span className={css['number']}>{number}</span>
      <span className={css['heading']}>{text || 'Untitled scene'}</span>
      {present?.map((person) => (
        <span
          key={person.client}
          className={css['person']}
          style={{ background: person.colour }}
          title={doing(person)}
          data-typing={person.typing || undefined}
        >
          <VisuallyHidden>{doing(person)}</VisuallyHidden>
        </span>
      ))}
      {time && !isOmitted && (
        <abbr className={css['time']} title={time === 'D' ? 'Day' : 'Night'}>
          {time}
        </abbr>
      )}
      <span className={css['eighths']}>{isOmitted ? 'Omitted' : eighths}</span>
      {speakers !== '' && <VisuallyHidden>Speaking: {speakers}</VisuallyHidden>}
      {colour !== '' && <VisuallyHidden>{colourName(colour)}</VisuallyHidden>}
    </span>
  );
}

/** What somebody does in a scene, in words. */
export function doing({ name, typing }: Present): string {
  return typing ? `${name} is typing here` : `${name} is here`;
}
