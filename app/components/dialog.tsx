import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** `very`: for tables; as high as it can be, whatever it shows. */
  readonly wide?: boolean | 'very';
  readonly children: ReactNode;
  /** Actions, the main one last. A submit button needs `form="…"`: it stands outside the body. */
  readonly footer?: ReactNode;
}

/** A native modal dialog: focus stays inside and returns, Esc and a click beside it close it. */
export function Dialog({ open, onClose, title, wide = false, children, footer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (!dialog.current || open === dialog.current.open) return;
    if (open) {
      dialog.current.showModal();
      startingPoint(dialog.current).focus();
    } else {
      dialog.current.close();
    }
  }, [open]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={cx(styles['dialog'], wide && styles[wide === 'very' ? 'very-wide' : 'wide'])}
      onClose={onClose}
      onMouseDown={(event) => event.target === dialog.current && isOutside(event, dialog.current) && onClose()}
    >
      {open && (
        <>
          <div className={styles['head']}>
            <h2 id={titleId}>{title}</h2>
            <IconButton icon={X} label="Close" shortcut="Esc" data-close onClick={onClose} />
          </div>
          <div className={styles['body']}>{children}</div>
          {footer !== undefined && <div className={styles['foot']}>{footer}</div>}
        </>
      )}
    </dialog>
  );
}

/** The browser would begin at Close: one comes for what the dialog holds. `data-autofocus` says where, if not at the first. */
function startingPoint(dialog: HTMLDialogElement): HTMLElement {
  const within = (selector: string) => dialog.querySelector<HTMLElement>(selector);
  return (
    within('[data-autofocus]') ??
    within(':is(input, select, textarea, button, a):not([data-close], [type=hidden])') ??
    dialog
  );
}

/** The backdrop is the dialog itself to the browser: only the place tells them apart. */
function isOutside(event: { clientX: number; clientY: number }, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
