import { memo, useEffect, useRef } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { usePresenceByScene, type Present } from '#app/collab/use-presence.ts';
import { useOutline, type SceneHeading } from '#app/collab/use-script.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { timeOfDay } from './heading-time.ts';
import css from './navigator.module.css';

export interface NavigatorProps {
  readonly connection: ProjectConnection;
  /** The scene in view, marked in the list. */
  readonly activeScene: ElementId | null;
  readonly onOpenScene: (scene: ElementId) => void;
  /** A scene's length as written in the trade, "1 2/8". */
  readonly eighths?: ((scene: ElementId) => string | undefined) | undefined;
}

/** The scenes of the script: where one is, who else is where, and the way there. */
export function Navigator({ connection, activeScene, onOpenScene, eighths }: NavigatorProps) {
  const scenes = useOutline(connection.doc);
  const present = usePresenceByScene(connection);
  const list = useRef<HTMLOListElement>(null);
  // One row takes part in the order of Tab; arrows move among the rows.
  const tabStop = scenes.some((scene) => scene.id === activeScene) ? activeScene : scenes[0]?.id;

  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]');
    const box = list.current?.parentElement;
    if (!row || !box) return;
    // By hand: scrollIntoView would move whatever stands around the list too.
    if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop;
    const end = row.offsetTop + row.offsetHeight - box.clientHeight;
    if (end > box.scrollTop) box.scrollTop = end;
  }, [activeScene]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    rows[to]?.focus();
    event.preventDefault();
  };

  return (
    <nav className={css['navigator']} aria-label="Scenes">
      {scenes.length === 0 && <p className={css['none']}>Scenes appear here as you write headings.</p>}
      <ol ref={list} className={css['list']} onKeyDown={onKeyDown}>
        {scenes.map((scene) => (
          <Row
            key={scene.id}
            id={scene.id}
            heading={scene.heading}
            number={scene.number}
            isActive={scene.id === activeScene}
            isTabStop={scene.id === tabStop}
            eighths={eighths?.(scene.id)}
            present={present.get(scene.id)}
            onOpen={onOpenScene}
          />
        ))}
      </ol>
    </nav>
  );
}

interface RowProps extends Omit<SceneHeading, 'index'> {
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly eighths: string | undefined;
  readonly present: readonly Present[] | undefined;
  readonly onOpen: (scene: ElementId) => void;
}

const Row = memo(function Row({ id, heading, number, isActive, isTabStop, eighths, present, onOpen }: RowProps) {
  const time = timeOfDay(heading.text);
  return (
    <li>
      <button
        type="button"
        className={css['row']}
        aria-current={isActive ? 'location' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        title={heading.text}
        onClick={() => onOpen(id)}
      >
        <span className={css['number']}>{number}</span>
        <span className={css['heading']}>{heading.text || 'Untitled scene'}</span>
        {present?.map(({ client, name, colour }) => (
          <span key={client} className={css['person']} style={{ background: colour }} title={`${name} is here`}>
            <span className={css['hidden']}>{name} is here</span>
          </span>
        ))}
        {time && (
          <abbr className={css['time']} title={time === 'D' ? 'Day' : 'Night'}>
            {time}
          </abbr>
        )}
        <span className={css['eighths']}>{eighths}</span>
      </button>
    </li>
  );
});
