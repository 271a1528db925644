import { expect, test } from 'vitest';
import { pictureFailed } from './providers/api/failures.ts';
import { serviceName } from './providers/kinds.ts';
import { textFailed } from './text/text-failures.ts';

test('a kind of server has a capital where a sentence begins, and none in its middle', () => {
  const told = [pictureFailed, textFailed].flatMap((failed) => [
    failed('the server', 'key').message,
    failed('the server', 'quota').message,
  ]);
  expect(told).toEqual([
    expect.stringMatching(/^The server did not accept the workspace’s key\./),
    expect.stringMatching(/^The workspace’s account with the server has no credit left\./),
    expect.stringMatching(/^The server did not accept the workspace’s key\./),
    expect.stringMatching(/^The workspace’s account with the server has no credit left\./),
  ]);
  // Who has a name keeps it as it is.
  expect(pictureFailed('fal', 'key').message).toMatch(/^fal did not accept/);
});

test('services of pictures and of text are known by their names, and one that is gone by what records call it', () => {
  expect(['openai-compatible', 'text-openai-compatible', 'previz', 'gone'].map(serviceName)).toEqual([
    ...['OpenAI-compatible server', 'OpenAI-compatible server', 'Previz artist', 'gone'],
  ]);
});
