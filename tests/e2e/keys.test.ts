import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import { EXPORT_FORMATS } from '#shared/formats/index.ts';
import { boardFilm, boardPanels, orderPictures, untilNothingWaits, type Film } from '#tests/chaos/jobs/film.ts';
import type { StudioAccount } from '#tests/chaos/jobs/studios.ts';
import { openPlace } from '#tests/chaos/support/scratch.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { startFakeOpenAi } from '#tests/mocks/fake-openai.ts';
import { startFakeChat } from '#tests/mocks/fake-text.ts';
import { filesShowing, filesWith, type NamedFile } from './support/find-secret.ts';
import type { Answer } from './support/http.ts';
import { maintain } from './support/maintenance.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';
import { listenIn } from './support/realtime.ts';

/* A workspace has keys of services. They go to those services, and are to be found nowhere else. */

const KEYS = {
  'of pictures': 'sk-canary-pictures-7c41f09b',
  'of texts': 'sk-canary-texts-5e88d2a6',
  'that a service does not know': 'sk-canary-mistyped-31b7c0d4',
};
const SEALING = randomBytes(32);
const SECRETS: readonly (readonly [string, Uint8Array])[] = [
  ...Object.entries(KEYS).map(([whose, key]) => [`the key ${whose}`, Buffer.from(key)] as const),
  ['the server’s own key', SEALING],
  ['the server’s own key, as it was given', Buffer.from(SEALING.toString('base64'))],
];

/** Each with words that are there: they show that the search sees in. */
const PLACES = [
  ['the database, every row of every table', 'Inkhouse'],
  ['the files of the database and of the pictures, byte by byte', 'PNG'],
  ['a backup', 'Inkhouse'],
  ['an open folder', 'Frame 1 of the harbour.'],
  ['the script, as a file of each format', 'EXT. HARBOUR'],
  ['sheets and shot lists', 'HARBOUR'],
  ['pictures with their labels and records', 'Frame 1 of the harbour.'],
  ['the report on the use of AI', 'pencil-1'],
  ['pages', 'Inkhouse'],
  ['what a form is answered', 'did not accept'],
  ['what went wrong with a picture', 'did not accept the workspace’s key'],
  ['what windows are told', 'picture.progress'],
  ['the log, at its most talkative', 'request'],
  ['the figures for whoever watches the server', 'http_requests_total'],
  ['the code that browsers load', 'Inter'],
] as const;
type Place = (typeof PLACES)[number][0];

const found = new Map<Place, NamedFile[]>();
const services: FakeProvider[] = [];
let folder = '';

function put(place: Place, name: string, content: Uint8Array | string): void {
  found.set(place, [...(found.get(place) ?? []), { name, bytes: Buffer.from(content) }]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-keys-'));
  const [pictures, texts] = [await startFakeOpenAi({ key: KEYS['of pictures'], byUrl: true }), await chat()];
  services.push(pictures, texts);
  pictures.takeSo('Frame 2 of', 'moderated');
  pictures.takeSo('Frame 3 of', 'no_credit');
  const hosts = services.map(({ address }) => address.host).join(',');
  const env = { PICTURE_HOSTS: hosts, SECRETS_KEY: SEALING.toString('base64'), DEMO: '0', LOG_LEVEL: 'debug' };
  const product = await startProduct({ env, folder });
  const film = await work(product, pictures, texts);
  await leave(product, film);
  await product.stop();
  put('the log, at its most talkative', 'log', product.output());
  await lieThere({ DATA_DIR: folder, SECRETS_KEY: env.SECRETS_KEY });
}, 180_000);
afterAll(async () => {
  for (const service of services) service.close();
  await cleanUpProducts();
});

function chat(): Promise<FakeProvider> {
  return startFakeChat({ key: KEYS['of texts'], writes: () => JSON.stringify({ words: 'A harbour.' }) });
}

