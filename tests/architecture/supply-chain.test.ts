import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license?: string;
}

/** The lowest versions without a hole that is known, and which hole it is. */
const FLOORS = {
  ws: ['8.21.0', 'CVE-2026-48779: many tiny fragments fill the memory whatever `maxPayload` says'],
  'socket.io-parser': ['4.2.7', 'CVE-2026-69185'],
  '@remix-run/router': ['1.23.2', 'CVE-2026-22029: script by way of a redirect'],
  '@remix-run/server-runtime': ['2.17.5', 'GHSA-84g9-w2xq-vcv6'],
} as const;

/** Two copies of these in one process do not recognise each other's objects. */
const ONE_COPY = ['yjs', 'lib0', 'y-protocols', '@tiptap/core', 'prosemirror-model', 'prosemirror-state', 'react'];

/** Licences that ask of whoever runs a server what MIT does not. */
const NOT_OURS = /AGPL|SSPL|BUSL|Elastic|Commons-Clause|^GPL|UNLICENSED|SEE LICEN[CS]E/i;

const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ...locked,
  }));

function versionsOf(wanted: string): string[] {
  return installed.filter(({ name }) => name === wanted).map(({ version }) => version);
}

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) >= 0;
}

test.each(Object.entries(FLOORS))('[S14] every copy of %s is one without a known hole', (name, [floor, hole]) => {
  const versions = versionsOf(name);
  expect(versions).not.toEqual([]);
  expect(
    versions.filter((version) => !isAtLeast(version, floor)),
    hole,
  ).toEqual([]);
});

test.each(ONE_COPY)('[S14] there is one copy of %s', (name) => {
  expect(versionsOf(name)).toHaveLength(1);
});

test('[S14] nothing that is installed has a licence under which Beatboard could not be given away', () => {
  expect(installed.filter(({ license }) => NOT_OURS.test(license ?? '')).map(({ name }) => name)).toEqual([]);
});

test('[S14] versions are pinned, so that a new one comes in by a change that somebody made', async () => {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const asked = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
