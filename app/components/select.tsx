import { ChevronDown } from 'lucide-react';
import { forwardRef, type SelectHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import { Field, type FieldLook } from './field.tsx';
import styles from './field.module.css';
import { Icon } from './icon.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

type SelectProps = FieldLook &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'children' | 'multiple'> & {
    readonly options: readonly SelectOption[];
    /** Without an outline until it is pointed at: for use inside rows and cards. */
    readonly quiet?: boolean;
  };

/** The platform's own select: every keyboard, screen reader and phone knows it. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { label, labelHidden, hint, error, className, id, options, quiet = false, ...select },
  ref,
) {
  const field = {
    label,
    id,
    error,
    className,
    ...(labelHidden && { labelHidden }),
    ...(hint !== undefined && { hint }),
  };
  return (
    <Field {...field}>
      {(control) => (
        <span className={styles['select']}>
          <select ref={ref} {...select} {...control} className={cx(styles['control'], quiet && styles['quiet'])}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon of={ChevronDown} />
        </span>
      )}
    </Field>
  );
});
