/** Durable background work: claimed from the database, kept alive, resumed after a crash. Knows no kind of job. */
export type { LaneLimits } from '#db/index.ts';
export { createJobRunner, type JobRunner, type JobRunnerOptions } from './runner.ts';
export { JobCancelled, JobFailed, type JobTools } from './job.ts';
