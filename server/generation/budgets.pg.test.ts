import { expect, test } from 'vitest';
import { EDIT, addPanel, projectDocument } from '#shared/collab/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { DRAWN_HERE } from '#shared/storyboard/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { INK, WASH } from '#tests/factories/provider-kind.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

async function setUp(database: TestDatabase, budget: number | null) {
  const platform = testPlatform();
  const container = await makeContainer(database, platform);
  const { services, documents } = container;
  const { workspace, members } = await makeTeam(database.db, platform);
  const project = await services.projects.create(members.owner, workspace, 'A film');
  const panels: PanelId[] = [];
  await documents.edit(projectDocument(project), members.writer.userId, EDIT, (doc) => {
    const orders = ['V', 'W', 'X', 'Y', 'Z'];
    for (const order of orders) panels.push(addPanel(doc, { anchors: [], order }, platform.newId));
  });
  const account = await services.pictureAccounts.add(members.owner, workspace, {
    ...{ kind: 'inkwell', label: 'Ours', baseUrl: '', models: [INK, WASH], key: 'sk-0123456789' },
    ...{ budget, concurrency: 2, perMinute: null },
  });
  const order = (count: number, model = INK.id, prompt: string | null = null) =>
    services.generation.request(members.director, project, panels.slice(0, count), {
      ...{ ...DRAWN_HERE, provider: account, model, prompt },
    });
  const shown = async () => (await services.pictureAccounts.list(members.owner, workspace)).accounts[0]!;
  const jobs = () => services.generation.list(members.viewer, project);
  return { ...{ container, services, members, workspace, project, account, order, shown, jobs, platform } };
}

onEachDatabase('budgets', (open) => {
  test('an order that would go over the budget is refused whole, with what it would cost and what is left', async () => {
    const { container, order, shown, jobs } = await setUp(await open(), 0.19);
    await order(3);
    await expect(order(5)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /2 pictures would cost about \$0\.08: of the \$0\.19 .* \$0\.12 are spent/,
      ) as string,
    });
    expect(await jobs()).toHaveLength(3);
    expect(await shown()).toMatchObject({ spent: 0, underWay: expect.closeTo(0.12) as number });
    await container.drain();
  });

  test('two orders at once are counted one after the other', async () => {
    const { container, order, jobs } = await setUp(await open(), 0.05);
    const answers = await Promise.allSettled(['Rain.', 'Snow.', 'Fog.'].map((prompt) => order(1, INK.id, prompt)));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await jobs()).toHaveLength(1);
    await container.drain();
  });

  test('what nobody knows the price of is ordered until the budget is used up', async () => {
    const { container, services, members, workspace, account, order, shown } = await setUp(await open(), 0.04);
    await order(2, WASH.id);
    expect(await shown()).toMatchObject({ underWay: 0 });
    await order(1);
    await expect(order(3, WASH.id)).rejects.toMatchObject({ code: 'conflict' });
    const { kind: _, keyHint: __, lastCheck: ___, ...settings } = { ...(await shown()) };
    await services.pictureAccounts.change(members.owner, workspace, account, { ...settings, budget: null });
    expect(await order(3, WASH.id)).toHaveLength(3);
    await container.drain();
  });

  test('pictures count by what they did cost, in the month in which they were made', async () => {
    const { container, services, members, workspace, order, shown, jobs, platform } = await setUp(await open(), 0.2);
    container.open();
    await order(2);
    await expect.poll(jobs, { timeout: 20_000 }).toEqual([]);
    expect(await shown()).toMatchObject({ spent: expect.closeTo(0.08) as number, underWay: 0 });
    const { spending } = await services.pictureAccounts.list(members.owner, workspace);
    const day = new Date(platform.clock.now()).toISOString().slice(0, 10);
    expect(spending).toMatchObject([{ day, pictures: 2, cost: expect.closeTo(0.08) as number }]);
    platform.advance(32 * 86_400_000);
    expect(await shown()).toMatchObject({ spent: 0, underWay: 0 });
    await container.drain();
  });
});
