import { afterAll, describe, test } from 'vitest';
import { startRedis, type TestRedis } from './redis.ts';

/** Runs tests with a Redis of their own, or skips them with a word where there is none. Await it at the top of the file. */
export async function onRedis(title: string, body: (redis: TestRedis) => void): Promise<void> {
  const redis = await startRedis();
  describe(title, () => {
    if (redis === null) {
      test.skip('needs Redis: install redis-server', () => undefined);
      return;
    }
    afterAll(() => redis.kill());
    body(redis);
  });
}
