import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Visitor, type Answer } from './support/http.ts';
import { cleanUpProducts, startProduct, type Product } from './support/product.ts';

/** Whoever has no business here, and what every place of a team must tell them. */
const OUTSIDERS = ['anonymous', 'signed out', 'of another team'] as const;
type Outsider = (typeof OUTSIDERS)[number];

/** What they are told where something is to be read. 405: the place takes forms only. */
const REFUSED = { anonymous: [401, 405], 'signed out': [401, 405], 'of another team': [404, 405] };

/** Places that anybody may come to, or that belong to nobody's team. */
const PUBLIC = ['_index', 'demo.$token', 'invite.$token', 'login', 'logout', 'signup', 'workspaces._index'];
const SECRETS = ['EXT. ESTUARY', 'Slack Water', 'Beatboard demo', 'Solheim', 'Achterberg'];

const routes = (await readdir('app/routes')).filter((route) => !PUBLIC.includes(route));
let product: Product;
const visitors = {} as Record<Outsider, Visitor>;
let paths: Record<string, string>;

beforeAll(async () => {
  product = await startProduct();
  const member = new Visitor(product.url);
  const home = await member.follow(product.links.writer);
  const projectId = /projects\/(\w+)/.exec(home)?.[1] ?? '';
  const workspaceId = /workspaces\/(\w+)/.exec((await member.get('/workspaces')).body)?.[1] ?? '';
  const revision = await member.post(`/projects/${projectId}/revisions`, { intent: 'name', name: 'One' });
  const revisionId = (JSON.parse(revision.body) as { revision: string }).revision;
  const values: Record<string, string> = {
    projectId,
    workspaceId,
    revisionId,
    panelId: '0'.repeat(16),
    takeId: '0'.repeat(16),
    hash: '0'.repeat(64),
    consentId: '0'.repeat(16),
    format: 'fountain',
    what: 'shot-list',
  };
  paths = Object.fromEntries(routes.map((route) => [route, pathOf(route, values)]));

  visitors.anonymous = new Visitor(product.url);
  visitors['signed out'] = new Visitor(product.url);
  await visitors['signed out'].follow(product.links.writer);
  const { cookie } = visitors['signed out'];
  await visitors['signed out'].post('/logout', {});
  // The cookie of a session that has ended, kept by somebody.
  visitors['signed out'].cookie = cookie;
  visitors['of another team'] = new Visitor(product.url);
  const account = { name: 'Stranger', email: 'stranger@example.org', password: 'a long enough sentence' };
  await visitors['of another team'].post('/signup', account);
});
afterAll(async () => {
  await product.stop();
  await cleanUpProducts();
});

/** Where an address leads in the end. The way to the sign-in form counts as 401: nothing else is told there. */
async function follow(visitor: Visitor, path: string): Promise<Answer> {
  const answer = await visitor.get(path);
  const to = answer.headers.get('location');
  if (to === null) return answer;
  return to.startsWith('/login') ? { ...answer, status: 401 } : follow(visitor, new URL(to, product.url).pathname);
}

function pathOf(route: string, values: Readonly<Record<string, string>>): string {
  const parts = route.split('.').filter((part) => !part.startsWith('_'));
  return `/${parts.map((part) => (part.startsWith('$') ? (values[part.slice(1)] ?? part) : part)).join('/')}`;
}

test('there are routes to try, scripts in and out among them', () => {
  const exchange = [
    'projects.$projectId.draft',
    'projects.$projectId.export.$format',
    'workspaces.$workspaceId.preview',
  ];
  expect(routes).toEqual(expect.arrayContaining(exchange));
  expect(routes.length).toBeGreaterThan(12);
  expect(Object.values(paths).filter((path) => /[$]|undefined|\/\//.test(path))).toEqual([]);
});

for (const route of routes) {
  test.each(OUTSIDERS)(`[S1] [S9] ${route}: nothing is told or done for somebody %s`, async (who) => {
    const path = paths[route] ?? '';
    const visitor = visitors[who];
    const read = await follow(visitor, path);
    const writes = [await visitor.post(path, {}), await visitor.post(path, { intent: 'name' })];
    expect(REFUSED[who], `${path} says ${String(read.status)}`).toContain(read.status);
    // A form that makes no sense is told so before anybody asks who sent it.
    for (const { status } of writes) expect([302, 400, 401, 404, 405, 422]).toContain(status);
    for (const { body } of [read, ...writes]) expect(SECRETS.filter((secret) => body.includes(secret))).toEqual([]);
  });
}

test('[S9] what is there and what is not are refused with the same words', async () => {
  const stranger = visitors['of another team'];
  for (const path of Object.values(paths)) {
    const swapped = path.replace(/\/(projects|workspaces)\/\w+/, '/$1/zzzzzzzzzzzzzzzz');
    const [real, made] = [await follow(stranger, path), await follow(stranger, swapped)];
    expect([real.status, real.said], path).toEqual([made.status, made.said]);
  }
});

test('[S1] who may not write the script may not have a draft of it read, and everybody may take it out', async () => {
  const project = paths['projects.$projectId.export'] ?? '';
  const file = new File(['INT. ROOM - DAY\n\nA chair.\n'], 'a.fountain');
  const told: Record<string, number[]> = {};
  for (const role of ['writer', 'director', 'producer'] as const) {
    const member = new Visitor(product.url);
    await member.follow(product.links[role]);
    const draft = await member.post(project.replace(/export$/, 'draft'), { file });
    const exports = await Promise.all(
      ['', '/fountain', '/fdx', '/pdf', '/json', '/docx'].map((format) => member.get(project + format)),
    );
    told[role] = [draft.status, ...exports.map(({ status }) => status)];
  }
  const files = [200, 200, 200, 200, 200, 404];
  expect(told).toEqual({ writer: [200, ...files], director: [403, ...files], producer: [403, ...files] });
});
