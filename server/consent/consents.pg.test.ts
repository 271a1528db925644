import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendTake, insertExport, insertProject, seatInProject } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, ConsentId, ExportId, PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import { createAccess } from '#server/access/index.ts';
import { clearUnused, diskStore, ownedFiles } from '#server/assets/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { DAY, testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createConsentGate, createConsents, type NewConsent } from './index.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 signed by Ana');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-consents-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const { clock, newId } = platform;
  const film = await makeFilm(db, platform);
  const { workspaceId } = must(await seatInProject(db, film.project, film.owner.userId));
  const access = createAccess({ db, bus: aloneBus('p1') });
  const store = diskStore(folder, newId);
  const consents = createConsents({
    ...{ db, access, files: ownedFiles(store), clock, newId },
    notices: { notify: () => undefined },
  });
  const gate = createConsentGate({ db, clock });
  const paper: NewConsent = {
    ...{ person: 'Ana Lind', uses: ['picture'], project: null, from: clock.now() - DAY, until: clock.now() + 10 * DAY },
    ...{ territory: 'Worldwide', grantedBy: 'Ana Lind', file: { name: 'ana.pdf', bytes: PDF } },
  };
  const put = async (project: ProjectId, asset: string, record: object): Promise<TakeId> => {
    const row = await appendTake(db, project, newId<TakeId>(), (end) => ({
      ...{ panelId: newId<PanelId>(), jobId: null, asset: asset as AssetHash, source: 'generated' },
      ...{ createdBy: film.owner.userId, createdAt: new Date(clock.now()), record },
      ...{ recordHash: `${String(end.position)}${project}`, previousHash: '' },
    }));
    return row.id;
  };
  const other = newId<ProjectId>();
  await insertProject(db, {
    ...{ id: other, workspaceId, title: 'Another', createdBy: film.owner.userId, createdAt: new Date(clock.now()) },
  });
  return {
    db,
    clock,
    newId,
    advance: (ms: number) => platform.advance(ms),
    film,
    other,
    workspaceId,
    store,
    consents,
    gate,
    paper,
    put,
  };
}

const NEED = { person: 'ANA LIND', use: 'picture', as: 'who plays ZOË' } as const;

