import { describe, expect, test } from 'vitest';
import { addPanel, appendScript, projectDocument } from '#shared/collab/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import type { CommentId, PanelId, ThreadId } from '#shared/lib/ids.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { hearNotices } from '#tests/setup/heard.ts';
import { memoryDocuments } from '#tests/setup/memory-documents.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createComments } from './comments.ts';

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const { newId, clock } = platform;
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  const documents = memoryDocuments(db);
  const notices = hearNotices();
  const comments = createComments({
    db,
    access: createAccess({ db, bus: aloneBus('p1') }),
    documents,
    notices,
    clock,
    newId,
  });
  const panels: PanelId[] = [];
  for (const { project, owner } of [team, others]) {
    await documents.create(projectDocument(project), project, owner.userId, (doc) => {
      const anchors = appendScript(doc, [{ type: 'action', text: 'She waits.' }], newId);
      panels.push(addPanel(doc, { anchors, order: 'aV' }, newId));
    });
  }
  return { team, others, comments, notices, platform, clock, documents, panel: panels[0]!, foreignPanel: panels[1]! };
}

onEachDatabase('comments', (open) => {
  test('a thread on a point is started, answered, edited, resolved and reopened, and everybody hears of each', async () => {
    const { team, comments, notices, platform, clock, panel } = await setUp(await open());
    const { project, director, producer } = team;
    const thread = await comments.start(director, project, {
      panel,
      point: { x: 0.25, y: 0.5 },
      body: '  Too wide?\r\n',
    });
    platform.advance(60_000);
    const reply = await comments.reply(producer, project, thread, 'A touch.');
    await comments.edit(producer, project, reply, 'A little.');
    await comments.resolve(director, project, thread);
    const [resolved] = await comments.list(team.viewer, project);
    expect(resolved).toMatchObject({ id: thread, panel, point: { x: 0.25, y: 0.5 }, resolved: { by: 'director' } });
    expect(resolved!.comments.map(({ author, body }) => [author.name, body])).toEqual([
      ['director', 'Too wide?'],
      ['producer', 'A little.'],
    ]);
    expect(resolved!.comments[1]!.editedAt).toBe(clock.now());
    await comments.reopen(producer, project, thread);
    expect((await comments.list(director, project))[0]!.resolved).toBeNull();
    expect(notices.heard).toEqual(Array(5).fill({ event: 'comments.changed', payload: { thread } }));
  });

  test('resolving twice keeps the first name and says nothing the second time', async () => {
    const { team, comments, notices, panel } = await setUp(await open());
    const thread = await comments.start(team.writer, team.project, { panel, point: null, body: 'Hm' });
    await comments.resolve(team.producer, team.project, thread);
    await comments.resolve(team.director, team.project, thread);
    expect((await comments.list(team.viewer, team.project))[0]!.resolved!.by).toBe('producer');
    expect(notices.heard).toHaveLength(2);
  });

  describe('refuses, and changes nothing:', () => {
    test('a viewer who wants to write, an editor of somebody else’s words, a visitor', async () => {
      const { team, comments, notices, panel } = await setUp(await open());
      const input = { panel, point: null, body: 'Hello' };
      const { project } = team;
      await expect(comments.start(team.viewer, project, input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(comments.start(null, project, input)).rejects.toMatchObject({ code: 'unauthenticated' });
      const thread = await comments.start(team.director, project, input);
      await expect(comments.reply(team.viewer, project, thread, 'Me too')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(comments.resolve(team.viewer, project, thread)).rejects.toMatchObject({ code: 'forbidden' });
      const first = (await comments.list(team.viewer, project))[0]!.comments[0]!.id;
      await expect(comments.edit(team.owner, project, first, 'x')).rejects.toMatchObject({ code: 'forbidden' });
      expect(notices.heard).toHaveLength(1);
    });

    test('words that are none, too many words, a point outside the picture', async () => {
      const { team, comments, panel } = await setUp(await open());
      const start = (body: string, point: { x: number; y: number } | null = null) =>
        comments.start(team.director, team.project, { panel, point, body });
      await expect(start(' \n ')).rejects.toMatchObject({ code: 'invalid_input' });
      await expect(start('x'.repeat(4001))).rejects.toMatchObject({ details: { fields: { body: /4,001/ } } });
      await expect(start('x', { x: 1.1, y: 0 })).rejects.toMatchObject({ code: 'invalid_input' });
      await expect(start('x', { x: Number.NaN, y: 0 })).rejects.toMatchObject({ code: 'invalid_input' });
      expect(await comments.list(team.director, team.project)).toEqual([]);
      await start('x'.repeat(4000));
    });

    test('ids of another workspace, and panels that are not on the boards, as if they did not exist', async () => {
      const { team, others, comments, panel, foreignPanel } = await setUp(await open());
      const theirs = await comments.start(others.director, others.project, {
        ...{ panel: foreignPanel, point: null, body: 'Ours' },
      });
      const theirComment = (await comments.list(others.owner, others.project))[0]!.comments[0]!.id;
      const missing = { code: 'not_found' };
      const { owner, project } = team;
      await expect(comments.list(owner, others.project)).rejects.toMatchObject(missing);
      await expect(comments.reply(owner, others.project, theirs, 'x')).rejects.toMatchObject(missing);
      await expect(comments.reply(owner, project, theirs, 'x')).rejects.toMatchObject(missing);
      await expect(comments.resolve(owner, project, theirs)).rejects.toMatchObject(missing);
      await expect(comments.edit(owner, project, theirComment, 'x')).rejects.toMatchObject(missing);
      await expect(comments.edit(owner, project, 'nope' as CommentId, 'x')).rejects.toMatchObject(missing);
      await expect(comments.reopen(owner, project, 'nope' as ThreadId)).rejects.toMatchObject(missing);
      const onTheirs = { panel: foreignPanel, point: null, body: 'x' };
      await expect(comments.start(owner, project, onTheirs)).rejects.toMatchObject(missing);
      expect(panel).not.toBe(foreignPanel);
      expect(await comments.list(owner, project)).toEqual([]);
    });
  });
});
