import type { ReactNode } from 'react';
import css from './boards-dialog.module.css';

/** Things of which any may be chosen, under what they are. */
export function Checks({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={css['checks']}>
      <legend>{legend}</legend>
      <div className={css['scroll']}>{children}</div>
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={css['check']}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
