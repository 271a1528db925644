/** Pictures on order, as this window knows them, and the place to order them in. */
export { usePictureJobs } from './use-picture-jobs.ts';
export type { ListedJob } from './picture-jobs.ts';
export type { OrderDialogProps, OrderWish } from './order/types.ts';
export { OrderDialog } from './order/order-dialog-later.tsx';
export { TakeRecord } from './take-record-later.tsx';
