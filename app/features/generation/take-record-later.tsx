import type { ComponentProps } from 'react';
import { later } from '#app/components/index.ts';
import type { TakeRecord as Record } from './take-record.tsx';

/** Its code comes when takes are compared for the first time. */
export const TakeRecord = later<ComponentProps<typeof Record>>(
  async () => (await import('./take-record.tsx')).TakeRecord,
);
