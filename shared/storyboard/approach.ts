/** Ways to cover a scene: master and singles; one take that moves; cuts that press on. */
export const APPROACHES = ['classical', 'long_take', 'kinetic'] as const;
export type Approach = (typeof APPROACHES)[number];
