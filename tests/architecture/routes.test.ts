import { expect, test } from 'vitest';
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
