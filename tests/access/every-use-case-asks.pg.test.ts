import { expect, test } from 'vitest';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

/** Use cases that are for everybody, or that the server itself calls. Everything else asks who is there first. */
const LIFECYCLE = ['generation.start', 'generation.idle', 'generation.close'];
const OPEN_TO_ALL = ['auth.', 'workspaces.readInvitation', 'assets.put', ...LIFECYCLE];

onEachDatabase('use cases', (open) => {
  test('every use case refuses a visitor before it looks at anything', async () => {
    const container = await makeContainer(await open(), testPlatform());
    const answers: Record<string, unknown> = {};
    for (const [service, methods] of Object.entries(container.services)) {
      for (const [method, call] of Object.entries(
        methods as Record<string, (...input: unknown[]) => Promise<unknown>>,
      )) {
        const name = `${service}.${method}`;
        if (OPEN_TO_ALL.some((open) => name.startsWith(open))) continue;
        const answer = await call(null, {}, {}, {}).catch((error: unknown) => error);
        answers[name] = answer instanceof Error && 'code' in answer ? answer.code : answer;
      }
    }
    expect(Object.keys(answers)).toContain('projects.open');
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((name) => [name, 'unauthenticated'])));
    await container.drain();
  });
});
