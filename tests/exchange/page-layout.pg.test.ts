import { expect, test } from 'vitest';
import { run } from '#server/cli/run.ts';
import {
  EDIT,
  loadState,
  projectDocument,
  readProjectState,
  writeSettings,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { parseFdx } from '#shared/formats/fdx/index.ts';
import { A4, linesPerPage, pageSettingsOf } from '#shared/pagination/index.ts';
import { compareProjects } from '#shared/revisions/index.ts';
import type { ScriptLayout } from '#shared/screenplay/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';

const scene = (number: number) => `
  <Paragraph Type="Scene Heading"><Text>INT. ROOM ${number} - DAY</Text></Paragraph>
  <Paragraph Type="Action"><Text>${'The rain goes on and on over the harbour. '.repeat(9)}</Text></Paragraph>
  <Paragraph Type="Character"><Text>ZOË</Text></Paragraph>
  <Paragraph Type="Dialogue"><Text>${'I said when the tide turns. '.repeat(12)}</Text></Paragraph>`;

/** A4 with margins, indents, spacing and words of its own, as Final Draft saves them. */
const FDX = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
<Content>${Array.from({ length: 20 }, (_, i) => scene(i + 1)).join('')}</Content>
<HeaderAndFooter FooterFirstPage="Yes" FooterVisible="No" HeaderFirstPage="Yes" HeaderVisible="Yes" StartingPage="3">
  <Header><Paragraph Alignment="Right" LeftIndent="0.50" RightIndent="-0.75"><Text Style="Bold">THE TIDE - </Text>
    <DynamicLabel Type="Page #"/></Paragraph></Header>
</HeaderAndFooter>
<PageLayout BottomMargin="90" BreakDialogueAndActionAtSentences="No" FooterMargin="36" HeaderMargin="40" TopMargin="80">
  <PageSize Height="11.69" Width="8.27"/>
</PageLayout>
<ElementSettings Type="Action"><FontSpec Style=""/>
  <ParagraphSpec Alignment="Left" FirstIndent="0.00" LeftIndent="1.75" RightIndent="6.50" SpaceBefore="12" Spacing="1.5"/>
  <Behavior PaginateAs="Action"/></ElementSettings>
<ElementSettings Type="Dialogue"><FontSpec Style="Italic"/>
  <ParagraphSpec LeftIndent="3.00" RightIndent="5.75"/><Behavior PaginateAs="Dialogue"/></ElementSettings>
<MoresAndContinueds>
  <DialogueBreaks BottomOfPage="Yes" DialogueBottom="(WEITER)" DialogueTop="(FORTS.)" TopOfNext="Yes"/>
  <SceneBreaks ContinuedNumber="Yes" SceneBottom="(GEHT WEITER)" SceneBottomOfPage="Yes" SceneTopOfNext="No"/>
</MoresAndContinueds>
<SceneNumberOptions LeftLocation="0.50" RightLocation="7.25" ShowNumbersOnLeft="Yes" ShowNumbersOnRight="No"/>
<TitlePage><Content><Paragraph Alignment="Center"><Text>The Tide Table</Text></Paragraph></Content></TitlePage>
</FinalDraft>`;

/** Paragraphs that stand otherwise than their styles, and in styles that Beatboard has no type for. */
const OWN = FDX.replace(
  '</Content>',
  `
  <Paragraph Type="New Act" StartsNewPage="No" Alignment="Right"><Text>ACT TWO</Text></Paragraph>
  <Paragraph Type="Letter Home" LeftIndent="3.25" RightIndent="5.50" SpaceBefore="24"><Text>Dear mother, ${'it rains. '.repeat(40)}</Text></Paragraph>
  <Paragraph Type="Action" FirstIndent="0.50" Spacing="2" Leading="Regular"><Text>${'She reads. '.repeat(30)}</Text></Paragraph>
  <Paragraph Type="Character" LeftIndent="4"><Text>ZOË</Text></Paragraph>
  <Paragraph Type="Dialogue" LeftIndent="2.00"><Text>One.</Text></Paragraph>
  <Paragraph Type="Dialogue" LeftIndent="2.00"><Text>Two.</Text></Paragraph></Content>
`.trim(),
).replace(
  '<ElementSettings',
  `<ElementSettings Type="New Act"><FontSpec Style="Bold"/><ParagraphSpec StartsNewPage="Yes"/></ElementSettings>
<ElementSettings Type="Letter Home"><FontSpec Style="Italic"/><ParagraphSpec LeftIndent="3.00" SpaceBefore="12"/></ElementSettings>
<ElementSettings`,
);

/** What the command line makes of the script. */
async function converted(fdx: string, to: string, ...options: readonly string[]): Promise<Uint8Array> {
  let made = new Uint8Array();
  const status = await run(['convert', ...options, 'a.fdx', `b.${to}`], {
    read: () => Promise.resolve(new TextEncoder().encode(fdx)),
    withFolder: () => Promise.reject(new Error('no folder')),
    write: (_, bytes) => Promise.resolve(void (made = Uint8Array.from(bytes))),
    print: () => {},
    complain: () => {},
    changedAt: () => Promise.resolve(new Date(0)),
    version: '1',
  });
  expect(status).toBe(0);
  return made;
}

function sheetsIn(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1');
  const sizes = [...text.matchAll(/\/MediaBox \[([^\]]+)\]/g)].map(([, size]) => size);
  return { pages: sizes.length, size: [...new Set(sizes)] };
}

const layoutIn = (fdx: Uint8Array): ScriptLayout => parseFdx(new TextDecoder().decode(fdx)).layout;

async function setUp(database: TestDatabase, fdx = FDX) {
  const platform = testPlatform();
  const container = await makeContainer(database, platform);
  const { workspace, members } = await makeTeam(database.db, platform);
  const { screenplays } = container.services;
  const file = { name: 'draft.fdx', bytes: new TextEncoder().encode(fdx) };
  const preview = await screenplays.preview(members.writer, workspace, file);
  const project = await screenplays.import(members.writer, workspace, file);
  const exported = async (format: 'fdx' | 'pdf') => (await screenplays.export(members.viewer, project, format)).bytes;
  const state = async () =>
    readProjectState(loadState((await container.documents.read(projectDocument(project))).state));
  const settings = (change: (doc: ProjectDoc) => void) =>
    container.documents.edit(projectDocument(project), members.writer.userId, EDIT, change);
  return { container, preview, exported, state, settings };
}

onEachDatabase('the page layout of an imported script', (open) => {
  test('pages, their size and the file that goes out are those that the command line makes of the same file', async () => {
    const { container, preview, exported, state } = await setUp(await open());
    const sheets = sheetsIn(await converted(FDX, 'pdf'));
    expect(sheets).toEqual({ pages: 1 + 12, size: ['0 0 595.44 841.68'] });
    expect(sheetsIn(await exported('pdf'))).toEqual(sheets);
    expect(preview.pages).toBe(12);
    const now = await state();
    expect(now.pageSetup.paper).toBe('a4');
    expect(compareProjects(now, now).counts.pages).toBe(12);
    expect(layoutIn(await exported('fdx'))).toEqual(layoutIn(await converted(FDX, 'fdx')));
    await container.drain();
  });

  test('single paragraphs stand in the project as in their file, and go out as they came in', async () => {
    const { container, preview, exported } = await setUp(await open(), OWN);
    expect(preview.losses.map(({ message }) => message)).toEqual([expect.stringContaining('of 1 paragraph.')]);
    expect(sheetsIn(await exported('pdf'))).toEqual(sheetsIn(await converted(OWN, 'pdf')));
    const said = (fdx: string) => parseFdx(fdx).screenplay.elements.map(({ kept: _kept, ...paragraph }) => paragraph);
    const written = new TextDecoder().decode(await exported('fdx'));
    expect(said(written)).toEqual(said(OWN));
    expect(written).toMatch(/<Paragraph [^>]*LeftIndent="3.25"[^>]*RightIndent="5.50"[^>]*Type="Letter Home"/);
    expect(written.match(/<Paragraph [^>]*LeftIndent="2.00"[^>]*Type="Dialogue"/g)).toHaveLength(2);
    await container.drain();
  });

  test('another paper takes the place of the file’s, and all else of its layout stays', async () => {
    const { container, exported, settings } = await setUp(await open());
    await settings((doc) => writeSettings(doc, { paper: 'letter' }));
    const sheets = sheetsIn(await converted(FDX, 'pdf', '--paper', 'letter'));
    expect(sheets.size).toEqual(['0 0 612 792']);
    expect(sheetsIn(await exported('pdf'))).toEqual(sheets);
    const { paper, margins, ...rest } = layoutIn(await exported('fdx'));
    const { paper: _paper, margins: _margins, ...stated } = layoutIn(await converted(FDX, 'fdx'));
    expect([paper, margins]).toEqual([
      { width: 8.5, height: 11 },
      { top: 72, bottom: 72, header: 36, footer: 36 },
    ]);
    expect(rest).toEqual(stated);
    await container.drain();
  });

  test('a layout that is none gives the standard page', async () => {
    const { container, exported, settings, state } = await setUp(await open());
    await settings((doc) => {
      doc.getMap('settings').set('layout', { paper: 'huge', styles: [null], margins: { top: 1e9 } });
    });
    expect((await state()).pageSetup).toEqual({ paper: 'a4', layout: null });
    expect(sheetsIn(await exported('pdf'))).toEqual({ pages: 9, size: ['0 0 595.28 841.89'] });
    const { elements, ...page } = pageSettingsOf({ paper: 'a4', layout: layoutIn(await exported('fdx')) });
    expect(elements).toEqual(A4.elements);
    expect(linesPerPage({ elements, ...page })).toBe(linesPerPage(A4));
    await container.drain();
  });
});
