/**
 * Moments at which a process can die, in the order of a change's way: its row, what other processes are told, the answer
 * to its author, the checkpoint, the end of the room. One that is never reached is a fault. Old rows go inside the
 * checkpoint’s transaction (SPEC S2), and have no moment of their own to die at.
 */
export const POINTS = [
  'before append',
  // The database has been asked, and may or may not have committed.
  'during append',
  'after append',
  'before publish',
  'after publish',
  'before ack',
  'after ack',
  'before checkpoint',
  'during checkpoint',
  'after checkpoint',
  'before unload',
  'after unload',
  'migration',
] as const;
export type Point = (typeof POINTS)[number];

/** What the victim is told over IPC: to die when it gets there for the `hits`-th time. */
export interface Arm {
  readonly point: Point;
  readonly hits: number;
}
