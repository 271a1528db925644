/**
 * Moments at which a process can die, in the order of a change's way: the row, the answer, the checkpoint, the end of
 * the room. Each is reached by what the victim watches (victim.ts); an unknown or unreached one is a fault.
 */
export const POINTS = [
  'before row insert',
  'after row insert',
  'before row commit',
  'after row commit',
  'before ack',
  'after ack',
  'before checkpoint insert',
  'after checkpoint insert',
  'before checkpoint commit',
  'after checkpoint commit',
  'before unload',
  'after unload',
  'migration',
] as const;
export type Point = (typeof POINTS)[number];

/** Watched as well, and waiting for what does them: nothing hands hints to other processes or deletes log rows yet. */
export const AWAITED_POINTS = [
  'before publish',
  'after publish',
  'before row delete',
  'after row delete',
  'before delete commit',
  'after delete commit',
] as const;

/** What the victim is told over IPC: to die when it gets there for the `hits`-th time. */
export interface Arm {
  readonly point: string;
  readonly hits: number;
}
