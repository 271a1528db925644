import { afterEach, expect, test } from 'vitest';
import {
  claimJobs,
  findJob,
  pauseJobs,
  queueJobs,
  requeueFailedJob,
  updateHeldJob,
  type JobRow,
  type NewJob,
} from '#db/index.ts';
import type { JobId, PanelId } from '#shared/lib/ids.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { JobFailed, createJobRunner, type JobRunner, type JobRunnerOptions } from './index.ts';

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
  const start = (run: JobRunnerOptions['run'], options: Partial<JobRunnerOptions> = {}) => {
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
  };
  return {
    ...{ db, platform, changes, until, start },
    ...{ project: film.project, owner: film.owner.userId },
    /** The next process looks at what is left, and takes nothing itself. */
    bury: () => start(() => Promise.resolve(), { alone: true, concurrency: 0 }).stop(),
    queue: async (count: number, more: Partial<NewJob> = {}) => {
      const common = { kind: 'test', projectId: film.project, requestedBy: film.owner.userId, payload: {}, ...more };
      const at = { createdAt: new Date(clock.now()) };
      const wanted = Array.from({ length: count }, () => ({
        ...{ ...common, ...at, id: newId<JobId>(), panelId: newId<PanelId>() },
      }));
      return (await queueJobs(db, film.project, wanted)).ids;
    },
    /** A process takes so many and is gone. */
    dieWith: async (worker: string, count: number) => {
      const claim = { kinds: ['test'], worker, at: new Date(clock.now()), count };
      return (await claimJobs(db, claim)).map(({ id }) => id);
    },
    find: (id: JobId | undefined) => findJob(db, film.project, id ?? ('' as JobId)),
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
    const claim = async (worker: string) =>
      (await claimJobs(db, { kinds: ['test'], worker, at: new Date(platform.clock.now()), count: 1 }))[0];
    const first = await claim('dead');
    platform.advance(30_000);
    const second = await claim('alive');
    expect([first?.id, second?.id].sort()).toEqual([silent, lively].sort());
    start(() => Promise.resolve());
    await until(1, 'done');
    expect(await find(first?.id)).toMatchObject({ state: 'done', attempts: 1, orphaned: 1 });
    expect(await find(second?.id)).toMatchObject({ state: 'running', worker: 'alive' });
  });

  test('alone, takes up at once what others have left; several ends in a row cost a job none of its attempts', async () => {
    const { queue, start, until, find, dieWith, bury } = await setUp(await open(), runners);
    const [id] = await queue(1);
    for (const process of ['first', 'second', 'third']) {
      expect(await dieWith(process, 1)).toEqual([id]);
      await bury();
    }
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0, orphaned: 3 });
    const broken = new JobFailed('Broken.', { retryable: true });
    let asked = 0;
    start(() => (++asked < 3 ? Promise.reject(broken) : Promise.resolve()), { alone: true });
    await until(1, 'done');
    expect(await find(id)).toMatchObject({ state: 'done', attempts: 3, orphaned: 0 });
  });

  test('a job that takes the process down is given up in words, and those that went down with it are done', async () => {
    const { db, platform, queue, find, dieWith, bury } = await setUp(await open(), runners);
    const ids = await queue(6);
    const [deadly] = ids;
    const took: (readonly JobId[])[] = [];
    while (took.length < 20 && (await find(deadly))?.state !== 'failed') {
      const process = `process ${String(took.length)}`;
      const held = await dieWith(process, 4);
      took.push(held);
      if (!held.includes(deadly as JobId)) {
        const at = new Date(platform.clock.now());
        for (const id of held) await updateHeldJob(db, id, process, { state: 'done' }, at);
      }
      await bury();
      platform.advance(11_000);
    }
    const words = expect.stringMatching(/eight times.+may be what takes it down/) as unknown;
    expect(await find(deadly)).toMatchObject({ state: 'failed', message: words });
    for (const id of ids.slice(1)) expect(await find(id)).toMatchObject({ state: 'done', message: null });
    // Four went down together four times: from then on each is tried without the others.
    const [together = []] = took;
    expect(together).toHaveLength(4);
    for (const held of took.slice(4)) expect(held.filter((id) => together.includes(id)).length).toBeLessThan(2);
  });

  test('one that may take the server down leaves it ten seconds in between, and is new when it is tried again', async () => {
    const { db, platform, project, owner, queue, find, dieWith, bury } = await setUp(await open(), runners);
    const [id] = await queue(1);
    for (let process = 1; process <= 8; process++) {
      platform.advance(process > 4 ? 9_000 : 0);
      if (process > 4) expect(await dieWith('too early', 1)).toEqual([]);
      platform.advance(process > 4 ? 1_000 : 0);
      expect(await dieWith(`process ${String(process)}`, 1)).toEqual([id]);
      await bury();
    }
    expect(await find(id)).toMatchObject({ state: 'failed', orphaned: 8 });
    const again = await requeueFailedJob(db, project, id as JobId, owner, new Date(platform.clock.now()));
    expect(again).toMatchObject({ state: 'queued', orphaned: 0 });
  });

  test('a stop gives jobs back unharmed', async () => {
    const { queue, start, until, find } = await setUp(await open(), runners);
    const [id] = await queue(1);
    const runner = start((_job, { signal }) => untilAborted(signal));
    await until(1, 'running');
    await runner.stop();
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  test('a lane that is full holds up no other, and its limit is counted over every process', async () => {
    const { queue, start, until, changes } = await setUp(await open(), runners);
    await queue(5, { lane: 'slow' });
    await queue(3, { lane: 'here' });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let [now, most] = [0, 0];
    const run = async (job: JobRow) => {
      if (job.lane === 'here') return;
      most = Math.max(most, ++now);
      await released;
      now -= 1;
    };
    const limitsOf = (lane: string) => Promise.resolve(lane === 'slow' ? { atOnce: 2, perMinute: null } : null);
    start(run, { limitsOf, pollMs: 50 });
    start(run, { limitsOf, pollMs: 50 });
    await Promise.all([until(3, 'done'), until(5, 'running')]);
    expect(changes.filter((job) => job.state === 'done').map((job) => job.lane)).toEqual(['here', 'here', 'here']);
    release();
    await until(8, 'done');
    expect(most).toBe(2);
  });

  test('a lane with a rate begins so many within a minute, and goes on when the minute is over', async () => {
    const { platform, queue, start, until, changes } = await setUp(await open(), runners);
    await queue(5, { lane: 'rated' });
    const limitsOf = () => Promise.resolve({ atOnce: 10, perMinute: 2 });
    const runner = start(() => Promise.resolve(), { limitsOf });
    await until(2, 'done');
    platform.advance(59_000);
    runner.wake();
    await queue(1, { lane: 'other' });
    runner.wake();
    await until(3, 'done');
    expect(changes.filter((job) => job.state === 'done').map((job) => job.lane)).toEqual(['rated', 'rated', 'other']);
    platform.advance(2_000);
    runner.wake();
    await until(5, 'done');
  });

  test('one that somebody waits for comes before a batch that was there first', async () => {
    const { queue, start, until, changes } = await setUp(await open(), runners);
    await queue(3);
    const [urgent] = await queue(1, { priority: 1 });
    start(() => Promise.resolve(), { concurrency: 1 });
    await until(4, 'done');
    expect(changes.find((job) => job.state === 'done')?.id).toBe(urgent);
  });

  test('a project’s queue is held and goes on; what is under way is not broken off', async () => {
    const { db, platform, project, queue, start, until, find, changes } = await setUp(await open(), runners);
    const [first] = await queue(1);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const runner = start(() => released, { pollMs: 20 });
    await until(1, 'running');
    await pauseJobs(db, project, new Date(platform.clock.now()));
    const [second] = await queue(1);
    runner.wake();
    release();
    await until(1, 'done');
    expect(changes.find((job) => job.state === 'done')?.id).toBe(first);
    expect(await find(second)).toMatchObject({ state: 'queued', attempts: 0 });
    await pauseJobs(db, project, null);
    runner.wake();
    await until(2, 'done');
  });

  test('who is told to wait waits, with everybody in the lane, over a restart, and loses no attempt by it', async () => {
    const { platform, queue, start, until, find } = await setUp(await open(), runners);
    const [first, second] = await queue(2, { lane: 'busy' });
    const busy = new JobFailed('Too much.', {
      retryable: true,
      retryAfterMs: 60_000,
      busy: true,
      kind: 'rate_limited',
    });
    let asked = 0;
    const limitsOf = () => Promise.resolve({ atOnce: 1, perMinute: null });
    const before = start(() => (asked++, Promise.reject(busy)), { limitsOf });
    await until(1, 'queued');
    await before.stop();
    expect(asked).toBe(1);
    expect(await find(first)).toMatchObject({ attempts: 0, waits: 1, failure: 'rate_limited', refusals: 1 });
    const done: JobId[] = [];
    const after = start((job) => Promise.resolve(void done.push(job.id)), { limitsOf });
    await queue(1, { lane: 'else' });
    after.wake();
    await until(1, 'done');
    expect(done).not.toContain(first);
    expect(done).not.toContain(second);
    platform.advance(61_000);
    after.wake();
    await until(3, 'done');
    expect(done.slice(1)).toEqual([first, second]);
  });

  test('a second attempt waits as long as was asked for, a third longer by itself', async () => {
    const { platform, queue, start, until, find } = await setUp(await open(), runners);
    const [id] = await queue(1);
    const broken = new JobFailed('Broken.', { retryable: true, kind: 'provider' });
    const runner = start(() => Promise.reject(broken), { backOffMs: 1_000 });
    await until(1, 'queued');
    expect((await find(id))?.notBefore?.getTime()).toBe(platform.clock.now() + 1_000);
    platform.advance(1_000);
    runner.wake();
    await until(2, 'queued');
    expect((await find(id))?.notBefore?.getTime()).toBe(platform.clock.now() + 4_000);
    platform.advance(4_000);
    runner.wake();
    await until(1, 'failed');
    expect(await find(id)).toMatchObject({ message: 'Broken.', failure: 'provider', refusals: 3 });
  });
});
