import { Skeleton, later } from '#app/components/index.ts';

/** Brings the renderer and WebGL along: only for who opens it. */
export const PrevizPane = later(
  async () => (await import('./previz-pane.tsx')).PrevizPane,
  <Skeleton width="100%" height="100%" />,
);

export const ProposedFrame = later(async () => (await import('./proposed-frame.tsx')).ProposedFrame, null);