/** Both keys are used, and two that are wrong; pictures are made, refused and not paid for. */
async function work(product: Product, pictures: FakeProvider, texts: FakeProvider): Promise<Film> {
  const common = { kind: 'openai-compatible', model: 'pencil-1', knowsRepeats: false, fake: pictures };
  const good: StudioAccount = { ...common, label: 'Inkhouse', key: KEYS['of pictures'] };
  const bad: StudioAccount = { ...common, label: 'Mistyped', key: KEYS['that a service does not know'] };
  const board = { atOnce: 4, board: (line: Parameters<typeof boardPanels>[0]) => boardPanels(line, 4) };
  const film = await boardFilm(product.url, [good, bad], board);
  const window = await listenIn(product.url, film.owner.cookie, film.project);
  const answered = (name: string, { body }: Answer) => put('what a form is answered', name, body);
  await orderPictures(film, good, film.panels);
  await untilNothingWaits(film, { patienceMs: 60_000 });
  await orderPictures(film, bad, film.panels.slice(3));
  await untilNothingWaits(film, { patienceMs: 60_000 });
  put('what went wrong with a picture', 'jobs', (await film.owner.get(`/projects/${film.project}/generate`)).body);
  await askForWords(film, texts, answered);
  await tryAccounts(film, answered);
  window.leave();
  put('what windows are told', 'messages', window.heard.join('\n'));
  return film;
}

type Answered = (name: string, answer: Answer) => void;

async function askForWords(film: Film, { address }: FakeProvider, answered: Answered): Promise<void> {
  const { owner, workspace, project, panels } = film;
  for (const whose of ['of texts', 'that a service does not know'] as const) {
    const account = { kind: 'text-openai-compatible', label: `Words ${whose}`, key: KEYS[whose] };
    const place = { baseUrl: address.href.replace(/\/$/, ''), textModel: 'qwen3', concurrency: '1' };
    const fields = { intent: 'add', ...account, ...place };
    answered(`account ${whose}`, await owner.post(`/workspaces/${workspace}/pictures`, fields));
  }
  for (const { account, name } of await writersOf(film)) {
    const fields = { use: 'alt', account, panel: must(panels[0]) };
    answered(`question to ${name}`, await owner.post(`/projects/${project}/suggestions`, fields));
  }
}

async function writersOf({ owner, project }: Film): Promise<readonly { account: string; name: string }[]> {
  const { body } = await owner.get(`/projects/${project}/suggestions`);
  return (JSON.parse(body) as { models: { account: string; name: string }[] }).models;
}

async function studiosOf({ owner, project }: Film): Promise<readonly string[]> {
  const { body } = await owner.get(`/projects/${project}/picture-choices`);
  const { choices } = JSON.parse(body) as { choices: { id: string }[] };
  return choices.map(({ id }) => id).filter((id) => id !== 'previz');
}

/** What an owner does with accounts, and does wrong. */
async function tryAccounts(film: Film, answered: Answered): Promise<void> {
  const { owner, workspace } = film;
  const key = KEYS['of pictures'];
  const send = (fields: Record<string, string>) => owner.post(`/workspaces/${workspace}/pictures`, fields);
  const accounts = [...(await studiosOf(film)), ...(await writersOf(film)).map(({ account }) => account)];
  for (const account of accounts) answered(`check of ${account}`, await send({ intent: 'check', account }));
  const wrong = { intent: 'add', kind: 'openai-compatible', label: 'x'.repeat(90), concurrency: '0', budget: 'lots' };
  for (const baseUrl of ['nowhere', `https://me:${key}@a.example`, 'ftp://a.example']) {
    answered(`account at ${baseUrl.slice(0, 8)}`, await send({ ...wrong, baseUrl, key }));
  }
  answered('account with a broken key', await send({ ...wrong, key: `${key}\nX: 1` }));
  answered('no such wish', await send({ intent: 'show', key }));
}

/** All that can be downloaded, and every page. */
async function leave({ url }: Product, { owner, workspace, project }: Film): Promise<void> {
  const get = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(url + path, { headers: { cookie: owner.cookie, accept: 'text/html' } });
    expect([response.status, path]).toEqual([200, path]);
    return new Uint8Array(await response.arrayBuffer());
  };
  const home = `/projects/${project}`;
  const keep = async (place: Place, path: string) => put(place, path, await get(path));
  await keep('an open folder', `${home}/folder`);
  for (const format of EXPORT_FORMATS) await keep('the script, as a file of each format', `${home}/export/${format}`);
  const boards = `${home}/export-boards`;
  for (const list of ['sheets', 'shot-list?format=csv', 'shot-list?format=xlsx', 'shot-list?format=pdf']) {
    await keep('sheets and shot lists', `${boards}/${list}`);
  }
  await keep('pictures with their labels and records', `${boards}/pictures?prompts=true`);
  for (const take of takesIn(must(found.get('an open folder')?.[0]).bytes)) {
    await keep('pictures with their labels and records', `${boards}/take?take=${take}&prompts=true`);
    await keep('pictures with their labels and records', `${home}/takes/${take}`);
  }
  for (const format of ['csv', 'pdf'])
    await keep('the report on the use of AI', `${boards}/ai-report?format=${format}`);
  const places = ['/script', '/boards', '/split', '/cast', '/review', '/history', '/revisions', '/comments', '/export'];
  const asked = ['/picture-choices', '/picture-tally', '/suggestions', '/consent-marks', '/generate'];
  for (const path of [...places, ...asked]) await keep('pages', home + path);
  for (const path of [
    '',
    `/${workspace}`,
    `/${workspace}/pictures`,
    `/${workspace}/consents`,
    `/${workspace}/members`,
  ]) {
    await keep('pages', `/workspaces${path}`);
  }
  await keep('the figures for whoever watches the server', '/metrics');
}

