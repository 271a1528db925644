import { afterEach, expect, test } from 'vitest';
import { claimJob, findJob, queueJobs, type JobRow } from '#db/index.ts';
import type { JobId, PanelId } from '#shared/lib/ids.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from './index.ts';

async function setUp({ db }: TestDatabase, runners: JobRunner[]) {
  const platform = testPlatform();
  const { newId, clock } = platform;
  const film = await makeFilm(db, platform);
  const changes: JobRow[] = [];
  const waiting = new Set<() => void>();
  const until = async (count: number, state: JobRow['state']) => {
    while (changes.filter((job) => job.state === state).length < count) {
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  return {
    ...{ db, platform, changes, until },
    queue: async (count: number) => {
      const common = { kind: 'test', projectId: film.project, requestedBy: film.owner.userId, payload: {} };
      const at = { createdAt: new Date(clock.now()) };
      const wanted = Array.from({ length: count }, () => ({
        ...{ ...common, ...at, id: newId<JobId>(), panelId: newId<PanelId>() },
      }));
      return (await queueJobs(db, film.project, wanted)).ids;
    },
    find: (id: JobId | undefined) => findJob(db, film.project, id ?? ('' as JobId)),
    start: (run: JobRunnerOptions['run'], options: Partial<JobRunnerOptions> = {}) => {
      const runner = createJobRunner({
        ...{ db, kinds: ['test'], worker: newId(), alone: false, concurrency: 2, clock, log: silentLog, run },
        changed: (job) => {
          changes.push(job);
          for (const resolve of waiting) resolve();
          waiting.clear();
        },
        ...options,
      });
      runners.push(runner);
      runner.start();
      return runner;
    },
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );

onEachDatabase('job runner', (open) => {
  const runners: JobRunner[] = [];
  afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.stop())));

  test('works off everything, each job once, and never more at a time than allowed', async () => {
    const { queue, start, until } = await setUp(await open(), runners);
    const ids = await queue(7);
    const done: JobId[] = [];
    let [now, most] = [0, 0];
    let bothIn: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (bothIn = resolve));
    start(async (job, tools) => {
      most = Math.max(most, ++now);
      tools.progress(0.5);
      if (now === 2) bothIn();
      await both;
      now -= 1;
      done.push(job.id);
    });
    await until(7, 'done');
    expect(most).toBe(2);
    expect([...done].sort()).toEqual([...ids].sort());
  });

  test('two runners on one database share the work without doing any twice', async () => {
    const { queue, start, until } = await setUp(await open(), runners);
    const ids = await queue(12);
    const done: JobId[] = [];
    const run = (job: JobRow) => Promise.resolve(void done.push(job.id));
    start(run);
    start(run);
    await until(12, 'done');
    expect([...done].sort()).toEqual([...ids].sort());
  });

  test('takes up the job of a silent process, and leaves that of one that was heard of lately', async () => {
    const { db, platform, queue, start, until, find } = await setUp(await open(), runners);
    const [silent, lively] = await queue(2);
    const first = await claimJob(db, ['test'], 'dead', new Date(platform.clock.now()));
    platform.advance(30_000);
    const second = await claimJob(db, ['test'], 'alive', new Date(platform.clock.now()));
    expect([first?.id, second?.id].sort()).toEqual([silent, lively].sort());
    start(() => Promise.resolve());
    await until(1, 'done');
    expect(await find(first?.id)).toMatchObject({ state: 'done', attempts: 2 });
    expect(await find(second?.id)).toMatchObject({ state: 'running', worker: 'alive' });
  });

  test('alone, takes up what another has left at once, and gives up what has taken down three', async () => {
    const { db, platform, queue, start, until, find } = await setUp(await open(), runners);
    const [id] = await queue(1);
    const at = new Date(platform.clock.now());
    await claimJob(db, ['test'], 'first', at);
    const second = start((_job, { signal }) => untilAborted(signal), { alone: true });
    await until(1, 'running');
    expect(await find(id)).toMatchObject({ state: 'running', attempts: 2 });
    await second.stop();
    // The stop has given its attempt back: two more processes die on it.
    await claimJob(db, ['test'], 'third', at);
    start((_job, { signal }) => untilAborted(signal), { alone: true });
    await until(2, 'running');
    expect(await find(id)).toMatchObject({ state: 'running', attempts: 3 });
    start(() => Promise.resolve(), { alone: true });
    await until(1, 'failed');
    expect(await find(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('given up') as unknown });
  });

  test('a stop gives jobs back unharmed', async () => {
    const { queue, start, until, find } = await setUp(await open(), runners);
    const [id] = await queue(1);
    const runner = start((_job, { signal }) => untilAborted(signal));
    await until(1, 'running');
    await runner.stop();
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });
});
