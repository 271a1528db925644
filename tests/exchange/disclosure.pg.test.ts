import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as c2pa from '@contentauth/c2pa-wasm';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { appendTake, deleteProject, findSigningKey } from '#db/index.ts';
import {
  addPanel,
  addTake,
  EDIT,
  judgeTake,
  loadState,
  projectDocument,
  readPanels,
  readScript,
  updatePanel,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { textHash } from '#shared/lib/hash.ts';
import type { JobId, PanelId, TakeId } from '#shared/lib/ids.ts';
import { keysBetween } from '#shared/lib/order-key.ts';
import type { TakeSource } from '#shared/storyboard/index.ts';
import { hashOf } from '#server/assets/index.ts';
import { readPdf } from '#tests/setup/read-pdf.ts';
import { hashOfRecord } from '#server/provenance/index.ts';
import { plainPng } from '#tests/builders/png-file.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

c2pa.initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });

const SCRIPT = 'EXT. HARBOUR - NIGHT\n\nRain.\n\nFog.\n\nGulls.\n';
const PROMPT = 'A lamp in the rain, no lettering.';

/** Three panels: one by a model, one of the previz artist, one that is drawn by hand. */
async function setUp(database: TestDatabase) {
  const platform = testPlatform();
  const { newId } = platform;
  const container = await makeContainer(database, platform);
  const { workspace, members } = await makeTeam(database.db, platform);
  const file = { name: 'Ebb.fountain', bytes: new TextEncoder().encode(SCRIPT) };
  const project = await container.services.screenplays.import(members.writer, workspace, file);
  const name = projectDocument(project);
  const lines = readScript(loadState((await container.documents.read(name)).state));
  const by = members.director.userId;
  const write = <T>(change: Parameters<typeof container.documents.edit<T>>[3]) =>
    container.documents.edit(name, by, EDIT, change);
  const anchor = (words: string) => must(lines.find(({ text }) => text === words)).id;
  const orders = keysBetween(null, null, 3);
  const panels = await write((doc): PanelId[] =>
    ['Rain.', 'Fog.', 'Gulls.'].map((words, at) =>
      addPanel(doc, { anchors: [anchor(words)], order: must(orders[at]) }, newId),
    ),
  );
  const made: TakeId[] = [];
  const make = async (panel: PanelId, source: TakeSource, fields: object) => {
    const bytes = plainPng({ width: 32 + made.length, height: 18, colour: 2 });
    const asset = await container.services.assets.put(project, 'image/png', bytes);
    const [id, at] = [newId<TakeId>(), platform.clock.now()];
    await appendTake(database.db, project, id, (end) => {
      const record = { ...fields, take: id, panel, output: asset, requestedBy: by, at, previous: end.hash };
      return {
        ...{
          panelId: panel,
          jobId: source === 'generated' ? newId<JobId>() : null,
          asset,
          source,
          createdBy: by,
          createdAt: new Date(at),
          record,
        },
        ...{ recordHash: hashOfRecord(record), previousHash: end.hash ?? '' },
      };
    });
    const take = { id, asset, width: 32, height: 18, source, provider: 'fal', at, by };
    await write((doc) => void addTake(doc, panel, take, textHash('')));
    made.push(id);
  };
  const [ai, previz, drawn] = [must(panels[0]), must(panels[1]), must(panels[2])];
  await make(ai, 'generated', {
    ...{ digitalSourceType: 'trainedAlgorithmicMedia', provider: 'fal', model: { id: 'flux-2', version: '2026-09' } },
    ...{
      prompt: { written: 'Rain.', sent: PROMPT },
      cost: 0.04,
      inputs: [{ asset: 'f'.repeat(64), role: 'character', name: 'ZOË', consent: 'c1' }],
      // Of somebody who plays in it and is in no reference picture.
      consents: ['c1', 'c2'],
    },
  });
  await make(previz, 'previz', { digitalSourceType: 'algorithmicMedia', provider: 'previz' });
  await container.services.drawings.start(members.director, project, drawn);
  await write((doc) => void updatePanel(doc, drawn, { drawn: 1 }));
  return { container, members, project, made, platform, database, workspace, write };
}
type Server = Awaited<ReturnType<typeof setUp>>;

async function exported({ container, members, project }: Server, prompts = false) {
  const { bytes } = await container.services.boards.pictures(members.producer, project, { prompts });
  return unzipSync(new Uint8Array(await new Response(bytes as ReadableStream).arrayBuffer()));
}

