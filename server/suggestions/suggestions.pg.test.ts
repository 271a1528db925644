import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import {
  EDIT,
  addPanel,
  appendScript,
  loadState,
  markSuggested,
  projectDocument,
  readLines,
  updatePanel,
} from '#shared/collab/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { suggestionsOf } from '#db/index.ts';
import { checkFolder } from '#server/provenance/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { startFakeChat } from '#tests/mocks/fake-text.ts';
import type { FakeProvider } from '#tests/mocks/fake-api.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

const open: FakeProvider[] = [];
afterEach(() => open.splice(0).forEach((fake) => fake.close()));

const SHOT = { size: 'CU', angle: 'low', movement: 'static', subject: 'The lamp', lines: [2], why: 'It is alone.' };
const writes = (prompt: string) =>
  prompt.includes('shot list')
    ? JSON.stringify({ shots: [SHOT, { ...SHOT, size: 'GIANT' }] })
    : JSON.stringify({ words: 'A lamp goes out.' });
const signal = new AbortController().signal;

async function setUp(database: TestDatabase, budget: number | null = null) {
  const platform = testPlatform();
  const fake = await startFakeChat({ key: 'sk-canary-0123456789', writes });
  open.push(fake);
  const container = await makeContainer(database, platform, { PICTURE_HOSTS: fake.address.host });
  const { services, documents } = container;
  const { workspace, members } = await makeTeam(database.db, platform);
  const project = await services.projects.create(members.owner, workspace, 'A film');
  const name = projectDocument(project);
  const { elements } = parseFountain('INT. HALL - DAY\n\nThe lamp goes out.\n').screenplay;
  let panel = '' as PanelId;
  await documents.edit(name, members.writer.userId, EDIT, (doc) => {
    appendScript(doc, elements, platform.newId);
    panel = addPanel(doc, { anchors: [must(readLines(doc).at(-1)).id], order: 'aV' }, platform.newId);
  });
  const account = await services.pictureAccounts.add(members.owner, workspace, {
    ...{ kind: 'text-openai-compatible', label: 'House', baseUrl: fake.address.href, key: 'sk-canary-0123456789' },
    models: [{ id: 'qwen3', name: 'qwen3', structured: true, inputPrice: 2, outputPrice: 10 }],
    ...{ budget, concurrency: 1, perMinute: null },
  });
  const scene = must(
    readLines(loadState((await documents.read(name)).state)).findLast(({ type }) => type === 'scene_heading'),
  ).id;
  const shown = async () => must((await services.pictureAccounts.list(members.owner, workspace)).accounts[0]);
  return {
    ...{ container, services, workspace, members, project, account, scene, panel, fake, shown, db: database.db },
  };
}

function check(zip: Uint8Array) {
  const files = unzipSync(zip);
  return checkFolder({ names: new Set(Object.keys(files)), read: (name) => Promise.resolve(files[name] ?? null) });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
async function* pieces(bytes: Uint8Array) {
  yield bytes;
}

onEachDatabase('suggestions', (openDatabase) => {
  test('a director is offered shots that fit the scene; what was asked is recorded and paid for, and nothing is written', async () => {
    const { container, services, members, project, account, scene, shown, db } = await setUp(await openDatabase());
    const before = (await container.documents.read(projectDocument(project))).seq;
    expect(await services.suggestions.choices(members.director, project)).toEqual([{ account, name: 'House · qwen3' }]);
    const answer = await services.suggestions.ask(
      members.director,
      project,
      { use: 'coverage', scene },
      account,
      signal,
    );
    expect(answer).toMatchObject({
      shots: [{ shot: { size: 'CU', angle: 'low' } }],
      dropped: ['Shot 2 is left out: “GIANT” is no size of a shot.'],
    });
    const [row] = await suggestionsOf(db, project);
    expect(row).toMatchObject({ id: answer.id, askedBy: members.director.userId, cost: 0.004 });
    expect(row?.record).toMatchObject({ model: { id: 'qwen3', version: 'qwen3-2026-09-08' }, use: 'coverage', scene });
    expect(JSON.stringify(row)).not.toMatch(/lamp|canary/i);
    expect(await shown()).toMatchObject({ spent: expect.closeTo(0.004) as number, underWay: 0 });
    expect((await container.documents.read(projectDocument(project))).seq).toBe(before);
    await container.drain();
  });

  test('what was taken goes out in the open folder with its record, which holds, and the report of an import knows it', async () => {
    const { container, services, workspace, members, project, account, panel, db } = await setUp(await openDatabase());
    const asked = await services.suggestions.ask(members.writer, project, { use: 'alt', panel }, account, signal);
    await container.documents.edit(projectDocument(project), members.writer.userId, EDIT, (doc) => {
      updatePanel(doc, panel, { alt: 'words' in asked ? asked.words : '' });
      markSuggested(doc, panel, { alt: asked.id });
    });
    const { bytes } = await services.folders.export(members.owner, project);
    const zip = new Uint8Array(await new Response(bytes).arrayBuffer());
    expect(await check(zip)).toMatchObject({ breaks: [], gaps: [], suggestions: 1 });

    const brought = await services.folders.import(members.owner, workspace, { name: 'a.zip', bytes: pieces(zip) });
    expect(await suggestionsOf(db, brought.project)).toEqual([]);
    const report = await services.boards.aiReport(members.owner, brought.project, { format: 'csv', paper: 'a4' });
    const csv = new TextDecoder().decode(report.bytes as Uint8Array);
    expect(csv).toContain('2A,alt text,yes,qwen3,qwen3-2026-09-08,OpenAI-compatible server (');
    const again = await services.folders.export(members.owner, brought.project);
    const second = new Uint8Array(await new Response(again.bytes).arrayBuffer());
    expect(await check(second)).toMatchObject({ breaks: [], suggestions: 1 });
    await container.drain();
  });

  test('a question beyond the budget is not asked, and one that is refused is told and costs nothing', async () => {
    const { container, services, members, project, account, panel, fake, shown } = await setUp(
      await openDatabase(),
      0.01,
    );
    const ask = () => services.suggestions.ask(members.writer, project, { use: 'alt', panel }, account, signal);
    fake.mood = 'rate_limited';
    await expect(ask()).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await shown()).toMatchObject({ spent: 0, underWay: 0 });
    fake.mood = 'fine';
    expect(await ask()).toMatchObject({ words: 'A lamp goes out.' });
    expect(await ask()).toMatchObject({ words: 'A lamp goes out.' });
    const asked = fake.orders.length;
    await expect(ask()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('$0.01') as string,
    });
    expect(fake.orders).toHaveLength(asked);
    await container.drain();
  });

  test('of questions at once the account takes as many as it may, and one that is called off makes room', async () => {
    const { container, services, members, project, account, panel, fake } = await setUp(await openDatabase());
    fake.mood = 'busy';
    const stop = new AbortController();
    const ask = (own: AbortSignal) =>
      services.suggestions.ask(members.writer, project, { use: 'alt', panel }, account, own);
    const first = ask(stop.signal).catch((error: unknown) => error);
    await fake.until(() => fake.orders.length === 1);
    await expect(ask(signal)).rejects.toMatchObject({ code: 'rate_limited' });
    stop.abort(new Error('called off'));
    expect(await first).toMatchObject({ message: 'called off' });
    fake.mood = 'fine';
    expect(await ask(signal)).toMatchObject({ words: 'A lamp goes out.' });
    await container.drain();
  });
});
