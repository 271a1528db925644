import { Skeleton, later } from '#app/components/index.ts';

/** The list of scenes. Whoever opens a script reads its words first. */
export const Navigator = later(
  async () => (await import('./navigator.tsx')).Navigator,
  <Skeleton width="100%" height="100%" />,
);
