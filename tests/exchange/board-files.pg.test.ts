import { expect, test } from 'vitest';
import { addPanel, loadState, projectDocument, readScript } from '#shared/collab/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { SHEET_FIELDS } from '#shared/storyboard/index.ts';
import { readPdf } from '#tests/setup/read-pdf.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import type { SheetChoices, ShotListChoices } from '#server/context.ts';

const SCRIPT = `EXT. HARBOUR - NIGHT

Rain on the LAMP.

ZOË
Ты здесь?

INT. CABIN - DAY

She sleeps.

EXT. HARBOUR - DAY

Gulls.
`;

const CHOICES: SheetChoices = {
  layout: { paper: 'a4', landscape: true, kind: 'grid', columns: 2, rows: 1, sceneBreaks: true },
  ...{ fields: SHEET_FIELDS.map(({ name }) => name), labels: true, scenes: null, footer: '' },
};

const LIST: ShotListChoices = { format: 'csv', order: 'script', columns: null, paper: 'a4' };

async function setUp(database: TestDatabase) {
  const platform = testPlatform();
  const { newId } = platform;
  const container = await makeContainer(database, platform);
  const { workspace, members } = await makeTeam(database.db, platform);
  const { screenplays, boards } = container.services;
  const file = { name: 'a.fountain', bytes: new TextEncoder().encode(SCRIPT) };
  const project = await screenplays.import(members.writer, workspace, file);
  const { state } = await container.documents.read(projectDocument(project));
  const elements = readScript(loadState(state));
  const anchor = (words: string) => elements.find(({ text }) => text.includes(words))!.id;
  const edit = { kind: 'edit' } as const;
  await container.documents.edit(projectDocument(project), members.director.userId, edit, (doc): PanelId[] => [
    addPanel(doc, { anchors: [anchor('LAMP')], order: 'aV', caption: 'Wide', shot: { size: 'EWS' } }, newId),
    addPanel(doc, { anchors: [anchor('Ты')], order: 'aW', shot: { size: 'CU', subject: '=1+1' } }, newId),
    addPanel(doc, { anchors: [anchor('sleeps')], order: 'aV' }, newId),
    addPanel(doc, { anchors: [anchor('Gulls')], order: 'aV', shot: { name: 'Gull unit' } }, newId),
  ]);
  return { container, boards, project, members };
}

onEachDatabase('boards as files', (open) => {
  test('sheets tell each panel, scene by scene; who is not of the team gets none', async () => {
    const { container, boards, project, members } = await setUp(await open());
    const { filename, bytes } = await boards.sheets(members.viewer, project, CHOICES);
    expect(filename).toBe('a storyboard.pdf');
    const sheets = readPdf(bytes as Uint8Array, 595.28).map((pieces) => pieces.map(({ text }) => text).join(' '));
    expect(sheets).toHaveLength(3);
    for (const words of ['1A', 'EWS · 35 mm · 2.0 s', 'Wide', 'EXT. HARBOUR - NIGHT', '4 panels · 8 s'])
      expect(sheets[0]).toContain(words);
    expect(sheets[0]).toMatch(/Ты\s+здесь/);
    expect(sheets[2]).toContain('Gull unit');
    await expect(boards.sheets(members.viewer, project, { ...CHOICES, scenes: [] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(boards.sheets(null, project, CHOICES)).rejects.toMatchObject({ code: 'unauthenticated' });
    await container.drain();
  });

  test('a shot list has a row for each setup, and in shooting order what is at one place stands together', async () => {
    const { container, boards, project, members } = await setUp(await open());
    const setups = async (order: 'script' | 'shooting') => {
      const { bytes } = await boards.shotList(members.producer, project, { ...LIST, order });
      const [, ...rows] = new TextDecoder()
        .decode(bytes as Uint8Array)
        .trim()
        .split('\r\n');
      return rows.map((row) => row.split(',')[1]);
    };
    expect(await setups('script')).toEqual(['1A', '1B', '2A', 'Gull unit']);
    expect(await setups('shooting')).toEqual(['Gull unit', '1A', '1B', '2A']);
    const { bytes } = await boards.shotList(members.producer, project, LIST);
    expect(new TextDecoder().decode(bytes as Uint8Array)).toContain(`,'=1+1,`);
    await container.drain();
  });

  test('a printed shot list has the chosen columns and no other, and who is not of the team gets none', async () => {
    const { container, boards, project, members } = await setUp(await open());
    const choices: ShotListChoices = { ...LIST, format: 'pdf', columns: ['setup', 'subject'] };
    const { filename, mime, bytes } = await boards.shotList(members.producer, project, choices);
    expect([filename, mime]).toEqual(['a shot list.pdf', 'application/pdf']);
    const [sheet = []] = readPdf(bytes as Uint8Array, 842);
    const words = sheet.map(({ text }) => text).join(' ');
    for (const said of ['a', 'Script order · 4 setups', 'Setup', 'Description', '1A', 'Wide', 'Gull unit', '1 / 1'])
      expect(words).toContain(said);
    expect(words).not.toContain('Lens');
    await expect(boards.shotList(null, project, choices)).rejects.toMatchObject({ code: 'unauthenticated' });
    await container.drain();
  });
});
