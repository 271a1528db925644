import { setTimeout as pause } from 'node:timers/promises';
import { addPanel, appendScript } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { idMaker, type JobId, type PanelId, type ProjectId } from '#shared/lib/ids.ts';
import { keyBetween, type OrderKey } from '#shared/lib/order-key.ts';
import type { PictureOrder } from '#shared/storyboard/index.ts';
import { Visitor } from '#tests/e2e/support/http.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
import { idAfter } from '../support/beside-typing.ts';
import type { StudioAccount } from './studios.ts';

/** A film whose panels each ask for a picture in words of their own. */
export interface Film {
  readonly owner: Visitor;
  readonly workspace: string;
  readonly project: ProjectId;
  readonly panels: readonly PanelId[];
  readonly orderFrom: (studio: StudioAccount) => PictureOrder;
}

/** A panel's prompt, by which its order is told from others. */
export function promptOf(at: number): string {
  return `Frame ${String(at + 1)} of the harbour.`;
}

/** Somebody signs up, opens accounts with the studios and boards a film, all through the product's doors. */
export async function boardFilm(
  home: string,
  studios: readonly StudioAccount[],
  { panels: count, atOnce }: { readonly panels: number; readonly atOnce: number },
): Promise<Film> {
  const owner = new Visitor(home);
  await owner.post('/signup', { name: 'Olga', email: 'olga@example.org', password: 'a lamp in the harbour' });
  const workspace = idAfter('workspaces', (await owner.get('/workspaces')).body);
  for (const studio of studios) await openAccount(owner, workspace, studio, atOnce);
  const made = await owner.post(`/workspaces/${workspace}?index`, { intent: 'create', title: 'The harbour' });
  const project = idAfter('projects', made.headers.get('location') ?? '') as ProjectId;
  const line = await SyncLine.open(documentUrl(home, project), { origin: home, cookie: owner.cookie });
  const panels = await boardPanels(line, count);
  line.close();
  await line.ended;
  const { choices } = JSON.parse((await owner.get(`/projects/${project}/picture-choices`)).body) as {
    choices: readonly { readonly id: string; readonly name: string }[];
  };
  const provider = new Map(choices.map(({ id, name }) => [name, id]));
  return {
    ...{ owner, workspace, project, panels },
    orderFrom: ({ label, model }) => ({
      ...{ provider: must(provider.get(label)), model, prompt: null, negative: '', seed: null },
      ...{ composition: false, source: null, without: [] },
    }),
  };
}

async function openAccount(owner: Visitor, workspace: string, studio: StudioAccount, atOnce: number): Promise<void> {
  const { kind, label, model, fake, key } = studio;
  const { status } = await owner.post(`/workspaces/${workspace}/pictures`, {
    ...{ intent: 'add', kind, label, key, baseUrl: fake.address.href.replace(/\/$/, '') },
    ...{ ownModel: model, concurrency: String(atOnce) },
  });
  if (status !== 200) throw new Error(`The account with ${label} could not be opened: ${String(status)}.`);
}

async function boardPanels(line: SyncLine, count: number): Promise<PanelId[]> {
  const newId = idMaker((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  const panels: PanelId[] = [];
  await line.edit((doc) => {
    const [heading] = appendScript(doc, [{ type: 'scene_heading', text: 'EXT. HARBOUR - DAY' }], newId);
    let order: OrderKey | null = null;
    for (let at = 0; at < count; at++) {
      order = keyBetween(order, null);
      panels.push(addPanel(doc, { anchors: [must(heading)], order, prompt: promptOf(at) }, newId));
    }
  });
  return panels;
}

/** Asks for pictures of these panels; answers with the jobs that the server has promised. */
export async function orderPictures(
  { owner, project, orderFrom }: Film,
  studio: StudioAccount,
  panels: readonly PanelId[],
): Promise<readonly JobId[]> {
  const fields = { intent: 'request', panel: panels, order: JSON.stringify(orderFrom(studio)) };
  const { status, body } = await owner.post(`/projects/${project}/generate`, fields);
  if (status !== 200) throw new Error(`The pictures could not be ordered: ${body.slice(0, 300)}`);
  return (JSON.parse(body) as { readonly jobs: readonly JobId[] }).jobs;
}

interface Waiting {
  readonly id: JobId;
  readonly state: string;
}

/** What somebody still waits for. */
async function underWay({ owner, project }: Film): Promise<readonly Waiting[]> {
  const { body } = await owner.get(`/projects/${project}/generate`);
  const { jobs } = JSON.parse(body) as { readonly jobs: readonly Waiting[] };
  return jobs.filter(({ state }) => state !== 'failed');
}

/** Waits until nothing is on order any more; answers with what still was when the time was over. */
export async function untilNothingWaits(film: Film, { patienceMs, everyMs = 100 }: Patience): Promise<number> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const left = (await underWay(film)).length;
    if (left === 0 || Date.now() > end) return left;
    await pause(everyMs);
  }
}

interface Patience {
  readonly patienceMs: number;
  readonly everyMs?: number;
}
