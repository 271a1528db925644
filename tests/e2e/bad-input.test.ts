import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from 'vitest';
import * as Y from 'yjs';
import { readPanels, updatePanel } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { CLOSE, SYNC_LIMITS } from '#shared/protocol/index.ts';
import { Visitor, type Answer } from './support/http.ts';
import { cleanUpProducts, startProduct, type DemoRole, type Product } from './support/product.ts';
import { knock, userIdOf } from './support/realtime.ts';
import { SyncLine, dial, documentUrl, endOf, noise, updateFrame } from './support/sync-line.ts';

/* What people and programs send that they should not: each is refused with words, and nothing is lost over it. */

const PASSWORD = 'a lamp in the harbour';
const NOWHERE = '0000000000000000';

let product: Product;
let folder: string;
let home: string;
/** The demo's people, signed in. */
const demo = {} as Record<DemoRole, Visitor>;
let project: string;
let demoWorkspace: string;
/** The demo script as the server gives it out: what no case may change. */
let script: string;
/** Somebody outside the demo, with a workspace of her own. */
let olga: Visitor;
let workspace: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-e2e-'));
  product = await startProduct({ folder });
  home = product.url;
  for (const role of ['writer', 'director', 'producer'] as const) {
    demo[role] = new Visitor(home);
    project = idIn(await demo[role].follow(product.links[role]));
  }
  demoWorkspace = workspaceIn(await demo.writer.get('/workspaces'));
  script = await exportOf(demo.writer, project);
  olga = await signUp('olga');
  workspace = workspaceIn(await olga.get('/workspaces'));
});

afterEach(async () => {
  expect((await fetch(`${home}/readyz`)).status).toBe(200);
  expect(await exportOf(demo.writer, project)).toBe(script);
  const failures = product
    .output()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line));
  expect(failures, 'failures of the server itself').toEqual([]);
});

afterAll(() => cleanUpProducts());

function idIn(path: string): string {
  return must(/\/(?:projects|workspaces)\/([0-9a-z]{16})/.exec(path)?.[1], `an id in ${path}`);
}

function workspaceIn({ body }: Answer): string {
  return idIn(must(/\/workspaces\/[0-9a-z]{16}/.exec(body)?.[0], 'a link to a workspace'));
}

async function signUp(name: string): Promise<Visitor> {
  const visitor = new Visitor(home);
  const answer = await visitor.post('/signup', { name, email: `${name}@example.org`, password: PASSWORD });
  expect(answer.status).toBe(302);
  return visitor;
}

async function exportOf(visitor: Visitor, id: string): Promise<string> {
  const { status, body } = await visitor.get(`/projects/${id}/export/fountain`);
  expect(status).toBe(200);
  return body;
}

/** A new invitation to Olga's workspace, as a path. */
async function invite(role: string): Promise<string> {
  const { body } = await olga.post(`/workspaces/${workspace}/members`, { intent: 'invite', role });
  return must(/\/invite\/[\w-]{43}/.exec(body)?.[0], 'the link of an invitation');
}

async function newProject(title: string): Promise<string> {
  const { headers } = await olga.post(`/workspaces/${workspace}`, { intent: 'create', title });
  return idIn(headers.get('location') ?? '');
}

/** The role beside somebody's own name on the members page, for a person who may not change it. */
async function ownRole(visitor: Visitor, name: string): Promise<string | undefined> {
  const { said } = await visitor.get(`/workspaces/${workspace}/members`);
  return new RegExp(`${name}@example\\.org Joined.*?(Owner|Writer|Director|Producer|Viewer)`).exec(said)?.[1];
}

function windowOf(visitor: Visitor, id = project): Promise<SyncLine> {
  return SyncLine.open(documentUrl(home, id), { origin: home, cookie: visitor.cookie });
}