interface Manifest {
  readonly signature_info: { readonly cert_serial_number: string };
  readonly assertions: readonly { readonly data: { readonly actions: readonly { readonly action: string }[] } }[];
}

async function manifestIn(file: Uint8Array | undefined) {
  const reader = await c2pa.WasmReader.fromBytes('image/png', must(file), null);
  const read = JSON.parse(reader.json()) as {
    validation_state: string;
    active_manifest: string;
    manifests: Record<string, Manifest>;
  };
  const manifest = must(read.manifests[read.active_manifest]);
  const action = manifest.assertions.flatMap(({ data }) => data.actions)[0]?.action;
  return { state: read.validation_state, action, serial: manifest.signature_info.cert_serial_number };
}

async function said(file: Uint8Array | undefined, property: string): Promise<string | undefined> {
  const { xmpAsString = '' } = await sharp(file).metadata();
  return new RegExp(`<Iptc4xmpExt:${property}>([^<]*)<`).exec(xmpAsString)?.[1]?.split('/').at(-1);
}

onEachDatabase('what pictures say as they leave', (open) => {
  test('which model made them, in the words of IPTC; those by hand and of the previz artist are not called AI', async () => {
    const server = await setUp(await open());
    const files = await exported(server);
    const names = ['001/001A.png', '001/001B.png', '001/001C.png'];
    expect(Object.keys(files).sort()).toEqual(names);
    const types = await Promise.all(names.map((name) => said(files[name], 'DigitalSourceType')));
    expect(types).toEqual(['trainedAlgorithmicMedia', 'algorithmicMedia', 'digitalCreation']);
    const systems = await Promise.all(names.map((name) => said(files[name], 'AISystemUsed')));
    expect(systems).toEqual(['flux-2', undefined, undefined]);
    expect(await said(files[names[0]!], 'AISystemVersionUsed')).toBe('2026-09');
    const signed = await Promise.all(names.map((name) => manifestIn(files[name])));
    expect(signed.map(({ state }) => state)).toEqual(['Valid', 'Valid', 'Valid']);
    expect(signed.map(({ action }) => action)).toEqual(['c2pa.created', 'c2pa.created', 'c2pa.created']);
    // One hand signs all that leaves the workspace, and its key is nowhere in the database to be read.
    const again = await exported(server);
    const issuers = [...signed, await manifestIn(again[names[1]!])].map(({ serial }) => serial);
    expect(new Set(issuers).size).toBe(1);
    expect(await findSigningKey(server.database.db, server.workspace)).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
    // What was asked for is the team's own, until somebody says that it may go out.
    expect(await said(files[names[0]!], 'AIPromptInformation')).toBeUndefined();
    const told = await exported(server, true);
    expect(await said(told[names[0]!], 'AIPromptInformation')).toBe(PROMPT);
    await server.container.drain();
  });

  test('the report of AI use has every picture by a model and no other, as CSV and as a page to print', async () => {
    const { container, members, project, platform, made, write } = await setUp(await open());
    const { boards } = container.services;
    const said = { verdict: 'keep', faults: ['hands'], note: 'six fingers' } as const;
    const word = { take: must(made[0]), by: members.director.userId, at: platform.clock.now(), ...said };
    await write((doc) => void judgeTake(doc, must(readPanels(doc).find(({ take }) => take === made[0])).id, word));
    const csv = await boards.aiReport(members.viewer, project, { format: 'csv', paper: 'a4' });
    const [head = '', ...rows] = new TextDecoder()
      .decode(csv.bytes as Uint8Array)
      .trim()
      .split('\r\n');
    expect(csv.filename).toBe('Ebb AI use.csv');
    expect(head).toContain('Panel,Take,Shown,Model,Version');
    const day = new Date(platform.clock.now()).toISOString().slice(0, 10);
    const hash = hashOf(plainPng({ width: 32, height: 18, colour: 2 }));
    const told = `1A,1,yes,flux-2,2026-09,fal,trainedAlgorithmicMedia,words; character ZOË,"c1, c2",,Keep,Hands; six fingers,`;
    expect(rows).toEqual([expect.stringMatching(`^${told}[^,]+,${day},0.04,${hash}$`)]);
    expect(await boards.tally(members.viewer, project)).toEqual([
      {
        ...{ provider: 'fal', model: 'flux-2', made: 1, chosen: 1, kept: 1, unusable: 0 },
        ...{ faults: { hands: 1 }, cost: 0.04 },
      },
    ]);
    const pdf = await boards.aiReport(members.viewer, project, { format: 'pdf', paper: 'a4' });
    const [page = []] = readPdf(pdf.bytes as Uint8Array, 842);
    const words = page.map(({ text }) => text).join(' ');
    for (const said of ['AI use', '1 of 2 pictures by models · 1 shown · US$ 0.04', 'flux-2', 'ZOË'])
      expect(words).toContain(said);
    const layout = { paper: 'a4', landscape: true, kind: 'grid', columns: 3, rows: 1, sceneBreaks: true } as const;
    const marks = async (labels: boolean) => {
      const sheets = { layout, fields: [], labels, scenes: null, footer: '' };
      const { bytes } = await boards.sheets(members.viewer, project, sheets);
      return readPdf(bytes as Uint8Array, 595.28)
        .flat()
        .filter(({ text }) => text === 'AI').length;
    };
    expect([await marks(true), await marks(false)]).toEqual([1, 0]);
    await expect(boards.aiReport(null, project, { format: 'csv', paper: 'a4' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await container.drain();
  });

  test('a take that is downloaded says the same; what is stored is not touched', async () => {
    const { container, members, project, made } = await setUp(await open());
    const [ai] = made;
    const { filename, mime, bytes } = await container.services.boards.take(members.viewer, project, must(ai), {
      prompts: false,
    });
    expect([filename, mime]).toEqual(['Ebb 1A take 1.png', 'image/png']);
    expect(await said(bytes as Uint8Array, 'AISystemUsed')).toBe('flux-2');
    const stored = plainPng({ width: 32, height: 18, colour: 2 });
    expect((await container.services.assets.open(members.viewer, project, hashOf(stored))).bytes).toEqual(stored);
    const gone = container.services.boards.take(members.viewer, project, 'x' as TakeId, { prompts: false });
    await expect(gone).rejects.toMatchObject({ code: 'not_found' });
    const stranger = container.services.boards.take(null, project, must(ai), { prompts: false });
    await expect(stranger).rejects.toMatchObject({ code: 'unauthenticated' });
    await container.drain();
  });

  test('a copy tells how its original was made while that is here; else it says that this is not recorded', async () => {
    const { container, members, project, made, platform, database, workspace } = await setUp(await open());
    const { services, documents } = container;
    const sequel = await services.projects.create(members.owner, workspace, 'Flow');
    const edit = <T>(change: Parameters<typeof documents.edit<T>>[3]) =>
      documents.edit(projectDocument(sequel), members.writer.userId, EDIT, change);
    const panel = await edit((doc) => addPanel(doc, { anchors: [], order: 'aV' }, platform.newId));
    const copy = { original: must(made[0]), take: platform.newId<TakeId>(), panel };
    const [copied] = await services.pictures.copy(members.writer, sequel, project, [copy]);
    const take = { width: 32, height: 18, provider: 'fal', ...must(copied) };
    await edit((doc) => void addTake(doc, panel, take, textHash('')));
    const record = () => services.generation.record(members.viewer, sequel, copy.take);
    const row = async () => {
      const { bytes } = await services.boards.aiReport(members.viewer, sequel, { format: 'csv', paper: 'a4' });
      return new TextDecoder().decode(bytes as Uint8Array).split('\r\n')[1];
    };
    expect(await record()).toMatchObject({ service: 'fal', model: 'flux-2', prompt: PROMPT, copied: true });
    expect(await row()).toContain('yes,flux-2,2026-09,fal,trainedAlgorithmicMedia,words; character ZOË,"c1, c2",');
    expect(await services.boards.workspaceTally(members.owner, workspace)).toMatchObject([
      { provider: 'fal', model: 'flux-2', made: 1, chosen: 2, cost: 0.04 },
    ]);
    await expect(services.boards.workspaceTally(members.writer, workspace)).rejects.toMatchObject({
      code: 'forbidden',
    });

    await deleteProject(database.db, project);
    await expect(record()).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/^Not recorded here:/) as unknown,
    });
    expect(await row()).toContain('yes,not recorded,,fal,trainedAlgorithmicMedia,not recorded,,');
    await container.drain();
  });
});
