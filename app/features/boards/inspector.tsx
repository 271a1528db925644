import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { Check, ChevronDown, Trash2 } from 'lucide-react';
import type { ShotPatch } from '#shared/collab/index.ts';
import {
  ANGLES,
  ANGLE_NAMES,
  LENSES,
  MOVEMENTS,
  MOVEMENT_NAMES,
  SHOT_SIZES,
  SHOT_SIZE_NAMES,
  type Angle,
  type Movement,
  type Shot,
  type ShotSize,
} from '#shared/shots/index.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import { IconButton } from '#app/components/index.ts';
import styles from './inspector.module.css';

interface InspectorProps {
  readonly panels: readonly Panel[];
  readonly shots: readonly Shot[];
  /** `12A`, or `3 panels`. */
  readonly title: string;
  readonly firstField: RefObject<HTMLSelectElement>;
  readonly onShots: (field: string, patch: ShotPatch) => void;
  readonly onDuration: (ms: number) => void;
  /** Given when a selected picture is stale: it fits the new words as it is. */
  readonly onKeep: (() => void) | null;
  readonly onRemove: () => void;
  /** Esc: back to the card. */
  readonly onLeave: () => void;
}

/** The camera of the selected panels, in a strip under the grid: it covers no frame and moves none. */
export function Inspector(props: InspectorProps) {
  const { panels, shots, title, firstField, onShots, onDuration, onKeep, onRemove, onLeave } = props;
  const size = common(shots.map((shot) => shot.size));
  const angle = common(shots.map((shot) => shot.angle));
  const movement = common(shots.map((shot) => shot.movement));
  const lens = common(shots.map((shot) => shot.lens));
  const leaveOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onLeave();
  };
  return (
    <div role="group" aria-label={`Camera of ${title}`} className={styles['inspector']} onKeyDown={leaveOnEscape}>
      <span className={styles['title']}>{title}</span>
      <Choice
        label="Size"
        width="wide"
        value={size}
        fieldRef={firstField}
        options={SHOT_SIZES.map((key) => [key, `${key} · ${SHOT_SIZE_NAMES[key]}`])}
        onChange={(value) => onShots('shot size', { size: value as ShotSize })}
      />
      <Choice
        label="Angle"
        value={angle}
        options={ANGLES.map((key) => [key, ANGLE_NAMES[key]])}
        onChange={(value) => onShots('angle', { angle: value as Angle })}
      />
      <Choice
        label="Movement"
        value={movement}
        options={MOVEMENTS.map((key) => [key, MOVEMENT_NAMES[key]])}
        onChange={(value) => onShots('movement', { movement: value as Movement })}
      />
      <Choice
        label="Lens"
        width="narrow"
        value={lens === null ? null : String(lens)}
        options={LENSES.map((mm) => [String(mm), `${mm} mm`])}
        onChange={(value) => onShots('lens', { lens: Number(value) })}
      />
      <Duration
        key={panels.map((panel) => `${panel.id} ${panel.durationMs}`).join()}
        value={common(panels.map((panel) => panel.durationMs))}
        onChange={onDuration}
      />
      {onKeep && <IconButton icon={Check} label="Keep the picture: it fits the new words" onClick={onKeep} />}
      <IconButton icon={Trash2} label={`Delete ${title} (Del)`} onClick={onRemove} />
    </div>
  );
}

/** The value that all share; null when they differ. */
function common<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly width?: FieldProps['width'];
  readonly fieldRef?: RefObject<HTMLSelectElement>;
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, width = 'normal', fieldRef, onChange }: ChoiceProps) {
  const known = value === null || options.some(([option]) => option === value);
  return (
    <Field label={label} width={width}>
      {(id) => (
        <div className={styles['control']}>
          <select id={id} ref={fieldRef} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
            {value === null && <option value="">Mixed</option>}
            {!known && <option value={value}>{value}</option>}
            {options.map(([option, name]) => (
              <option key={option} value={option}>
                {name}
              </option>
            ))}
          </select>
          <ChevronDown size={12} strokeWidth={1.5} aria-hidden />
        </div>
      )}
    </Field>
  );
}

function Duration({ value, onChange }: { value: number | null; onChange: (ms: number) => void }) {
  const [text, setText] = useState(value === null ? '' : (value / 1000).toFixed(1));
  const commit = () => {
    const ms = Math.round(Number(text.replace(',', '.')) * 1000);
    if (ms >= 100 && ms <= 600_000 && ms !== value) onChange(ms);
    else setText(value === null ? '' : (value / 1000).toFixed(1));
  };
  return (
    <Field label="Seconds" width="narrow">
      {(id) => (
        <input
          id={id}
          inputMode="decimal"
          value={text}
          placeholder="Mixed"
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      )}
    </Field>
  );
}

interface FieldProps {
  readonly label: string;
  readonly width?: 'wide' | 'normal' | 'narrow';
  readonly children: (id: string) => ReactNode;
}

function Field({ label, width = 'normal', children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles['field']} data-width={width}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