onEachDatabase('consents', (open) => {
  test('a request is refused, goes with a consent in force, and is refused again once that is revoked', async () => {
    const { consents, gate, film, workspaceId, paper } = await setUp(await open());
    expect((await gate.check(film.project, [NEED])).refusal).toContain('There is no consent of ANA LIND');
    const id = await consents.give(film.owner, workspaceId, paper);
    const checked = await gate.check(film.project, [NEED]);
    expect([checked.refusal, ...checked.consents]).toEqual([null, ['ANA LIND', id]]);
    expect((await consents.marks(film.viewer, film.project)).agreed).toEqual(['ANA LIND']);
    await consents.revoke(film.owner, workspaceId, id);
    expect((await gate.check(film.project, [NEED])).refusal).toContain('was revoked');
    expect((await consents.marks(film.viewer, film.project)).agreed).toEqual([]);
    await expect(consents.revoke(film.owner, workspaceId, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a consent for one project is none for another, and ends with its term', async () => {
    const { consents, gate, film, other, workspaceId, paper, advance } = await setUp(await open());
    await consents.give(film.owner, workspaceId, { ...paper, project: other });
    expect((await gate.check(film.project, [NEED])).refusal).not.toBeNull();
    expect((await gate.check(other, [NEED])).refusal).toBeNull();
    advance(11 * DAY);
    expect((await gate.check(other, [NEED])).refusal).toContain('has expired');
  });

  test('revoking lists pictures made under it, made of those, copied elsewhere, and exports since; members see marks', async () => {
    const { consents, film, other, workspaceId, paper, put, db, newId, clock, advance } = await setUp(await open());
    const id = await consents.give(film.owner, workspaceId, paper);
    const reference = { asset: 'r', role: 'character', name: 'ZOË', consent: id };
    const left = (what: 'sheets' | 'folder') =>
      insertExport(db, {
        ...{ id: newId<ExportId>(), projectId: film.project, what, by: film.writer.userId, at: new Date(clock.now()) },
      });
    await left('folder');
    advance(1000);
    const untouched = await put(film.project, 'a0', { inputs: [{ ...reference, consent: newId<ConsentId>() }] });
    const under = await put(film.project, 'a1', { inputs: [reference] });
    const playedBy = await put(film.project, 'a2', { inputs: [], consents: [id] });
    const madeOf = await put(film.project, 'a3', {
      inputs: [{ asset: 'a1', role: 'source', name: '', consent: null }],
    });
    const copied = await put(other, 'a3', { copiedFrom: {} });
    advance(1000);
    await left('sheets');
    const reach = await consents.revoke(film.owner, workspaceId, id);
    expect(new Set(reach.takes.map(({ take }) => take))).toEqual(new Set([under, playedBy, madeOf, copied]));
    expect(reach.exports).toMatchObject([{ what: 'sheets', by: 'writer', project: film.project }]);
    const { revoked } = await consents.marks(film.viewer, film.project);
    const ana = ['Ana Lind'];
    expect(revoked).toEqual({ [under]: ana, [playedBy]: ana, [madeOf]: ana });
    expect(revoked).not.toHaveProperty(untouched);
    expect((await consents.marks(film.viewer, other)).revoked).toEqual({ [copied]: ana });
    expect((await consents.list(film.owner, workspaceId))[0]?.reach).toEqual(reach);
  });

  test('records of looks are read; what is none is passed over', async () => {
    const { consents, film, put } = await setUp(await open());
    const look = { character: 'z', name: 'ZOË', look: null, hash: 'h' };
    const take = await put(film.project, 'a1', { looks: [look, 'no look', { name: 4 }] });
    await put(film.project, 'a2', { looks: 'none' });
    await put(film.project, 'a3', {});
    expect((await consents.marks(film.viewer, film.project)).looks).toEqual({ [take]: [look] });
  });

  test('the signed paper is the owner’s alone, as it came, and is not cleared away', async () => {
    const { consents, film, workspaceId, paper, db, clock, store, advance } = await setUp(await open());
    const said = { ...paper.file, name: 'papers/ana\u202E.pdf' };
    const id = await consents.give(film.owner, workspaceId, { ...paper, file: said });
    advance(365 * DAY);
    await clearUnused({ db, store, clock, graceMs: 0, keepFiles: () => Promise.resolve(null) });
    const file = await consents.readFile(film.owner, workspaceId, id);
    expect(file).toMatchObject({ name: 'ana.pdf', mime: 'application/pdf' });
    expect(new TextDecoder().decode(file.bytes)).toBe(new TextDecoder().decode(PDF));
    for (const role of ['writer', 'director', 'producer', 'viewer'] as const) {
      const attempts = [
        () => consents.readFile(film[role], workspaceId, id),
        () => consents.list(film[role], workspaceId),
        () => consents.give(film[role], workspaceId, paper),
        () => consents.revoke(film[role], workspaceId, id),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await makeFilm(db, testPlatform(7));
    await expect(consents.readFile(stranger.owner, workspaceId, id)).rejects.toMatchObject({ code: 'not_found' });
    const theirs = must(await seatInProject(db, stranger.project, stranger.owner.userId)).workspaceId;
    await expect(consents.readFile(stranger.owner, theirs, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what is wrong is said by field, and nothing is recorded', async () => {
    const { consents, film, workspaceId, paper } = await setUp(await open());
    const file = { name: 'a.exe', bytes: new TextEncoder().encode('MZ') };
    const wrong = { ...paper, person: ' ', uses: [], until: paper.from, project: 'x' as ProjectId, file };
    await expect(consents.give(film.owner, workspaceId, wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      details: {
        fields: {
          ...{
            person: 'The person’s name is missing.',
            uses: 'Say what it is for.',
            until: 'It ends before it begins.',
          },
          ...{ project: 'This project is not of this workspace.', file: 'It is no PDF, PNG or JPEG.' },
        },
      },
    });
    expect(await consents.list(film.owner, workspaceId)).toEqual([]);
  });
});
