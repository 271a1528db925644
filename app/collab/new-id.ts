import { idMaker } from '#shared/lib/ids.ts';

/** Ids made in this window: unguessable, from the browser's own randomness. */
export const newId = idMaker((count) => crypto.getRandomValues(new Uint8Array(count)));
