import { later } from '#app/components/index.ts';
import type { OrderDialogProps } from './types.ts';

/** Its code comes when somebody orders for the first time. */
export const OrderDialog = later<OrderDialogProps>(async () => (await import('./order-dialog.tsx')).OrderDialog);
