import { useId, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface FormDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What the main button says: it sends the form. */
  readonly submit: string;
  /** The form, under this id; asked while the dialog is open. */
  readonly children: (form: string) => ReactNode;
}

/** A dialog that asks for something, with Cancel and a button that sends its form. */
export function FormDialog({ open, onClose, title, submit, children }: FormDialogProps) {
  const form = useId();
  return (
    <Dialog
      {...{ open, onClose, title }}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={form}>
            {submit}
          </Button>
        </>
      }
    >
      {open && children(form)}
    </Dialog>
  );
}
