import { afterAll, expect, test } from 'vitest';
import { createDocumentStore } from '#db/index.ts';
import {
  addPanel,
  appendScript,
  deletePanels,
  projectDocument,
  readPanels,
  updatePanel,
} from '#shared/collab/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { createSyncServer } from '#server/sync/index.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { hearNotices } from '#tests/setup/heard.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createRevisions } from './revisions.ts';
import { revisionWorkInThread } from './work-in-thread.ts';

const work = revisionWorkInThread();
afterAll(() => work.close());

const EDIT = { kind: 'edit' } as const;
const PANELS = 300;

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const film = await makeFilm(db, platform);
  const bus = aloneBus('p1');
  const access = createAccess({ db, bus });
  const { clock, newId } = platform;
  const start = () =>
    createSyncServer({
      ...{ store: createDocumentStore(db), access, clock, log: silentLog, bus, allowedOrigin: () => true },
      identify: () => Promise.resolve(null),
    });
  const revisionsOver = ({ documents }: ReturnType<typeof start>) =>
    createRevisions({ db, access, documents, work, notices: hearNotices(), clock, newId });
  return { film, start, revisionsOver, newId, document: projectDocument(film.project) };
}

onEachDatabase('a restore through the live document', (open) => {
  test('is one durable change, which a restarted server and a later edit build upon', async () => {
    const { film, start, revisionsOver, newId, document } = await setUp(await open());
    const { owner, project } = film;
    const first = start();
    await first.documents.create(document, project, owner.userId, (doc) => {
      const lines = Array.from({ length: 200 }, (_, i) => ({ type: 'action' as const, text: `Line ${String(i)}.` }));
      const anchors = appendScript(doc, lines, newId);
      for (let i = 0; i < PANELS; i++) addPanel(doc, { anchors: [anchors[i % 200]!], order: `V${String(i)}` }, newId);
    });
    const revisions = revisionsOver(first);
    const id = await revisions.name(owner, project, 'All boarded');
    const kept = (await revisions.open(owner, project, id)).state;
    await first.documents.edit(document, owner.userId, EDIT, (doc) => {
      const panels = readPanels(doc).map((panel) => panel.id);
      deletePanels(doc, panels.slice(0, 50));
      for (const panel of panels.slice(50, 60)) updatePanel(doc, panel, { caption: 'Changed' });
      appendScript(doc, [{ type: 'action', text: 'Too much.' }], newId);
    });
    const seq = (await first.documents.read(document)).seq;
    await revisions.restore(owner, project, id);
    expect((await first.documents.read(document)).seq).toBe(seq + 1);
    await first.drain();

    const second = start();
    const again = revisionsOver(second);
    const { diff } = await again.compare(owner, project, id);
    expect(diff.panels).toEqual([]);
    expect(diff.script.every((change) => change.kind === 'same')).toBe(true);
    await second.documents.edit(document, owner.userId, EDIT, (doc) =>
      updatePanel(doc, kept.panels[0]!.id, { caption: 'Back, and better' }),
    );
    const after = await again.compare(owner, project, id);
    expect(after.diff.panels).toMatchObject([{ kind: 'changed', fields: ['caption'] }]);
    await second.drain();
  });
});
