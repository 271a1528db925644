import { expect, test } from 'vitest';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

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
    const { project, notes } = await importText('draft 3.fountain', SCRIPT);
    expect(notes).toEqual([]);
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
    const { project } = await importText('draft.fountain', SCRIPT);
    const { filename, mime, bytes } = await screenplays.export(members.viewer, project, 'pdf');
    expect([filename, mime]).toEqual(['The Tide Table.pdf', 'application/pdf']);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text.match(/\/Type \/Page\n/g)?.length).toBe(2);
    await container.drain();
  });

  test('a script without a title page is called by its file, and a bad name can’t leave the folder', async () => {
    const { container, screenplays, members, importText } = await setUp(await open());
    const { project } = await importText('../a: "draft"?.fountain', 'INT. ROOM - DAY\n\nA chair.\n');
    const { filename } = await screenplays.export(members.writer, project, 'fountain');
    expect(filename).toBe('a draft.fountain');
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
      const { project } = await importBytes(`${name}.fountain`, bytes);
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
      document: { name: project, epoch: 1, schemaVersion: 1 },
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