function takesIn(zip: Uint8Array): string[] {
  const [, project] = must(Object.entries(unzipSync(zip)).find(([name]) => name.endsWith('project.json')));
  const { panels } = JSON.parse(Buffer.from(project).toString()) as { panels: { takes?: { id: string }[] }[] };
  return panels.flatMap(({ takes = [] }) => takes.map(({ id }) => id));
}

/** What lies on the disk of the server, which has stopped. */
async function lieThere(env: Readonly<Record<string, string>>): Promise<void> {
  const backup = join(folder, 'all.backup');
  expect(await maintain(env, 'backup', backup)).toMatchObject({ code: 0 });
  put('a backup', 'all.backup', await readFile(backup));
  await rm(backup);
  for (const [name, bytes] of await filesBelow(folder)) {
    put('the files of the database and of the pictures, byte by byte', name, bytes);
  }
  for (const [name, bytes] of await filesBelow('build/client')) put('the code that browsers load', name, bytes);
  const database = await openPlace({ kind: 'pglite', folder: join(folder, 'database') });
  const tables = await database.db.execute(
    sql`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name = '' } of rowsOf(tables)) {
    const rows = await database.db.execute(sql.raw(`SELECT to_jsonb(t)::text AS row FROM ${name} t`));
    put(
      'the database, every row of every table',
      name,
      rowsOf(rows)
        .map(({ row }) => row)
        .join('\n'),
    );
  }
  await database.close();
}

function rowsOf(answer: unknown): readonly Record<string, string>[] {
  return (answer as { readonly rows: readonly Record<string, string>[] }).rows;
}

async function filesBelow(root: string): Promise<(readonly [string, Uint8Array])[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => [relative(root, path), await readFile(path)] as const));
}

/** Files by the hundred, in which nothing is packed that was not packed somewhere else. */
const AS_THEY_ARE: readonly Place[] = [
  'the files of the database and of the pictures, byte by byte',
  'the code that browsers load',
];

test.each(PLACES)('keys are not in %s', (place, words) => {
  const files = found.get(place) ?? [];
  const look = AS_THEY_ARE.includes(place) ? filesShowing : filesWith;
  expect(look(Buffer.from(words), files), 'what is there can be seen').not.toEqual([]);
  for (const [what, secret] of SECRETS) expect(look(secret, files), what).toEqual([]);
});

test('what handles keys is not in the code that browsers load', () => {
  const files = found.get('the code that browsers load') ?? [];
  for (const word of ['aes-256-gcm', 'sealedKey', 'Bearer ']) {
    expect(filesShowing(Buffer.from(word), files), word).toEqual([]);
  }
});

test('the services were given their keys', () => {
  const [pictures, texts] = services.map(({ orders }) => orders.length);
  expect([pictures, texts]).toEqual([2, 1]);
});

test.each([
  ['packed', (key: Buffer) => gzipSync(key)],
  ['in a zip in a zip', (key: Buffer) => zipSync({ 'a.zip': zipSync({ 'b.txt': key }) })],
  [
    'in the stream of a picture',
    (key: Buffer) => Buffer.concat([Buffer.from('PNG…'), deflateSync(key), Buffer.from('end')]),
  ],
  ['in hex, as databases write bytes', (key: Buffer) => Buffer.from(`\\x00ff${key.toString('hex')}00`)],
  [
    'in base64, wherever it begins',
    (key: Buffer) => Buffer.from(Buffer.concat([Buffer.from('k='), key, Buffer.from('!')]).toString('base64')),
  ],
  ['in letters of two bytes', (key: Buffer) => Buffer.from(key.toString(), 'utf16le')],
])('a key is found %s', (_how, hide) => {
  const key = Buffer.from(KEYS['of texts']);
  expect(filesWith(key, [{ name: 'it', bytes: hide(key) }])).toEqual(['it']);
});
