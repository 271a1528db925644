import { expect, test } from 'vitest';
import { untilReached } from '#app/lib/reach-server.ts';
import { OPERATIONS } from '#shared/access/index.ts';

interface RouteModule {
  readonly loader?: unknown;
  readonly action?: unknown;
  readonly handle?: { readonly operations?: unknown };
}

const modules = import.meta.glob<RouteModule>('../../app/routes/**/*.{ts,tsx}');
const files = Object.keys(modules).filter((path) => !path.includes('.test.'));
const routeFiles = files.filter((path) => /\/routes\/[^/]+\/route\.tsx?$/.test(path));

test('every folder of app/routes holds a route, and what lies beside it belongs to that route', () => {
  expect(routeFiles.length).toBeGreaterThan(10);
  const folders = new Set(routeFiles.map((path) => path.slice(0, path.lastIndexOf('/'))));
  expect(files.filter((path) => !folders.has(path.slice(0, path.lastIndexOf('/'))))).toEqual([]);
});

test('only a route has a loader or an action, so that none escapes these rules', async () => {
  for (const path of files.filter((file) => !routeFiles.includes(file))) {
    const { loader, action } = (await modules[path]?.()) ?? {};
    expect([loader, action], path).toEqual([undefined, undefined]);
  }
});

test.each(routeFiles)('%s names every operation it performs', async (path) => {
  const { loader, action, handle } = (await modules[path]?.()) ?? {};
  if (loader === undefined && action === undefined) return;
  const operations = handle?.operations;
  expect(operations, 'export const handle = { operations: [...] } satisfies RouteHandle').toBeInstanceOf(Array);
  expect(operations).not.toHaveLength(0);
  expect(Object.keys(OPERATIONS)).toEqual(expect.arrayContaining(operations as string[]));
});

interface WindowModule extends RouteModule {
  readonly clientLoader?: unknown;
}

/** Fetched in the background: a page answers with something to show, a file with itself. */
const listings = import.meta.glob<string>('../../app/routes/*/route.ts', { query: '?raw', import: 'default' });

test.each(Object.keys(listings))('%s waits for a server that is away, if windows fetch it', async (path) => {
  const source = (await listings[path]?.()) ?? '';
  const loader = /^export (?:async )?function loader[^]*?^}/m.exec(source)?.[0] ?? '';
  if (!loader.includes('serving(')) return;
  // Without it the answer of a server that starts takes the window from whoever writes in it.
  const { clientLoader } = ((await modules[path]?.()) ?? {}) as WindowModule;
  expect(clientLoader, 'export { untilReached as clientLoader }').toBe(untilReached);
});
