import { unzipSync, zipSync, type Zippable } from 'fflate';
import { expect, test } from 'vitest';
import {
  appendTake,
  assetsOf,
  documentNames,
  findTake,
  originalTake,
  projectsOf,
  queueJobs,
  takeChain,
} from '#db/index.ts';
import {
  EDIT,
  addCharacter,
  addLook,
  addTake,
  deletePanels,
  loadSketch,
  loadState,
  parseDocumentName,
  projectDocument,
  putMarks,
  putPicture,
  readDrawing,
  readPanels,
  readPlainProject,
  readProjectState,
  sketchDocument,
  writeSettings,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import type { Mark } from '#shared/drawing/index.ts';
import { must } from '#shared/lib/assert.ts';
import { textHash } from '#shared/lib/hash.ts';
import type { AssetHash, JobId, PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { hashOf } from '#server/assets/index.ts';
import { checkFolder, verifyChain } from '#server/provenance/index.ts';
import { projects as projectRows } from '#db/schema/index.ts';
import { plainPng } from '#tests/builders/png-file.ts';
import { writeRandomProject } from '#tests/builders/random-project.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

const FACE = plainPng({ width: 50, height: 60, colour: 2 });
const LOGO = plainPng({ width: 70, height: 20, colour: 2 });

async function setUp(database: TestDatabase, seed: number) {
  const platform = testPlatform(seed);
  const container = await makeContainer(database, platform);
  const { workspace, members, outsider } = await makeTeam(database.db, platform);
  return { database, platform, container, workspace, members, outsider, ...container.services };
}
type Server = Awaited<ReturnType<typeof setUp>>;

/** A film with whatever a document may hold, and pictures that people brought. */
async function makeFilm(server: Server, seed: number): Promise<ProjectId> {
  const { members, projects, pictures, container, platform, workspace } = server;
  const { newId } = platform;
  const project = await projects.create(members.director, workspace, 'Ebb & “Flow”');
  const edit = { kind: 'edit' } as const;
  const write = (change: Parameters<typeof container.documents.edit<void>>[3]) =>
    container.documents.edit(projectDocument(project), members.writer.userId, edit, change);
  await write((doc) =>
    writeRandomProject(doc, { rng: seededRng(seed), newId, pictures: ['f'.repeat(64) as AssetHash] }),
  );
  const panels = readPanels(await documentOf(server, project));
  for (const [at, { id }] of panels.slice(0, 3).entries()) {
    const file = { name: `${String(at)}.png`, bytes: plainPng({ width: 40 + at, height: 30, colour: 2 }) };
    const take = await pictures.upload(members.director, project, { take: newId(), panel: id, file });
    await write((doc) => void addTake(doc, id, take, textHash('')));
  }
  await keepReferences(server, project, write);
  const drawn = must(panels[0]).id;
  await server.drawings.start(members.director, project, drawn);
  const line = [{ x: 0, y: 0, pressure: 1 }, { x: 0.2, y: 0.1, pressure: 0.5 }]; // prettier-ignore
  const mark: Mark = { ...{ tool: 'pen', colour: 1, width: 0.01, opacity: 1, layer: 0, turn: 1 }, lines: [line] };
  await container.documents.edit(sketchDocument(project, drawn), members.director.userId, edit, (doc) => {
    putMarks(doc, [['mine', mark]]);
  });
  return project;
}

/** Of one of the cast, and a logo. */
async function keepReferences(
  { assets, platform: { newId } }: Server,
  project: ProjectId,
  write: (change: (doc: ProjectDoc) => void) => Promise<void>,
): Promise<void> {
  const [face, logo] = [FACE, LOGO].map((bytes) => assets.put(project, 'image/png', bytes));
  const [faceAsset, logoAsset] = [must(await face), must(await logo)];
  await write((doc) => {
    const character = addCharacter(doc, { name: 'Zoë/Ana' }, newId);
    const look = must(addLook(doc, character, { name: 'Everyday' }, newId));
    putPicture(doc, { character, look }, { asset: faceAsset, width: 50, height: 60, at: 1, of: 'Ana Lind' });
    writeSettings(doc, { logo: { asset: logoAsset, width: 70, height: 20 } });
  });
}

async function drawingsOf({ container, database }: Server, project: ProjectId) {
  const names = await documentNames(database.db, project);
  const drawn = names.flatMap((name) => {
    const parsed = parseDocumentName(name);
    return parsed?.kind === 'sketch' ? [parsed.panel] : [];
  });
  const read = drawn.map(async (panel) => {
    const { state } = await container.documents.read(sketchDocument(project, panel));
    return [panel, readDrawing(loadSketch(state))] as const;
  });
  return new Map(await Promise.all(read));
}

/** A picture that a model made, by its record: of words that are nobody else's. */
async function generatedTake({ database: { db }, members, platform }: Server, project: ProjectId): Promise<TakeId> {
  const { newId, clock } = platform;
  const [panelId, at, by] = [newId<PanelId>(), new Date(clock.now()), members.director.userId];
  const job = { id: newId<JobId>(), kind: 'none', projectId: project, panelId, requestedBy: by, payload: {} };
  const { ids } = await queueJobs(db, project, [{ ...job, createdAt: at }]);
  const { id } = await appendTake(db, project, newId<TakeId>(), ({ hash }) => ({
    ...{ panelId, jobId: must(ids[0]), asset: 'a'.repeat(64) as AssetHash, source: 'generated', createdBy: by },
    ...{ createdAt: at, record: { prompt: { asked: 'A secret ending' } }, recordHash: 'b'.repeat(64) },
    previousHash: hash ?? '',
  }));
  return id;
}

async function documentOf({ container }: Server, project: ProjectId) {
  return loadState((await container.documents.read(projectDocument(project))).state);
}

async function folderOf({ folders, members }: Server, project: ProjectId): Promise<Record<string, Uint8Array>> {
  const { bytes } = await folders.export(members.viewer, project);
  return unzipSync(new Uint8Array(await new Response(bytes).arrayBuffer()));
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
async function* streamOf(bytes: Uint8Array) {
  yield bytes;
}

function bring(server: Server, files: Zippable | Uint8Array, actor = server.members.director) {
  const bytes = files instanceof Uint8Array ? files : zipSync(files);
  return server.folders.import(actor, server.workspace, { name: 'film.zip', bytes: streamOf(bytes) });
}

const check = (files: Record<string, Uint8Array>) =>
  checkFolder({ names: new Set(Object.keys(files)), read: (name) => Promise.resolve(files[name] ?? null) });
const jsonOf = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, never>;
const utf8 = (text: string) => new TextEncoder().encode(text);

onEachDatabase('a project as an open folder', (open) => {
  test('goes out, comes in on another server, and says the same; so does the folder of that, and its records hold', async () => {
    const [here, there] = [await setUp(await open(), 1), await setUp(await open(), 2)];
    const project = await makeFilm(here, 20261127);
    const files = await folderOf(here, project);
    const brought = await bring(there, files);
    const [before, after] = [await documentOf(here, project), await documentOf(there, brought.project)];
    expect(readProjectState(after)).toEqual(readProjectState(before));
    expect(readPlainProject(after)).toEqual(readPlainProject(before));
    const drawings = await drawingsOf(here, project);
    expect([...drawings.values()].flatMap(({ marks }) => [...marks.keys()])).toEqual(['mine']);
    expect(await drawingsOf(there, brought.project)).toEqual(drawings);

    const { 'provenance.json': chain, ...said } = await folderOf(there, brought.project);
    const { 'provenance.json': oldChain, ...wanted } = files;
    const hashes = (all: Record<string, Uint8Array>) =>
      Object.entries(all).map(([name, bytes]) => [name, hashOf(bytes)]);
    expect(hashes(said)).toEqual(hashes(wanted));
    const held = { breaks: [], pictures: 3 };
    expect(await check(files)).toMatchObject({ ...held, records: 3 });
    expect(await check({ ...said, 'provenance.json': must(chain) })).toMatchObject({ ...held, records: 4 });
    expect(Object.keys(said).filter((name) => name.startsWith('pictures/'))).toHaveLength(3);
    expect(Object.keys(said).filter((name) => name.startsWith('references/'))).toEqual([
      'references/Zoë Ana.png',
      'references/film.png',
    ]);
    const { bytes: face } = await there.assets.open(there.members.viewer, brought.project, hashOf(FACE));
    expect(hashOf(face)).toBe(hashOf(FACE));
    expect((await check({ ...files, 'references/film.png': FACE })).breaks).toEqual([
      expect.stringMatching(/^references\/film\.png: the picture was changed/),
    ]);
    // The records grow by one, and those of before are in it as they were.
    const { chains } = jsonOf(chain) as unknown as { chains: { records: unknown[] }[] };
    expect(chains.slice(0, -1)).toEqual(jsonOf(oldChain)['chains']);
    const own = await takeChain(there.database.db, brought.project);
    expect(verifyChain(own)).toEqual({ ok: true, value: 1 });
    const old = await takeChain(here.database.db, project);
    const told = { head: old.at(-1)?.recordHash, records: 3, held: true, from: project };
    expect(own[0]?.record).toMatchObject(told);
    expect(chains.at(-1)?.records).toEqual([{ hash: own[0]?.recordHash, record: own[0]?.record }]);

    // Home again, packed by somebody's system as a folder in a zip.
    const inside = Object.entries({ ...said, 'provenance.json': chain ?? new Uint8Array() });
    const packed = Object.fromEntries(inside.map(([name, bytes]) => [`My film/${name}`, bytes]));
    const home = await bring(here, { ...packed, '__MACOSX/._project.json': utf8('x'), '.DS_Store': utf8('') });
    expect(readPlainProject(await documentOf(here, home.project))).toEqual(readPlainProject(before));
    expect(home.notes).toEqual(brought.notes);
    const [last] = await takeChain(here.database.db, home.project);
    expect(last?.record).toMatchObject({ head: own[0]?.recordHash, records: 4, held: true });
    await Promise.all([here.container.drain(), there.container.drain()]);
  }, 120_000);

  test('pictures of a film that came as a folder are copied from it, though their records stayed in the folder', async () => {
    const server = await setUp(await open(), 3);
    const { members, pictures, projects, platform, database, workspace } = server;
    const original = await makeFilm(server, 20261127);
    // On the same server the takes have records, but those are of another film.
    const { project } = await bring(server, await folderOf(server, original));
    const takes = readPanels(await documentOf(server, project)).flatMap((panel) => panel.takes);
    const [brought, away] = [true, false].map((is) => takes.find(({ source, asset }) => source === 'uploaded' && !asset.startsWith('fff') === is)); // prettier-ignore
    const sequel = await projects.create(members.director, workspace, 'The Sequel');
    const copyOf = (take: TakeId) => ({
      original: take,
      take: platform.newId<TakeId>(),
      panel: platform.newId<PanelId>(),
    });
    const { id, asset } = must(brought);
    const wanted = [copyOf(id), copyOf(platform.newId()), ...(away ? [copyOf(away.id)] : [])];
    const copied = await pictures.copy(members.director, sequel, project, wanted);
    expect(copied).toMatchObject([{ asset, source: 'uploaded', by: members.director.userId }]);
    const [record] = await takeChain(database.db, sequel);
    const [first] = await takeChain(database.db, project);
    expect(record?.record).toMatchObject({ copiedFrom: { project, take: id, recordHash: first?.recordHash } });
    expect(await pictures.copy(members.director, sequel, project, wanted)).toEqual(copied);

    // A panel that was cut there is not in the document any more: the records that came along still tell of its picture.
    await server.container.documents.edit(projectDocument(project), members.director.userId, EDIT, (doc) => {
      deletePanels(doc, readPanels(doc).filter(({ takes }) => takes.some((take) => take.id === id)).map(({ id }) => id)); // prettier-ignore
    });
    expect(readPanels(await documentOf(server, project)).flatMap(({ takes }) => takes)).not.toContainEqual(brought);
    const pasted = await pictures.copy(members.director, sequel, project, [copyOf(id), copyOf(platform.newId())]);
    expect(pasted).toMatchObject([{ asset, source: 'uploaded', by: members.director.userId }]);
    await server.container.drain();
  }, 60_000);

  test('a picture that calls itself by the name of somebody else’s take tells nothing of how that was made', async () => {
    const server = await setUp(await open(), 4);
    const { outsider, workspaces, projects, pictures, generation, platform, database } = server;
    const film = await makeFilm(server, 8);
    const secret = await generatedTake(server, film);
    const files = await folderOf(server, film);
    const said = new TextDecoder().decode(files['project.json']);
    const [own] = readPanels(await documentOf(server, film)).flatMap(({ takes }) => takes.filter(({ source, asset }) => source === 'uploaded' && !asset.startsWith('fff'))); // prettier-ignore
    const forged = { ...files, 'project.json': utf8(said.replaceAll(must(own).id, secret)) };
    const theirs = await workspaces.create(outsider, 'Elsewhere');
    const upload = { name: 'film.zip', bytes: streamOf(zipSync(forged)) };
    const { project } = await server.folders.import(outsider, theirs, upload);
    const sequel = await projects.create(outsider, theirs, 'The Sequel');
    const copy = { original: secret, take: platform.newId<TakeId>(), panel: platform.newId<PanelId>() };
    expect(await pictures.copy(outsider, sequel, project, [copy])).toMatchObject([{ id: copy.take }]);
    expect(await originalTake(database.db, must(await findTake(database.db, copy.take)))).toBeUndefined();
    await expect(generation.record(outsider, sequel, copy.take)).rejects.toMatchObject({ code: 'not_found' });
    await server.container.drain();
  }, 60_000);

  test('what is no folder, or was made to do harm, is refused in words, and nothing of it is there', async () => {
    const server = await setUp(await open(), 5);
    const { db } = server.database;
    const project = await makeFilm(server, 9);
    const files = await folderOf(server, project);
    const said = new TextDecoder().decode(files['project.json']);
    const [picture = ''] = Object.keys(files).filter((name) => name.startsWith('pictures/'));
    const bytes = files[picture] ?? new Uint8Array();
    const swapped = (other: Uint8Array) => ({
      ...files,
      [picture]: other,
      'project.json': utf8(said.replaceAll(hashOf(bytes), hashOf(other))),
    });
    const whole = zipSync(files);
    const without = Object.fromEntries(Object.entries(files).filter(([name]) => name !== picture));
    const hostile: [string, Zippable | Uint8Array, RegExp][] = [
      ['no zip', utf8('INT. ROOM - DAY'), /no zip/],
      ['nothing', new Uint8Array(), /no zip/],
      ['cut off', whole.subarray(0, whole.length - 40), /no zip/],
      ['cut at the front', whole.subarray(200), /no zip|damaged/],
      ['another zip', { 'a.txt': utf8('a') }, /no project\.json/],
      ['a way out', { ...files, '../../etc/passwd': utf8('x') }, /leads out of the folder/],
      ['a way out on Windows', { ...files, '..\\x': utf8('x') }, /leads out of the folder/],
      ['a bomb', { ...files, 'project.json': new Uint8Array(70 * 1024 * 1024) }, /over 64 MB/],
      ['no JSON', { ...files, 'project.json': utf8('{"format":') }, /not JSON any more/],
      ['a picture that is not there', without, /is not in it/],
      ['another picture', { ...files, [picture]: plainPng({ width: 9, height: 9 }) }, /is not the one/],
      ['a page as a picture', swapped(utf8('<html><script>alert(1)</script>')), /can’t be taken\. It is not a picture/],
      ['a drawing with scripts', swapped(utf8('<svg xmlns="http://www.w3.org/2000/svg"/>')), /PNG, JPEG or WebP/],
      ['a picture cut off', swapped(bytes.slice(0, bytes.length - 30)), /damaged/],
      ['a picture as large as a town', swapped(plainPng({ width: 20_000, height: 20_000 })), /40 million/],
    ];
    const before = await projectsOf(db, server.workspace);
    for (const [what, zip, message] of hostile) {
      const failure = await bring(server, zip).catch((error: unknown) => error);
      expect(failure, what).toMatchObject({ name: 'AppError' });
      expect((failure as Error).message, what).toMatch(message);
    }
    expect(await projectsOf(db, server.workspace)).toEqual(before);
    const rows = await db.select({ id: projectRows.id }).from(projectRows);
    expect(rows).toEqual([{ id: project }]);
    await server.container.drain();
  }, 120_000);

  test('who may not begin a project brings none in, and nothing of what they send is read', async () => {
    const server = await setUp(await open(), 6);
    let read = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream that fails when it is read
    async function* watched() {
      read = true;
      yield new Uint8Array();
    }
    const upload = { name: 'film.zip', bytes: watched() };
    const { folders, workspace, members, outsider } = server;
    await expect(folders.import(members.viewer, workspace, upload)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(folders.import(outsider, workspace, upload)).rejects.toMatchObject({ code: 'not_found' });
    await expect(folders.import(null, workspace, upload)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(read).toBe(false);
    const project = await makeFilm(server, 10);
    await expect(folders.export(outsider, project)).rejects.toMatchObject({ code: 'not_found' });
    expect(await assetsOf(server.database.db, project)).not.toEqual([]);
    await server.container.drain();
  });
});
