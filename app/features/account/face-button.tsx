import { forwardRef, type ButtonHTMLAttributes } from 'react';
import { initials, Tooltip } from '#app/components/index.ts';
import styles from './face-button.module.css';

type FaceButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly name: string };

export const FaceButton = forwardRef<HTMLButtonElement, FaceButtonProps>(function FaceButton({ name, ...rest }, ref) {
  return (
    <Tooltip text={`${name} (you)`} names>
      <button ref={ref} type="button" aria-label={`${name}: account and look`} className={styles['face']} {...rest}>
        <span aria-hidden data-initials={initials(name)} />
      </button>
    </Tooltip>
  );
});
