import { Skeleton, later } from '#app/components/index.ts';

/** The script as a wall of cards, for who asks for it. */
export const CardsView = later(
  async () => (await import('./cards-view.tsx')).CardsView,
  <Skeleton width="100%" height="100%" />,
);
