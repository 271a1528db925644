import { useId, useState, type ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import styles from './controls.module.css';

interface ControlProps {
  readonly label: string;
  readonly disabled: boolean;
}

interface NumberControlProps extends ControlProps {
  readonly value: number;
  readonly unit: string;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** Commits at Enter, when it is left, and at each step of the arrow keys; what is no number is not written. */
export function NumberControl({ label, value, unit, step, disabled, onChange }: NumberControlProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const number = Number(typed?.replace(',', '.'));
    if (typed !== null && typed.trim() !== '' && Number.isFinite(number) && number !== value) onChange(number);
    setTyped(null);
  };
  const stepBy = (by: number) => {
    setTyped(null);
    onChange(Math.round((value + by) / step) * step);
  };
  return (
    <div className={styles['field']} data-width="narrow">
      <label htmlFor={id}>
        {label} <span className={styles['unit']}>{unit}</span>
      </label>
      <input
        id={id}
        inputMode="decimal"
        disabled={disabled}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          else if (event.key === 'ArrowUp') stepBy(step);
          else if (event.key === 'ArrowDown') stepBy(-step);
          else return;
          event.preventDefault();
        }}
      />
    </div>
  );
}

interface ChoiceControlProps extends ControlProps {
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

export function ChoiceControl({ label, value, options, disabled, onChange }: ChoiceControlProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <span className={styles['select']}>
        <select id={id} disabled={disabled} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown size={12} strokeWidth={1.5} aria-hidden />
      </span>
    </div>
  );
}

/** Controls of one thing, under its name. */
export function Controls({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={title} className={styles['controls']}>
      <h3>{title}</h3>
      <div className={styles['row']}>{children}</div>
    </div>
  );
}
