import { HardDrive, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, NoticeBar } from '#app/components/index.ts';
import { CopyActions } from './copy-actions.tsx';
import type { KeptCopies } from './use-kept-copies.ts';

/** Offers what this device kept of the project and the server does not have. */
export function KeptCopyBar({ copies }: { readonly copies: KeptCopies }) {
  const [sure, setSure] = useState(false);
  const { shown } = copies;
  if (!shown) return null;
  return (
    <NoticeBar
      icon={HardDrive}
      title="This device keeps another copy of this project."
      actions={
        <>
          <CopyActions read={() => shown.doc} />
          <Button
            variant={sure ? 'danger' : 'quiet'}
            icon={Trash2}
            onClick={() => {
              if (sure) copies.remove();
              setSure(!sure);
            }}
          >
            {sure ? 'Remove it for good' : 'Remove it'}
          </Button>
          <Button
            variant="quiet"
            onClick={() => {
              setSure(false);
              copies.putOff();
            }}
          >
            Not now
          </Button>
        </>
      }
    >
      It holds changes that were made here and are not in the project: it was put back to an earlier state, or did not
      take them.
    </NoticeBar>
  );
}
