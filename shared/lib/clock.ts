/** Milliseconds since the epoch. Passed in, so that tests own time. */
export interface Clock {
  now(): number;
}
