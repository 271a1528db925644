import { describe, expect, test } from 'vitest';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { fdxFile as file } from '#tests/builders/fdx-file.ts';
import { keptLayout, layoutOf, parseFdx, writeFdx } from './index.ts';

/** What a writer sees of each element. */
const brief = (content: string) =>
  parseFdx(file(content)).screenplay.elements.map((element) => `${element.type}: ${element.text}`);

describe('the rest of a file', () => {
  test('parts, attributes and comments come back in their order, foreign names too', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" TemplateType="Stage" Version="4" xmlns:e="urn:e">

  <e:Before a="&quot;&amp;&#10;"/>

  <Content>
    <!-- first -->
    <Paragraph Bookmark="x" LeftIndent="1.00" Type="Action">
      <Text Font="Arial" TagNumber="3">a</Text>
      <Tabstops><Tabstop Position="4.50"/></Tabstops>
    </Paragraph>
    <Unknown><Deep>kept</Deep></Unknown>
  </Content>

  <SmartType>
    <Characters>
      <Character>ZOË</Character>
    </Characters>
  </SmartType>

  <!-- last -->

</FinalDraft>
`;
    expect(writeFdx(parseFdx(xml).screenplay)).toBe(xml);
  });

  test('a script from elsewhere gets Final Draft’s page', () => {
    const { layout, diagnostics } = parseFdx(
      writeFdx({ titlePage: {}, elements: [{ type: 'action', text: 'Rain.' }] }),
    );
    expect(diagnostics).toEqual([]);
    expect(layout).toMatchObject({
      paper: { width: 8.5, height: 11 },
      margins: { top: 72, bottom: 72 },
      breaksAtSentences: true,
      dialogueBreaks: { more: '(MORE)', continued: "(CONT'D)", bottomOfPage: true },
      sceneBreaks: { bottomOfPage: false },
    });
    expect(layout.styles['Dialogue']).toMatchObject({ leftIndent: 2.5, rightIndent: 6, spaceBefore: 0 });
    expect(layout.styles['Parenthetical']).toMatchObject({ firstIndent: -0.1 });
  });

  test('what a file says of its page and of one paragraph is there as data, also once it has been stored', () => {
    const xml = file(
      '<Paragraph Type="Action" LeftIndent="2.00" SpaceBefore="24"><Text>a</Text></Paragraph>',
      '<PageLayout TopMargin="80" DocumentLeading="Tight"><PageSize Height="11.69" Width="8.26"/></PageLayout>' +
        '<ElementSettings Type="Shot"><FontSpec Style="Bold+AllCaps"/><ParagraphSpec Alignment="Right" Spacing="1.5"/><Behavior PaginateAs="Action"/></ElementSettings>',
    );
    const { screenplay, layout } = parseFdx(xml);
    expect(layout).toEqual({
      paper: { width: 8.26, height: 11.69 },
      margins: { top: 80 },
      leading: 'Tight',
      styles: {
        Shot: {
          ...{ alignment: 'right', spacing: 1.5, paginateAs: 'Action' },
          ...{ bold: true, italic: false, underline: false, allCaps: true, hidden: false },
        },
      },
    });
    expect(layoutOf(screenplay.kept)).toEqual(layout);
    expect(layoutOf(keptLayout(layout))).toEqual(layout);
    expect(screenplay.elements[0]?.layout).toEqual({ leftIndent: 2, spaceBefore: 24 });
  });

  test('header and footer are read, and written from a project as they were', () => {
    const xml = file(
      '<Paragraph Type="Action"><Text>a</Text></Paragraph>',
      '<HeaderAndFooter FooterFirstPage="No" FooterVisible="Yes" HeaderFirstPage="Yes" HeaderVisible="Yes"><Header>' +
        '<Paragraph Alignment="Left" LeftIndent="1.25" RightIndent="-1.00"><Text Style="Bold">THE &amp; TIDE&#9;</Text>' +
        '<DynamicLabel Type="Page #"/><Text>.</Text><Tabstops><Tabstop Position="7.25" Type="Right"/></Tabstops></Paragraph>' +
        '</Header><Footer><Paragraph Alignment="Center"><DynamicLabel Style="Italic" Type="Date"/></Paragraph></Footer></HeaderAndFooter>',
    );
    const { layout } = parseFdx(xml);
    expect([layout.header, layout.footer]).toEqual([
      {
        ...{ visible: true, onFirstPage: true },
        lines: [
          {
            parts: [{ text: 'THE & TIDE\t', styles: ['bold'] }, { label: 'Page #' }, { text: '.' }],
            ...{ alignment: 'left', leftIndent: 1.25, rightIndent: -1 },
            tabs: [{ position: 7.25, alignment: 'right' }],
          },
        ],
      },
      {
        ...{ visible: true, onFirstPage: false },
        lines: [{ parts: [{ label: 'Date', styles: ['italic'] }], alignment: 'center' }],
      },
    ]);
    expect(layoutOf(keptLayout(layout))).toEqual(layout);
  });

  test('a header that is the page’s number alone says nothing', () => {
    expect(parseFdx(writeFdx({ titlePage: {}, elements: [] })).layout.header).toEqual({
      visible: true,
      onFirstPage: false,
    });
  });

  test('what was kept and has been spoilt since is left out, and the file stays one', () => {
    const spoilt: ScriptParagraph = {
      type: 'scene_heading',
      text: 'INT. BAR',
      runs: [{ from: 0, to: 4, kept: { fdx: { attributes: { Font: 'x', 'a b': 'y' }, note: 3 } } }],
      kept: { fdx: { attributes: 'none', parts: [[0, '</Paragraph><Evil>'], 7], after: ['<a'], dual: '<b/>' } },
    };
    const elements = [spoilt, { type: 'note', text: 'n', kept: { fdx: { note: '<c></d>' } } } as const];
    const xml = writeFdx({
      titlePage: {},
      elements,
      kept: { fdx: { parts: ['', '</FinalDraft>', 5], attributes: [] } },
    });
    const { screenplay, diagnostics } = parseFdx(xml);
    expect(diagnostics).toEqual([]);
    expect(screenplay.elements.map(({ text }) => text)).toEqual(['INT. BAR', 'n']);
    expect(xml).toContain('<Text Font="x">INT.</Text>');
  });
});

describe('files that are not what they should be', () => {
  test.each([
    ['', 1, 'not XML'],
    ['INT. BAR - DAY', 1, 'not XML'],
    ['<html><body/></html>', 1, 'no Final Draft script'],
  ])('%j is refused', (text, line, message) => {
    const { screenplay, diagnostics } = parseFdx(text);
    expect(screenplay.elements).toEqual([]);
    expect(diagnostics).toContainEqual({ line, message: expect.stringContaining(message) as string, fatal: true });
  });

  test('a byte order mark and Windows line ends make no difference', () => {
    const xml = file('\n<Paragraph Type="Action">\n<Text>Zoë –\nЖ</Text>\n</Paragraph>\n');
    expect(parseFdx(`\uFEFF${xml.replace(/\n/g, '\r\n')}`).screenplay).toEqual(parseFdx(xml).screenplay);
    expect(parseFdx(xml.replace(/\n/g, '\r')).screenplay).toEqual(parseFdx(xml).screenplay);
  });

  test('a file cut short is read up to there, with the line', () => {
    const { screenplay, diagnostics } = parseFdx(
      '<FinalDraft><Content>\n<Paragraph Type="Action"><Text>One.</Text></Paragraph>\n<Paragraph Type="Action"><Text>Tw',
    );
    expect(screenplay.elements.map(({ text }) => text)).toEqual(['One.', 'Tw']);
    expect(diagnostics[0]).toMatchObject({ line: 3, message: expect.stringContaining('unclosed') as string });
  });

  test('an ampersand or a bracket that nobody escaped is text, and is told of once', () => {
    const { screenplay, diagnostics } = parseFdx(
      file(`<!-- a & b -->
<Paragraph Type="Character" Own="R&D"><Text>Q & A</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>I <3 &amp;, 1 < 2 && <![CDATA[a & b]]></Text></Paragraph>`),
    );
    expect(screenplay.elements.map(({ text }) => text)).toEqual(['Q & A', 'I <3 &, 1 < 2 && a & b']);
    expect(writeFdx(screenplay)).toContain('Own="R&amp;D"');
    expect(writeFdx(screenplay)).toContain('<!-- a & b -->');
    expect(diagnostics).toEqual([
      { line: 2, message: expect.stringContaining('&amp;') as string },
      { line: 3, message: expect.stringContaining('&lt;') as string },
    ]);
    expect(parseFdx(file('&'.repeat(1_000_000))).diagnostics).toContainEqual(expect.objectContaining({ fatal: true }));
  });

  test('entities of a DOCTYPE are not expanded, and nothing is fetched', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${file(
      '<Paragraph Type="Action"><Text>&b;&f;&amp;&#65;</Text></Paragraph>',
    ).replace(/^<\?xml.*?\?>/, '')}`;
    const { screenplay, diagnostics } = parseFdx(bomb);
    expect(screenplay.elements[0]?.text).toBe('&b;&f;&A');
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain('DOCTYPE');
  });

  test('nesting and numbers that no script has end the reading', () => {
    const deep = parseFdx(file('<Paragraph>'.repeat(100_000)));
    expect(deep.diagnostics).toContainEqual(expect.objectContaining({ fatal: true }) as object);
    const many = parseFdx(file('<Paragraph/>'.repeat(200_001)));
    expect(many.diagnostics).toContainEqual(expect.objectContaining({ fatal: true }) as object);
  });

  test('words without a Text around them are not lost', () => {
    expect(brief('<Paragraph Type="Action">Rain. <Text>Snow.</Text></Paragraph>')).toEqual(['action: Rain. Snow.']);
  });
});
