import type { MemberRole } from '#shared/access/index.ts';

/** The team of the demo. Their addresses lie in a domain that can't exist, and nobody knows their passwords. */
export const DEMO_PEOPLE = [
  { role: 'owner', name: 'Marguerite Oyelaran', email: 'marguerite@demo.beatboard.invalid' },
  { role: 'writer', name: 'Tomás Ferreira', email: 'tomas@demo.beatboard.invalid' },
  { role: 'director', name: 'Ingrid Solheim', email: 'ingrid@demo.beatboard.invalid' },
  { role: 'producer', name: 'Desmond Achterberg', email: 'desmond@demo.beatboard.invalid' },
] as const satisfies readonly { role: MemberRole; name: string; email: string }[];

export type DemoRole = (typeof DEMO_PEOPLE)[number]['role'];
