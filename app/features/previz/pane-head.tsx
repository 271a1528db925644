import { ArrowLeft, ChevronLeft, ChevronRight, PencilLine } from 'lucide-react';
import { Button, IconButton } from '#app/components/index.ts';
import type { PrevizPaneProps } from './types.ts';
import type { PanelStage } from './use-panel-stage.ts';
import styles from './previz-pane.module.css';

type PaneHeadProps = PrevizPaneProps & { readonly blocked: PanelStage };

/** Which panel it is, whose blocking holds in it, and the frame as a picture. */
export function PaneHead({ blocked, canEdit, onDraw, drawing, onLeave, onOpen }: PaneHeadProps) {
  const { number, heading, previous, next, panel } = blocked;
  return (
    <header className={styles['head']}>
      <IconButton icon={ArrowLeft} label="Back to the boards (Esc)" onClick={onLeave} />
      <h2>{number || 'A panel without lines'}</h2>
      <p title={heading}>{panel.caption === '' ? heading : `${heading} · ${panel.caption}`}</p>
      <span className={styles['steps']}>
        <IconButton
          {...{ icon: ChevronLeft, label: 'The panel before', disabled: previous === null }}
          onClick={() => previous && onOpen(previous)}
        />
        <IconButton
          {...{ icon: ChevronRight, label: 'The panel after', disabled: next === null }}
          onClick={() => next && onOpen(next)}
        />
      </span>
      <span className={styles['source']}>{sourceWords(blocked)}</span>
      {canEdit && blocked.isOwn && <Button onClick={blocked.reset}>Reset to the script</Button>}
      {canEdit && !blocked.isOwn && blocked.inherited !== null && (
        <Button onClick={blocked.reset}>As the script has it</Button>
      )}
      {onDraw && (
        <Button variant="primary" icon={PencilLine} busy={drawing} onClick={onDraw}>
          {drawing ? 'Drawing the frame' : 'Draw the frame'}
        </Button>
      )}
    </header>
  );
}

function sourceWords({ isOwn, inherited }: PanelStage): string {
  if (inherited !== null) return isOwn ? `People as in ${inherited}, camera of its own` : `As blocked in ${inherited}`;
  return isOwn ? 'Blocked here' : 'As the script has it';
}
