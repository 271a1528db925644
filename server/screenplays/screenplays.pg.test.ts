import { expect, test } from 'vitest';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';

const SCRIPT = `Title: _**The Tide Table**_
Author: A. Writer

FADE IN:

EXT. HARBOUR - NIGHT #12A#

Rain. A *lamp* swings. ZOË waits.

ZOË
(quiet)
You said midnight.

HENRIK (O.S.) ^
I said when the tide turns.

CUT TO:
`;

async function setUp(database: TestDatabase) {
  const platform = testPlatform();
  const container = await makeContainer(database, platform);
  const { workspace, members } = await makeTeam(database.db, platform);
  const { screenplays, projects } = container.services;
  const importBytes = (name: string, bytes: Uint8Array) =>
    screenplays.import(members.writer, workspace, { name, bytes });
  const importText = (name: string, text: string) => importBytes(name, new TextEncoder().encode(text));
  const list = () => projects.list(members.writer, workspace);
  return { container, screenplays, projects, workspace, members, importBytes, importText, list };
}

const contentOf = (text: string): readonly ScriptParagraph[] => parseFountain(text).screenplay.elements;

onEachDatabase('scripts as files', (open) => {
  test('an imported script is a project under its own title and goes out with the same elements', async () => {
    const { container, screenplays, projects, members, importText, list } = await setUp(await open());
    const project = await importText('draft 3.fountain', SCRIPT);
    expect((await projects.open(members.viewer, project)).title).toBe('The Tide Table');
    expect(await list()).toMatchObject([{ id: project, title: 'The Tide Table' }]);
    const { filename, bytes } = await screenplays.export(members.viewer, project, 'fountain');
    expect(filename).toBe('The Tide Table.fountain');
    const text = new TextDecoder().decode(bytes);
    expect(contentOf(text)).toEqual(contentOf(SCRIPT));
    expect(parseFountain(text).screenplay.titlePage).toEqual(parseFountain(SCRIPT).screenplay.titlePage);
    await container.drain();
  });

  test('a script goes out as PDF, printed at the time of the export', async () => {
    const { container, screenplays, members, importText } = await setUp(await open());
    const project = await importText('draft.fountain', SCRIPT);
    const { filename, mime, bytes } = await screenplays.export(members.viewer, project, 'pdf');
    expect([filename, mime]).toEqual(['The Tide Table.pdf', 'application/pdf']);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text.match(/\/Type \/Page\n/g)?.length).toBe(2);
    await container.drain();
  });

  test('a script without a title page is called by its file, and a bad name can’t leave the folder', async () => {
    const { container, screenplays, members, importText } = await setUp(await open());
    const project = await importText('../a: "draft"?.fountain', 'INT. ROOM - DAY\n\nA chair.\n');
    const { filename } = await screenplays.export(members.writer, project, 'fountain');
    expect(filename).toBe('a draft.fountain');
    await container.drain();
  });

  test('a file is shown before it is taken, and nothing is kept of it', async () => {
    const { container, screenplays, workspace, members, list } = await setUp(await open());
    const bytes = new TextEncoder().encode(SCRIPT);
    const preview = await screenplays.preview(members.writer, workspace, { name: 'draft 3.txt', bytes });
    expect(preview).toMatchObject({
      ...{ title: 'The Tide Table', format: 'fountain', pages: 1, scenes: 1, noteCount: 0, losses: [] },
      characters: ['ZOË', 'HENRIK'],
    });
    expect(await list()).toEqual([]);
    await container.drain();
  });

  test('what was not understood is told with its line, and what a project can’t keep by its kind', async () => {
    const { container, screenplays, workspace, members } = await setUp(await open());
    const fdx = `<?xml version="1.0"?>
<!DOCTYPE FinalDraft><FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Action"><Text Style="Strikeout">Gone</Text></Paragraph>
<Paragraph Type="Action"><Text>B</Text></Paragraph></Content></FinalDraft>`;
    const file = { name: 'draft.fdx', bytes: new TextEncoder().encode(fdx) };
    const { notes, losses, paragraphs } = await screenplays.preview(members.writer, workspace, file);
    expect(paragraphs).toBe(2);
    expect(notes).toEqual([{ line: 2, message: expect.stringContaining('DOCTYPE') as string }]);
    expect(losses).toMatchObject([{ message: expect.stringContaining('Struck out words') as string }]);
    await container.drain();
  });

  test('a script goes out in every format, and what comes back from the text is the same', async () => {
    const { container, screenplays, members, workspace, importText } = await setUp(await open());
    const project = await importText('draft.fountain', SCRIPT);
    const said = async (format: 'fountain' | 'fdx' | 'json') => {
      const { filename, bytes } = await screenplays.export(members.viewer, project, format);
      expect(filename).toBe(`The Tide Table.${format}`);
      const { paragraphs } = await screenplays.preview(members.writer, workspace, { name: filename, bytes });
      return paragraphs;
    };
    expect([await said('fountain'), await said('fdx'), await said('json')]).toEqual([9, 9, 9]);
    const choices = await screenplays.exportChoices(members.viewer, project);
    expect(choices.map(({ format, losses }) => [format, losses.length])).toEqual([
      ['fountain', 0],
      ['fdx', 0],
      ['pdf', 0],
      ['json', 1],
    ]);
    await container.drain();
  });

  test('other encodings are read, and a truncated file gives what is there', async () => {
    const { container, screenplays, members, importBytes } = await setUp(await open());
    const scene = 'INT. CAFÉ - DAY\n\nZoë sits.\n\nZOË\nAlors';
    const encodings = {
      latin1: Buffer.from(scene, 'latin1'),
      utf16: Buffer.from(`\uFEFF${scene}`, 'utf16le'),
      'utf8 cut in a character': Buffer.concat([Buffer.from(scene), Buffer.from([0xc3])]),
    };
    for (const [name, bytes] of Object.entries(encodings)) {
      const project = await importBytes(`${name}.fountain`, bytes);
      const text = new TextDecoder().decode((await screenplays.export(members.writer, project, 'fountain')).bytes);
      expect(contentOf(text), name).toEqual(contentOf(scene));
    }
    await container.drain();
  });

  test('what is no script is refused with its name and the reason, and leaves nothing behind', async () => {
    const { container, importBytes, list } = await setUp(await open());
    const refusals: [string, Uint8Array, string][] = [
      ['still.png', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), 'not a text'],
      ['noise.fountain', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251), 'not a text'],
      ['cyrillic.fountain', Uint8Array.from({ length: 300 }, (_, i) => 0xc0 + (i % 32)), 'UTF-8, UTF-16 or Latin-1'],
      ['empty.fountain', new Uint8Array(0), 'empty'],
      ['blank.fountain', Buffer.from('\n \n'), 'empty'],
    ];
    for (const [name, bytes, reason] of refusals) {
      const refusal = await importBytes(name, bytes).catch((error: unknown) => error);
      expect(refusal, name).toMatchObject({ code: 'unsupported_file' });
      expect((refusal as Error).message).toContain(reason);
      expect((refusal as Error).message).toContain(name);
    }
    const large = await importBytes('large.fountain', Buffer.alloc(20 * 1024 * 1024 + 1, 'a')).catch(
      (error: unknown) => error,
    );
    expect(large).toMatchObject({ code: 'too_large' });
    const long = await importBytes('long.fountain', Buffer.from('A line.\n\n'.repeat(30_001))).catch(
      (error: unknown) => error,
    );
    expect(long).toMatchObject({ code: 'too_large', message: expect.stringContaining('30,001') as string });
    expect(await list()).toEqual([]);
    await container.drain();
  });

  test('a new project opens on its title and one empty scene heading', async () => {
    const { container, screenplays, projects, members, workspace } = await setUp(await open());
    const project = await projects.create(members.writer, workspace, ' The  Lamp ');
    const session = await projects.open(members.director, project);
    expect(session).toMatchObject({
      title: 'The  Lamp',
      standing: { role: 'director' },
      document: { name: project, epoch: 1, schemaVersion: SCHEMA_VERSION },
    });
    expect(session.people.map((person) => person.name).sort()).toEqual([
      'director',
      'owner',
      'producer',
      'viewer',
      'writer',
    ]);
    const { bytes } = await screenplays.export(members.writer, project, 'fountain');
    expect(new TextDecoder().decode(bytes)).toBe('Title: The  Lamp\n');
    await expect(projects.create(members.writer, workspace, '')).rejects.toMatchObject({ code: 'invalid_input' });
    await container.drain();
  });
});
