import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';
import unseen from './visually-hidden.module.css';
import { Icon } from './icon.tsx';

export interface FieldLook {
  readonly label: string;
  /** The label is spoken and not shown: the place says what it is. */
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and what to do, in a sentence. */
  readonly error?: string | undefined;
  readonly className?: string | undefined;
}

/** What a control takes from the field around it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps extends FieldLook {
  readonly id?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label, control, hint and error, tied together for those who listen. */
export function Field({ id: given, label, labelHidden = false, hint, error, className, children }: FieldProps) {
  const made = useId();
  const id = given ?? made;
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = cx(error !== undefined && errorId, hint !== undefined && hintId);
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={id} className={cx(styles['label'], labelHidden && unseen['hidden'])}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {error !== undefined && (
        <p id={errorId} className={styles['error']}>
          <Icon of={CircleAlert} />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={hintId} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}