test('a wrong password and an unknown account are refused with the same words, and take as long', async () => {
  const times = { known: [] as number[], unknown: [] as number[] };
  const answers: Answer[] = [];
  const wrong = async (kind: 'known' | 'unknown', email: string) => {
    const form = { email, password: 'not the password' };
    const begun = performance.now();
    // Without the page: drawing it takes as long as the hash, and would hide that there was none.
    const { status } = await new Visitor(home).post('/login.data', form);
    times[kind].push(performance.now() - begun);
    expect(status).toBe(401);
    if (times[kind].length === 1) answers.push(await new Visitor(home).post('/login', form));
  };
  for (let account = 0; account < 3; account++) {
    // In turns, so that a busy machine slows both; below the ten tries after which an account waits.
    for (let round = 0; round < 8; round++) {
      await wrong('known', 'olga@example.org');
      await wrong('unknown', `nobody${String(account)}@example.org`);
    }
    const right = await new Visitor(home).post('/login', { email: 'olga@example.org', password: PASSWORD });
    expect(right.status).toBe(302);
  }
  const [known, unknown] = answers.map(({ status, said }) => ({ status, said }));
  expect(unknown).toEqual(known);
  expect(known).toMatchObject({ status: 401, said: expect.stringContaining('do not match an account.') as string });
  expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  const middle = (list: number[]) => must(list.sort((a, b) => a - b)[list.length >> 1]);
  const ratio = middle(times.unknown) / middle(times.known);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

test('an invitation seats one person: the next one, and one who made a token up, read that it is no good', async () => {
  const link = await invite('viewer');
  const [first, second] = [await signUp('first'), await signUp('second')];
  expect((await first.post(link, {})).headers.get('location')).toBe(`/workspaces/${workspace}`);
  for (const path of [link, `/invite/${'A'.repeat(43)}`, '/invite/x', '/invite/%00']) {
    for (const answer of [await second.get(path), await second.post(path, {})]) {
      expect(answer.status, path).toBe(410);
      expect(answer.said, path).toContain('This invitation was used, withdrawn or is older than seven days.');
    }
  }
  expect((await second.get(`/workspaces/${workspace}`)).status).toBe(404);
  expect(await ownRole(first, 'first')).toBe('Viewer');
});

test('nobody makes up a role, or gives one to themselves', async () => {
  const own = await newProject('Roles');
  const vera = await signUp('vera');
  await vera.post(await invite('viewer'), {});
  const user = await userIdOf(home, vera.cookie, own);
  const writer = await userIdOf(home, demo.writer.cookie, project);
  const cases: readonly [who: Visitor, place: string, fields: Record<string, string>, status: number][] = [
    [olga, workspace, { intent: 'invite', role: 'emperor' }, 422],
    [olga, workspace, { intent: 'invite', role: 'guest' }, 422],
    [olga, workspace, { intent: 'crown', role: 'owner' }, 422],
    [olga, workspace, { intent: 'role', user, role: 'emperor' }, 422],
    [vera, workspace, { intent: 'role', user, role: 'owner' }, 403],
    [vera, workspace, { intent: 'invite', role: 'owner' }, 403],
    [demo.writer, demoWorkspace, { intent: 'role', user: writer, role: 'owner' }, 403],
  ];
  for (const [who, place, fields, status] of cases) {
    const answer = await who.post(`/workspaces/${place}/members.data`, fields);
    expect(answer.status, JSON.stringify(fields)).toBe(status);
    expect(answer.body, JSON.stringify(fields)).toMatch(/[A-Z][^"]{10,}\./);
    expect(answer.body).not.toMatch(/\/invite\//);
  }
  expect(await ownRole(vera, 'vera')).toBe('Viewer');
  const refused = await vera.post(`/workspaces/${workspace}`, { intent: 'create', title: 'A viewer’s' });
  expect(refused.status).toBe(403);
});

test('a role does only what is its own: no pictures for a producer, no restoring for a director, no word for a viewer', async () => {
  const own = await newProject('Rights');
  const viewer = await signUp('victor');
  await viewer.post(await invite('viewer'), {});
  const panel = must(readPanels((await windowOf(demo.director)).doc)[0]).id;
  const named = await demo.producer.post(`/projects/${project}/revisions`, { intent: 'name', name: 'Blue' });
  const { revision } = JSON.parse(named.body) as { revision: string | { id: string } };
  const id = typeof revision === 'string' ? revision : revision.id;
  const cases = [
    [demo.producer, `/projects/${project}/generate`, { intent: 'request', panel }],
    [demo.director, `/projects/${project}/revisions`, { intent: 'restore', revision: id }],
    [demo.writer, `/projects/${project}/revisions`, { intent: 'restore', revision: id }],
    [viewer, `/projects/${own}/revisions`, { intent: 'name', name: 'Mine' }],
    [viewer, `/projects/${own}/comments`, { intent: 'start', panel, body: 'Hello' }],
    [viewer, `/projects/${own}/generate`, { intent: 'request', panel }],
  ] as const;
  for (const [who, path, fields] of cases) {
    const answer = await who.post(path, fields);
    expect(answer.status, path).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { code: 'forbidden', message: expect.stringMatching(/\w+.*\.$/) as string },
    });
  }
});

test('a request or socket that another site caused is refused before anything happens', async () => {
  const { port } = new URL(home);
  const foreign = [
    'https://evil.example',
    'null',
    `http://localhost.evil.example:${port}`,
    `http://evil.localhost:${port}`,
    `http://localhost:${port}.evil.example`,
    `http://localhost:${port}@evil.example`,
    `https://localhost:${port}`,
    `http://localhost:${String(Number(port) + 1)}`,
    '',
  ];
  const { cookie } = demo.writer;
  const writes: readonly [string, Record<string, string>][] = [
    ['/login', { email: 'olga@example.org', password: PASSWORD }],
    ['/signup', { name: 'Eve', email: 'eve@example.org', password: PASSWORD }],
    ['/logout', {}],
    ['/workspaces', { name: 'Eve’s' }],
    [`/workspaces/${demoWorkspace}`, { intent: 'create', title: 'Eve’s' }],
    [`/workspaces/${demoWorkspace}/members`, { intent: 'invite', role: 'owner' }],
    [`/projects/${project}/revisions`, { intent: 'name', name: 'Eve’s' }],
    [`/projects/${project}/comments`, { intent: 'start', panel: NOWHERE, body: 'Eve was here' }],
    [`/projects/${project}/generate`, { intent: 'request', panel: NOWHERE }],
    [`/projects/${project}/generate.data`, { intent: 'request', panel: NOWHERE }],
  ];
  for (const origin of foreign) {
    for (const [path, fields] of writes) {
      const answer = await demo.writer.post(path, fields, { origin });
      expect(answer.status, `${origin} ${path}`).toBe(403);
      expect(answer.said).toContain('This request came from another site and was refused. Nothing was changed.');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    const sync = dial(documentUrl(home, project), { origin, cookie });
    expect(await endOf(sync), `${origin} /sync`).toMatchObject({ code: 403 });
    expect(await knock(home, 'websocket', { origin, cookie }), `${origin} websocket`).not.toBe('welcome');
    expect(await knock(home, 'polling', { origin, cookie }), `${origin} polling`).not.toBe('welcome');
  }
  expect(await knock(home, 'websocket', { origin: home, cookie })).toBe('welcome');
  expect(await knock(home, 'polling', { origin: home, cookie })).toBe('welcome');
  expect((await demo.writer.get(`/projects/${project}/revisions`)).body).not.toContain('Eve');
});

test('without a session pages lead to sign-in, actions say so, and no socket opens', async () => {
  for (const cookie of ['', 'beatboard=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'beatboard=%00%ff']) {
    const visitor = new Visitor(home);
    visitor.cookie = cookie;
    for (const path of [`/projects/${project}/split`, '/workspaces', `/workspaces/${demoWorkspace}/members`]) {
      const answer = await visitor.get(path);
      expect(answer.status, path).toBe(302);
      expect(answer.headers.get('location')).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
    }
    for (const path of ['revisions', 'comments', 'generate']) {
      const fields = { intent: 'request', panel: NOWHERE, name: 'x' };
      const intent = { revisions: 'name', comments: 'resolve', generate: 'request' }[path] ?? '';
      const answer = await visitor.post(`/projects/${project}/${path}`, { ...fields, intent, thread: NOWHERE });
      expect(answer.status, path).toBe(401);
      expect(answer.body, path).toContain('Sign in');
    }
    const sync = endOf(dial(documentUrl(home, project), { origin: home, cookie }));
    expect(await sync).toMatchObject({ code: CLOSE.unauthenticated });
    const headers = { origin: home, ...(cookie && { cookie }) };
    expect(await knock(home, 'websocket', headers)).not.toBe('welcome');
    expect(await knock(home, 'polling', headers)).not.toBe('welcome');
  }
});

test('a director’s edit of a panel is taken; one frame that writes the script closes the line and changes nothing', async () => {
  const director = await windowOf(demo.director);
  const writer = await windowOf(demo.writer);
  const { id } = must(readPanels(director.doc)[0]);
  expect(await director.edit((doc) => updatePanel(doc, id, { caption: 'The lamp swings' }))).toBe(true);
  await writer.until(() => readPanels(writer.doc).some(({ caption }) => caption === 'The lamp swings'));

  const before = writer.doc.getXmlFragment('script').toJSON();
  const took = await director.edit((doc) => {
    updatePanel(doc, id, { caption: 'Smuggled in' });
    doc.getXmlFragment('script').delete(0, 1);
  });
  expect(took).toBe(false);
  expect(await director.ended).toMatchObject({ code: CLOSE.refused });
  const fresh = await windowOf(demo.producer);
  expect(fresh.doc.getXmlFragment('script').toJSON()).toBe(before);
  expect(readPanels(fresh.doc).find((panel) => panel.id === id)?.caption).toBe('The lamp swings');
  expect(await fresh.edit((doc) => updatePanel(doc, id, { caption: 'A producer’s' }))).toBe(false);
  expect(await fresh.ended).toMatchObject({ code: CLOSE.refused });
  expect(await writer.ask()).toBe(true);
  writer.close();
});

test('frames that are no frames of the protocol close their own line alone', async () => {
  const bystander = await windowOf(demo.writer);
  const newer = new Y.Doc();
  newer.getMap('panels').set('x', new Y.Map([['caption', 'in the other format']]));
  const frames: Record<string, Uint8Array | string> = {
    'over the limit': new Uint8Array(SYNC_LIMITS.frame + 1),
    garbage: Uint8Array.of(0xff, 0xfe, 0xfd, 0xfc),
    empty: new Uint8Array(0),
    'an unknown message': Uint8Array.of(99, 1, 2, 3),
    'an unknown step': Uint8Array.of(0, 9, 1, 0),
    'a length without an end': Uint8Array.of(0, 2, 0xff, 0xff, 0xff, 0xff, 0x0f),
    'an ack, which is the server’s to send': Uint8Array.of(100, 5),
    'an update in version 2': updateFrame(Y.encodeStateAsUpdateV2(newer)),
    'an update with a tail': updateFrame(Uint8Array.of(...Y.encodeStateAsUpdate(newer), 1, 2, 3)),
    text: 'hello',
  };
  for (const [what, bytes] of Object.entries(frames)) {
    const line = await windowOf(demo.writer);
    line.send(bytes);
    const { code, reason } = await line.ended;
    // 1009 is the protocol's own word for a message that is too large.
    expect([what, code]).toEqual([what, what === 'over the limit' ? 1009 : CLOSE.refused]);
    if (code === CLOSE.refused) expect(reason, what).not.toBe('');
  }
  expect(await bystander.ask()).toBe(true);
  bystander.close();
});

test('three hundred frames of noise are refused or do nothing', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  onTestFailed(() => void process.stderr.write(`SEED=${String(seed)}\n`));
  const rng = seededRng(seed);
  const sample = await windowOf(demo.director);
  const state = Y.encodeStateAsUpdate(sample.doc);
  const { id } = must(readPanels(sample.doc)[0]);
  const vector = Y.encodeStateVector(sample.doc);
  updatePanel(sample.doc, id, { caption: 'A caption that noise may spoil' });
  const edit = Y.encodeStateAsUpdate(sample.doc, vector);
  sample.close();
  const ends = new Map<number, number>();
  for (let i = 0; i < 300; i++) {
    const line = await windowOf(i % 2 === 0 ? demo.director : demo.producer);
    const bytes = noise(rng, i % 3 === 0 ? state : edit);
    line.send(bytes);
    // Whoever is still answered was not harmed, and what was said harmed nobody.
    const code = (await line.ask()) ? 0 : (await line.ended).code;
    line.close();
    ends.set(code, (ends.get(code) ?? 0) + 1);
  }
  expect([...ends.keys()].filter((code) => code !== 0 && code !== CLOSE.refused)).toEqual([]);
  expect(ends.get(CLOSE.refused)).toBeGreaterThan(200);
});

const FOUNTAIN = `Title: _**The Tide Table**_
Author: Zoë Ärmel

INT. HARBOUR – NIGHT #12A#

Rain. A *lamp* swings. [[a note
over two lines]] Zoë waits. /* cut: she

left long ago */

ZOË
(quiet)
You said „midnight“. 🎬

HENRIK ^
I said when the tide turns.
`;

test('a Fountain file that was cut off anywhere opens with what arrived', async () => {
  const bytes = new TextEncoder().encode(FOUNTAIN);
  const heading = new TextEncoder().encode(FOUNTAIN.slice(0, FOUNTAIN.indexOf('#12A#'))).length;
  const inside = (what: string) => new TextEncoder().encode(FOUNTAIN.slice(0, FOUNTAIN.indexOf(what))).length + 2;
  const cuts = [
    heading,
    inside('*lamp*'),
    inside('[[a note'),
    inside('/* cut'),
    inside('„'),
    inside('🎬'),
    bytes.length - 9,
  ];
  for (const cut of cuts) {
    const opened = await upload('cut.fountain', bytes.slice(0, cut));
    expect([200, 302], opened.said).toContain(opened.status);
    const id = idIn(opened.headers.get('location') ?? must(/\/projects\/[0-9a-z]{16}/.exec(opened.body)?.[0]));
    expect(await exportOf(olga, id)).toContain('INT. HARBOUR – NIGHT');
    expect((await olga.get(`/projects/${id}/split`)).status).toBe(200);
  }
});

test('a file that is no script is refused with its name and a reason, and makes no project', async () => {
  const before = (await olga.get(`/workspaces/${workspace}`)).said;
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(500).fill(7));
  const MB = 1024 * 1024;
  const cases = [
    ['still.png', png, 415, /still\.png: .+ Nothing was imported\./],
    ['still.fountain', png, 415, /still\.fountain: .+ Nothing was imported\./],
    ['zeros.fountain', new Uint8Array(100_000), 415, /zeros\.fountain: .+ Nothing was imported\./],
    ['empty.fountain', new Uint8Array(0), 415, /empty\.fountain.+ Nothing was imported\./],
    [
      'long.fountain',
      new Uint8Array(20 * MB + 1).fill(97),
      413,
      /long\.fountain is over 20 MB\. Nothing was imported\./,
    ],
    ['longer.fountain', new Uint8Array(22 * MB).fill(97), 413, /at most 20 MB are taken\. Nothing was imported\./],
  ] as const;
  for (const [name, bytes, status, words] of cases) {
    const answer = await upload(name, bytes);
    expect(answer.status, name).toBe(status);
    expect(answer.body, name).toMatch(words);
  }
  const nothing = await olga.post(`/workspaces/${workspace}.data?index`, { intent: 'import', file: 'not a file' });
  expect(nothing).toMatchObject({
    status: 422,
    body: expect.stringContaining('Choose a script file first.') as string,
  });
  expect((await olga.get(`/workspaces/${workspace}`)).said).toBe(before);
});

function upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
  return olga.post(`/workspaces/${workspace}?index`, { intent: 'import', file: new File([bytes], name) });
}

test('a project of others reads exactly like one that does not exist: words, no trace of code', async () => {
  for (const path of [
    '/split',
    '/history',
    '/export/fountain',
    '/export/pdf',
    '/comments',
    '/revisions',
    '/generate',
  ]) {
    const [unknown, others, shapeless] = [
      await olga.get(`/projects/${NOWHERE}${path}`),
      await olga.get(`/projects/${project}${path}`),
      await olga.get(`/projects/..%2f%00${path}`),
    ];
    expect(unknown.status, path).toBe(404);
    expect(others.status, path).toBe(404);
    expect(others.said, path).toBe(unknown.said);
    expect(shapeless.status, path).toBe(404);
    expect(unknown.body, path).not.toMatch(/\bat \w+.*:\d+:\d+|node_modules|\.tsx?\b/);
    expect(unknown.said, path).toMatch(/There is no|There is nothing/);
  }
  const write = await Promise.all(
    [NOWHERE, project].map((id) => olga.post(`/projects/${id}/revisions`, { intent: 'name', name: 'x' })),
  );
  expect(write.map(({ status, body }) => [status, body])).toEqual([
    [404, write[0]?.body],
    [404, write[0]?.body],
  ]);
  for (const document of [NOWHERE, project, '%00', 'x'.repeat(500)]) {
    const socket = dial(documentUrl(home, document), { origin: home, cookie: olga.cookie });
    expect(await endOf(socket), document).toMatchObject({ code: CLOSE.notFound });
  }
});

test('eight days later an invitation has expired, and everything that was saved is there', async () => {
  const link = await invite('writer');
  const late = await signUp('late');
  const writer = await windowOf(demo.writer);
  const { id } = must(readPanels(writer.doc)[0]);
  expect(await writer.edit((doc) => updatePanel(doc, id, { caption: 'The last word' }))).toBe(true);
  expect(await product.stop()).toBe(0);
  const clock = 'const now = Date.now; Date.now = () => now() + 8 * 24 * 3600_000';
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(clock)}`;
  product = await startProduct({ folder, port: Number(new URL(home).port), env: { NODE_OPTIONS } });
  for (const answer of [await late.get(link), await late.post(link, {})]) {
    expect(answer.status).toBe(410);
    expect(answer.said).toContain('This invitation was used, withdrawn or is older than seven days.');
  }
  expect((await late.get(`/workspaces/${workspace}`)).status).toBe(404);
  expect((await olga.get(`/workspaces/${workspace}`)).said).toContain('The Tide Table');
  const again = await windowOf(demo.writer);
  expect(readPanels(again.doc).find((panel) => panel.id === id)?.caption).toBe('The last word');
});
