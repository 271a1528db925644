/** Who may do what, answered from the database at the moment of asking. */
export type { Access, AccessChange, Actor, Standing } from './port.ts';
export { createAccess } from './access.ts';
export { spreadChanges } from './spread-changes.ts';
