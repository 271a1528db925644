import { Dialog, Skeleton } from '#app/components/index.ts';
import { useProviderChoices } from './use-provider-choices.ts';
import { OrderForm } from './order-form.tsx';
import { makersOf } from './maker.ts';
import type { OrderDialogProps } from './types.ts';

/** Orders pictures: from whom, for which panels, and in which words, all of it seen before anything is sent. */
export function OrderDialog(props: OrderDialogProps) {
  const { wish, onClose } = props;
  return (
    <Dialog
      open={wish !== null}
      onClose={onClose}
      title={wish?.like ? 'Another picture like this one' : 'Make pictures'}
      wide="very"
    >
      {wish && <Opened {...props} wish={wish} />}
    </Dialog>
  );
}

function Opened(props: OrderDialogProps & { readonly wish: NonNullable<OrderDialogProps['wish']> }) {
  const choices = useProviderChoices(props.projectId);
  if (!choices) return <Skeleton width="100%" height="240px" />;
  return <OrderForm {...props} makers={makersOf(choices)} />;
}
