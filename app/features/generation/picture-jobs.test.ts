import { expect, test } from 'vitest';
import type { JobId, PanelId } from '#shared/lib/ids.ts';
import type { JobState, PictureProgress } from '#shared/protocol/index.ts';
import { initialJobs, reduceJobs, shownJobs, type ListedJob, type PictureJobs } from './picture-jobs.ts';

const listed = (id: string, state: JobState, progress = 0, panel = 'p'): ListedJob => ({
  id: id as JobId,
  panel: panel as PanelId,
  state,
  progress,
  message: state === 'failed' ? 'The provider is away.' : null,
});

const event = (id: string, state: JobState, progress = 0, panel = 'p'): PictureProgress => ({
  job: id as JobId,
  panel: panel as PanelId,
  state,
  progress,
});

const tell = (jobs: PictureJobs, ...events: PictureProgress[]) =>
  events.reduce((known, next) => reduceJobs(known, { kind: 'progressed', event: next }), jobs);
const list = (jobs: PictureJobs, ...entries: ListedJob[]) => reduceJobs(jobs, { kind: 'listed', jobs: entries });
const states = (jobs: PictureJobs) => shownJobs(jobs).map((job) => `${job.job} ${job.state} ${job.progress}`);

test('a job is shown from its order to its end, and then no more', () => {
  let jobs = tell(initialJobs([]), event('a', 'queued'), event('a', 'running', 0.4));
  expect(states(jobs)).toEqual(['a running 0.4']);
  jobs = tell(jobs, event('a', 'done', 1));
  expect(states(jobs)).toEqual([]);
});

test('progress never runs backwards, and nothing late brings a finished job back', () => {
  const jobs = tell(initialJobs([]), event('a', 'running', 0.6), event('a', 'running', 0.3));
  expect(states(jobs)).toEqual(['a running 0.6']);
  expect(states(tell(jobs, event('a', 'done', 1), event('a', 'running', 0.9)))).toEqual([]);
  expect(states(list(tell(jobs, event('a', 'done', 1)), listed('a', 'running', 0.9)))).toEqual([]);
});

test('a listing that is older than an event does not undo it', () => {
  const jobs = tell(initialJobs([listed('a', 'queued')]), event('a', 'running', 0.5));
  expect(states(list(jobs, listed('a', 'running', 0.2)))).toEqual(['a running 0.5']);
  expect(states(list(jobs))).toEqual(['a running 0.5']);
  expect(states(list(list(jobs)))).toEqual([]);
});

test('after a gap the listing tells what became of the jobs', () => {
  const jobs = initialJobs([listed('a', 'running', 0.2), listed('b', 'running', 0.2, 'q')]);
  expect(states(list(jobs, listed('b', 'failed', 0, 'q')))).toEqual(['b failed 0']);
  expect(shownJobs(list(jobs, listed('b', 'failed', 0, 'q')))[0]!.message).toBe('The provider is away.');
});

test('a failed job that is tried again runs again', () => {
  const jobs = tell(initialJobs([listed('a', 'failed')]), event('a', 'queued'), event('a', 'running', 0.1));
  expect(states(jobs)).toEqual(['a running 0.1']);
});

test('a panel shows one job: the one under way before one that failed', () => {
  expect(states(initialJobs([listed('a', 'running', 0.1), listed('b', 'failed')]))).toEqual(['a running 0.1']);
  expect(states(initialJobs([listed('a', 'failed'), listed('b', 'failed')]))).toEqual(['b failed 0']);
});
