import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cleanUpProducts, startProduct } from './support/product.ts';

afterAll(() => cleanUpProducts());

/** Runs a start that is expected to be refused. */
async function refusedStart(env: Record<string, string>) {
  const child = spawn(process.execPath, ['dist/server.js'], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, lines: said.trimEnd().split('\n') };
}

test('one folder is one server’s: a second start names the first, and a killed one is succeeded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-start-'));
  const product = await startProduct({ folder });
  const second = await refusedStart({ DATA_DIR: folder, PORT: '0' });
  expect(second).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/is in use by process \d+ \(port \d+, since /)],
  });
  expect(second.lines[0]).toContain(`port ${new URL(product.url).port}`);
  await product.kill();
  const again = await product.restart();
  expect(await again.stop()).toBe(0);
});

test('a taken port and a wrong setting are told in a line each, without a stack', async () => {
  const product = await startProduct();
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-start-'));
  const port = new URL(product.url).port;
  const taken = await refusedStart({ DATA_DIR: folder, PORT: port });
  expect(taken).toMatchObject({ code: 1, lines: [expect.stringContaining(`Port ${port} is taken`)] });
  const wrong = await refusedStart({ DATA_DIR: folder, PORT: 'http', LOG_LEVEL: 'loud' });
  expect(wrong).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/^PORT=/), expect.stringMatching(/^LOG_LEVEL=/)],
  });
  await rm(folder, { recursive: true, force: true });
  await product.stop();
});

test('a restart finds the demo as it was and makes new sign-in links', async () => {
  const product = await startProduct();
  expect(await (await fetch(`${product.url}/readyz`)).text()).toBe('ready\n');
  expect(await product.stop()).toBe(0);
  const again = await product.restart();
  expect(again.links.writer).not.toBe(product.links.writer);
  expect(again.output()).not.toContain('demo project made');
  await again.stop();
});
