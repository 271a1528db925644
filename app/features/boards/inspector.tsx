import { useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { ChevronDown, ChevronUp, Move3d, Trash2 } from 'lucide-react';
import { sameValue } from '#shared/lib/same-value.ts';
import type { FieldValue, Shot } from '#shared/shots/index.ts';
import { BOARD_FIELDS, type BoardField, type Panel } from '#shared/storyboard/index.ts';
import { Button, IconButton } from '#app/components/index.ts';
import { FieldControl } from './field-control.tsx';
import styles from './inspector.module.css';

interface InspectorProps {
  readonly panels: readonly Panel[];
  readonly shots: readonly Shot[];
  /** `12A`, or `3 panels`. */
  readonly title: string;
  readonly firstField: RefObject<HTMLSelectElement>;
  readonly onChange: (field: BoardField, value: FieldValue) => void;
  readonly onRemove: () => void;
  /** Opens the set of the one panel that is selected; null when there is none to open. */
  readonly onBlock: (() => void) | null;
  /** Esc: back to the card. */
  readonly onLeave: () => void;
  /** Their setup: its letter, and the ways to join and to split. */
  readonly setup: ReactNode;
  /** Where a model can be asked for the alt text of the one panel that is selected. */
  readonly altSuggestion: ReactNode;
  /** How the selected panels stand to the script, where that asks for a decision. */
  readonly children?: ReactNode;
}

const SHOWN = BOARD_FIELDS.filter(({ field }) => field.shown);
/** The name is the setup's own, and has a control of its own. */
const OTHERS = BOARD_FIELDS.filter(({ of, field }) => !field.shown && !(of === 'shot' && field.name === 'name'));

/** What is said of the selected panels and their shots, in a strip under the grid: it covers no frame and moves none. */
export function Inspector(props: InspectorProps) {
  const { panels, title, setup, firstField, onRemove, onBlock, onLeave, children } = props;
  const [all, setAll] = useState(false);
  const leaveOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onLeave();
  };
  const key = panels.map((panel) => panel.id).join();
  return (
    <div role="group" aria-label={`Camera of ${title}`} className={styles['inspector']} onKeyDown={leaveOnEscape}>
      {children}
      <div className={styles['row']} key={key}>
        <span className={styles['title']}>{title}</span>
        {setup}
        {SHOWN.map((about) => (
          <Said key={about.field.name} {...props} about={about} {...(about.field.name === 'size' && { firstField })} />
        ))}
        <span className={styles['buttons']}>
          <Button icon={all ? ChevronDown : ChevronUp} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer' : 'All fields'}
          </Button>
          {onBlock && <IconButton icon={Move3d} label={`Block ${title} (V)`} onClick={onBlock} />}
          <IconButton icon={Trash2} label={`Delete ${title} (Del)`} onClick={onRemove} />
        </span>
      </div>
      {all && (
        <div className={styles['others']} key={`others ${key}`}>
          {OTHERS.map((about) => (
            <Said key={about.field.name + about.of} {...props} about={about} />
          ))}
          {props.altSuggestion}
        </div>
      )}
    </div>
  );
}

type SaidProps = Pick<InspectorProps, 'panels' | 'shots' | 'onChange'> & {
  readonly about: BoardField;
  readonly firstField?: RefObject<HTMLSelectElement>;
};

function Said({ panels, shots, onChange, about, firstField }: SaidProps) {
  const values: readonly FieldValue[] =
    about.of === 'panel' ? panels.map((panel) => panel[about.field.name]) : shots.map((shot) => shot[about.field.name]);
  return (
    <FieldControl
      field={about.field}
      value={common(values)}
      {...(firstField && { fieldRef: firstField })}
      onChange={(value) => onChange(about, value)}
    />
  );
}

/** The value that all share; undefined when they differ. */
function common(values: readonly FieldValue[]): FieldValue | undefined {
  const [first] = values;
  return values.every((value) => sameValue(value, first)) ? first : undefined;
}
