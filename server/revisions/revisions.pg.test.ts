import { afterAll, expect, test } from 'vitest';
import {
  addPanel,
  appendScript,
  deletePanels,
  projectDocument,
  readScript,
  updatePanel,
} from '#shared/collab/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { hearNotices } from '#tests/setup/heard.ts';
import { memoryDocuments } from '#tests/setup/memory-documents.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createRevisions } from './revisions.ts';
import { revisionWorkInThread } from './work-in-thread.ts';

const work = revisionWorkInThread();
afterAll(() => work.close());

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const { newId, clock } = platform;
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  const documents = memoryDocuments(db);
  const notices = hearNotices();
  const options = {
    db,
    access: createAccess({ db, bus: aloneBus('p1') }),
    documents,
    work,
    notices,
    clock,
    newId,
  };
  const name = projectDocument(team.project);
  await documents.create(name, team.project, team.owner.userId, (doc) => {
    appendScript(doc, [{ type: 'scene_heading', text: 'INT. KITCHEN - DAY' }], newId);
    appendScript(doc, [{ type: 'action', text: 'She waits.' }], newId);
    addPanel(doc, { anchors: [], order: 'aV', caption: 'Wide' }, newId);
  });
  return {
    team,
    others,
    documents,
    notices,
    platform,
    newId,
    live: documents.live(name),
    revisions: createRevisions(options),
  };
}

onEachDatabase('revisions', (open) => {
  test('a name keeps the whole project as it is now, with what changed since the name before', async () => {
    const { team, revisions, live, platform, notices, newId } = await setUp(await open());
    const { project, writer, producer, viewer } = team;
    const first = await revisions.name(writer, project, ' First draft ');
    platform.advance(1000);
    addPanel(live, { anchors: [], order: 'aW', caption: 'Close' }, newId);
    const second = await revisions.name(producer, project, 'Boarded');
    const list = await revisions.list(viewer, project);
    expect(list.map(({ id, name, author }) => [id, name, author.name])).toEqual([
      [second, 'Boarded', 'producer'],
      [first, 'First draft', 'writer'],
    ]);
    expect(list.map(({ counts }) => [counts.scenes.added, counts.panels.added])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    const { state } = await revisions.open(viewer, project, first);
    expect(state.elements.map((element) => element.text)).toEqual(['INT. KITCHEN - DAY', 'She waits.']);
    expect(state.panels.map((panel) => panel.caption)).toEqual(['Wide']);
    expect(notices.heard).toEqual(Array(2).fill({ event: 'revisions.changed', payload: {} }));
  });

  test('a second name for an unchanged project opens the same state', async () => {
    const { team, revisions, platform } = await setUp(await open());
    const first = await revisions.name(team.owner, team.project, 'One');
    platform.advance(1000);
    const second = await revisions.name(team.owner, team.project, 'Two');
    const [a, b] = [
      await revisions.open(team.viewer, team.project, first),
      await revisions.open(team.viewer, team.project, second),
    ];
    expect(b.state).toEqual(a.state);
    expect(b.summary.counts.panels.added).toBe(0);
  });

  test('a comparison runs from the revision to now', async () => {
    const { team, revisions, live, newId } = await setUp(await open());
    const id = await revisions.name(team.owner, team.project, 'One');
    appendScript(live, [{ type: 'scene_heading', text: 'EXT. YARD - NIGHT' }], newId);
    const { diff } = await revisions.compare(team.viewer, team.project, id);
    expect(diff.script.map(({ kind, element }) => [kind, element.text])).toEqual([
      ['same', 'INT. KITCHEN - DAY'],
      ['same', 'She waits.'],
      ['added', 'EXT. YARD - NIGHT'],
    ]);
  });

  test('a restore names the present first, brings the past back, and can itself be restored', async () => {
    const { team, revisions, live, platform, documents, newId } = await setUp(await open());
    const { project, producer } = team;
    const id = await revisions.name(team.writer, project, 'Keep me');
    const kept = (await revisions.open(producer, project, id)).state;
    platform.advance(1000);
    appendScript(live, [{ type: 'action', text: 'She leaves.' }], newId);
    deletePanels(live, [kept.panels[0]!.id]);
    const { before } = await revisions.restore(producer, project, id);
    expect(readScript(live)).toEqual(kept.elements);
    expect((await revisions.compare(producer, project, id)).diff.panels).toEqual([]);
    expect(documents.origins).toEqual([{ kind: 'restore', by: producer.userId, revision: id }]);
    expect((await revisions.list(producer, project))[0]).toMatchObject({
      id: before,
      name: 'Before restoring “Keep me”',
    });
    await revisions.restore(producer, project, before);
    expect(readScript(live).map((element) => element.text)).toContain('She leaves.');
  });

  test('what is typed after a restore stays when another one follows', async () => {
    const { team, revisions, live } = await setUp(await open());
    const id = await revisions.name(team.owner, team.project, 'One');
    const [panel] = (await revisions.open(team.owner, team.project, id)).state.panels;
    await revisions.restore(team.owner, team.project, id);
    updatePanel(live, panel!.id, { caption: 'Wider' });
    const two = await revisions.name(team.owner, team.project, 'Two');
    await revisions.restore(team.owner, team.project, id);
    await revisions.restore(team.owner, team.project, two);
    expect((await revisions.open(team.owner, team.project, two)).state.panels[0]!.caption).toBe('Wider');
  });

  test('refuses what the role may not, empty names, and revisions of other workspaces', async () => {
    const { team, others, revisions, notices } = await setUp(await open());
    const { project, writer, director, viewer } = team;
    const id = await revisions.name(director, project, 'One');
    await expect(revisions.name(viewer, project, 'Mine')).rejects.toMatchObject({ code: 'forbidden' });
    for (const actor of [writer, director, viewer]) {
      await expect(revisions.restore(actor, project, id)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(revisions.name(director, project, '  ')).rejects.toMatchObject({ code: 'invalid_input' });
    const missing = { code: 'not_found' };
    await expect(revisions.open(others.owner, project, id)).rejects.toMatchObject(missing);
    await expect(revisions.open(others.owner, others.project, id)).rejects.toMatchObject(missing);
    await expect(revisions.restore(others.owner, others.project, id)).rejects.toMatchObject(missing);
    await expect(revisions.compare(null, project, id)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(notices.heard).toHaveLength(1);
  });
});
