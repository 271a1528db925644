/** Pictures on order, as this window knows them: what the page listed and what the room told since. */
export { usePictureJobs } from './use-picture-jobs.ts';
export type { ListedJob } from './picture-jobs.ts';
