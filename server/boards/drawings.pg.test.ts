import sharp from 'sharp';
import { expect, test } from 'vitest';
import { unzipSync } from 'fflate';
import {
  EDIT,
  addPanel,
  appendScript,
  loadSketch,
  projectDocument,
  putMarks,
  readDrawing,
  sketchDocument,
  updatePanel,
} from '#shared/collab/index.ts';
import type { Mark } from '#shared/drawing/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { Container } from '#server/container.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform, type TestPlatform } from '#tests/factories/platform.ts';
import { makeTeam, type TestActor } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

const LINE = [[{ x: 0, y: 0, pressure: 1 }]];
const at = (x: number, y: number) => ({ x, y, pressure: 1 });
const mark = (tool: Mark['tool'], colour: number, turn: number, lines: Mark['lines']): Mark => ({
  ...{ tool, colour, width: 0.1, opacity: 1, layer: 0, turn, lines },
});

/** Two panels of a new scene. */
function boarded(container: Container, { newId }: TestPlatform, { userId }: TestActor, project: ProjectId) {
  return container.documents.edit(projectDocument(project), userId, EDIT, (doc) => {
    const [scene] = appendScript(doc, [{ type: 'scene_heading', text: 'INT. ROOM - DAY' }], newId);
    const panel = (order: string) => addPanel(doc, { anchors: [must(scene)], order }, newId);
    return [panel('aV'), panel('aW')] as const;
  });
}

async function setUp(database: TestDatabase) {
  const platform = testPlatform();
  const container = await makeContainer(database, platform);
  const { workspace, members, outsider } = await makeTeam(database.db, platform);
  const project = await container.services.projects.create(members.owner, workspace, 'A film');
  const [panel, other] = await boarded(container, platform, members.director, project);
  return {
    container,
    platform,
    workspace,
    members,
    outsider,
    project,
    panel,
    other,
    drawings: container.services.drawings,
  };
}

async function pixel(png: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const place = (Math.round(y * info.height) * info.width + Math.round(x * info.width)) * 4;
  return [...data.subarray(place, place + 4)];
}

