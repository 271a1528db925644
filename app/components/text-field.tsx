import { forwardRef, type InputHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import { Field, type FieldLook } from './field.tsx';
import styles from './field.module.css';

type TextFieldProps = FieldLook &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & { readonly touch?: boolean };

export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, labelHidden, hint, error, className, id, touch = false, ...input },
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
        <input ref={ref} {...input} {...control} className={cx(styles['control'], touch && styles['touch'])} />
      )}
    </Field>
  );
});

type TextAreaProps = FieldLook & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>;

export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, labelHidden, hint, error, className, id, ...input },
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
      {(control) => <textarea ref={ref} rows={3} {...input} {...control} className={styles['control']} />}
    </Field>
  );
});