onEachDatabase('drawings', (open) => {
  test('whoever begins first makes the drawing, and both who begin at once have the same one', async () => {
    const { container, members, project, panel, drawings } = await setUp(await open());
    expect(await drawings.open(members.viewer, project, panel)).toBeNull();
    const both = await Promise.all([
      drawings.start(members.director, project, panel),
      drawings.start(members.writer, project, panel),
    ]);
    expect(both[0]).toMatchObject({ name: sketchDocument(project, panel), epoch: 1 });
    expect(both[1]).toEqual(both[0]);
    expect(await drawings.open(members.viewer, project, panel)).toEqual(both[0]);
    await container.drain();
  });

  test('a viewer begins none, and nobody learns of one in a film without a seat', async () => {
    const { container, members, project, panel, drawings } = await setUp(await open());
    for (const role of ['viewer', 'producer'] as const)
      await expect(drawings.start(members[role], project, panel)).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = 'project00000none' as ProjectId;
    await expect(drawings.open(members.writer, elsewhere, panel)).rejects.toMatchObject({ code: 'not_found' });
    expect(await drawings.open(members.writer, project, panel)).toBeNull();
    await container.drain();
  });

  test('the picture of a drawing is what was drawn, in its order, with what was rubbed out gone', async () => {
    const { container, members, project, panel, drawings } = await setUp(await open());
    const size = { width: 320, aspectRatio: 16 / 9 } as const;
    await expect(drawings.picture(members.viewer, project, panel, size)).rejects.toMatchObject({ code: 'not_found' });
    const { name } = await drawings.start(members.director, project, panel);
    await container.documents.edit(name, members.director.userId, EDIT, (doc) =>
      putMarks(doc, [
        ['a', mark('marker', 5, 1, [[at(-0.8, 0), at(0.8, 0)]])],
        ['b', mark('eraser', 0, 2, [[at(0, -0.3), at(0, 0.3)]])],
        ['c', mark('fill', 6, 3, [[at(0.4, -0.5), at(0.6, -0.5), at(0.6, 0.5), at(0.4, 0.5)]])],
      ]),
    );
    const png = await drawings.picture(members.viewer, project, panel, size);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 320, height: 180, hasAlpha: true });
    expect(await pixel(png, 0.2, 0.5)).toEqual([0xc2, 0x32, 0x1f, 255]);
    expect(await pixel(png, 0.5 + 0.5 / (16 / 9), 0.5)).toEqual([0x1f, 0x5f, 0xae, 255]);
    for (const [x, y] of [
      [0.5, 0.5],
      [0.2, 0.2],
    ] as const)
      // prettier-ignore
      expect((await pixel(png, x, y))[3]).toBe(0);
    expect(await drawings.picture(members.director, project, panel, size)).toBe(png);
    await container.drain();
  });

  test('pictures that go out have the drawing on them; a panel with nothing but a drawing is paper with it', async () => {
    const { container, members, project, panel, other, drawings } = await setUp(await open());
    const by = members.director.userId;
    await container.documents.edit(projectDocument(project), by, EDIT, (doc) => updatePanel(doc, panel, { drawn: 1 }));
    const { name } = await drawings.start(members.director, project, panel);
    await container.documents.edit(name, by, EDIT, (doc) =>
      putMarks(doc, [['a', mark('marker', 8, 1, [[at(-0.8, 0), at(0.8, 0)]])]]),
    );
    // The number may be there without the drawing, whoever wrote it: what is there goes out all the same.
    await container.documents.edit(projectDocument(project), by, EDIT, (doc) => updatePanel(doc, other, { drawn: 7 }));
    const { bytes } = await container.services.boards.pictures(members.viewer, project, { prompts: false });
    const files = unzipSync(new Uint8Array(await new Response(bytes as ReadableStream<Uint8Array>).arrayBuffer()));
    const [path] = Object.keys(files);
    expect(Object.keys(files)).toHaveLength(1);
    expect(path).toMatch(/2A\.png$/);
    const png = must(Object.values(files)[0]);
    expect(await pixel(png, 0.5, 0.5)).toEqual([0x2f, 0x7d, 0x4f, 255]);
    expect(await pixel(png, 0.5, 0.1)).toEqual([255, 255, 255, 255]);
    const sheets = await container.services.boards.sheets(members.viewer, project, {
      layout: { ...{ paper: 'a4', landscape: true, kind: 'grid' }, columns: 2, rows: 2, sceneBreaks: false },
      ...{ fields: [], labels: true, scenes: null, footer: '' },
    });
    expect((sheets.bytes as Uint8Array).length).toBeGreaterThan(1000);
    await container.drain();
  });

  test('a drawing is copied to panels here and in another film, once; what is drawn there already stays', async () => {
    const { container, platform, workspace, members, project, panel, other, drawings } = await setUp(await open());
    const { director } = members;
    const draw = (name: DocumentName, id: string) =>
      container.documents.edit(name, director.userId, EDIT, (doc) => putMarks(doc, [[id, mark('pen', 5, 1, LINE)]]));
    const marksOn = async (film: ProjectId, drawn: PanelId) => {
      const doc = loadSketch((await container.documents.read(sketchDocument(film, drawn))).state);
      return [...readDrawing(doc).marks.keys()];
    };
    const copies = [{ original: panel, panel: other }];
    expect(await drawings.copy(director, project, project, copies)).toEqual([]);
    await draw((await drawings.start(director, project, panel)).name, 'a');
    // Somebody opened it to draw at the same moment, and has drawn nothing yet.
    await drawings.start(members.writer, project, other);
    expect(await drawings.copy(director, project, project, copies)).toEqual([other]);
    expect(await marksOn(project, other)).toEqual(['a']);
    await draw(sketchDocument(project, other), 'b');
    expect(await drawings.copy(director, project, project, copies)).toEqual([other]);
    expect((await marksOn(project, other)).sort()).toEqual(['a', 'b']);

    const sequel = await container.services.projects.create(members.owner, workspace, 'The sequel');
    const [there] = await boarded(container, platform, director, sequel);
    const elsewhere = [{ original: panel, panel: there }, { original: panel, panel: 'panel0000000none' as PanelId }]; // prettier-ignore
    expect(await drawings.copy(director, sequel, project, elsewhere)).toEqual([there]);
    expect(await marksOn(sequel, there)).toEqual(['a']);
    await container.drain();
  });

  test('nobody copies a drawing out of a film that they may not see, or into one that they may not board', async () => {
    const { container, members, outsider, project, panel, other, drawings } = await setUp(await open());
    await drawings.start(members.director, project, panel);
    const copies = [{ original: panel, panel: other }];
    for (const [actor, code] of [
      [members.viewer, 'forbidden'],
      [outsider, 'not_found'],
      [null, 'unauthenticated'],
    ] as const)
      // prettier-ignore
      await expect(drawings.copy(actor, project, project, copies)).rejects.toMatchObject({ code });
    const elsewhere = 'project00000none' as ProjectId;
    await expect(drawings.copy(members.director, project, elsewhere, copies)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(drawings.start(members.director, project, 'panel0000000none' as PanelId)).rejects.toMatchObject({
      code: 'not_found',
    });
    await container.drain();
  });
});
