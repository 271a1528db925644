import { describe, expect, test } from 'vitest';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { keptLayout, layoutOf, parseFdx, writeFdx } from './index.ts';

const file = (content: string, rest = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><FinalDraft DocumentType="Script" Version="5"><Content>${content}</Content>${rest}</FinalDraft>`;
const read = (content: string) => parseFdx(file(content)).screenplay.elements;
/** What a writer sees of each element. */
const brief = (content: string) => read(content).map((element) => `${element.type}: ${element.text}`);
const write = (...elements: ScriptParagraph[]) => writeFdx({ titlePage: {}, elements });
/** The content of a written file, on one line. */
const contentOf = (xml: string) => (/<Content>(.*)<\/Content>/s.exec(xml)?.[1] ?? '').replace(/\n */g, '');

describe('paragraphs', () => {
  test('each type by its name, and any other as a general one that keeps its name', () => {
    const types = ['Scene Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Transition', 'Shot', 'Lyrics'];
    const content = [...types, 'General', 'New Act', 'Act&amp;Scene Break']
      .map((type) => `<Paragraph Type="${type}"><Text>x</Text></Paragraph>`)
      .join('');
    expect(read(content).map(({ type, style }) => [type, style])).toEqual([
      ...['scene_heading', 'action', 'character', 'parenthetical', 'dialogue', 'transition', 'shot', 'lyrics'].map(
        (type) => [type, undefined],
      ),
      ['general', undefined],
      ['general', 'New Act'],
      ['general', 'Act&Scene Break'],
    ]);
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('a type that Final Draft does not have is told once, with its line', () => {
    const { diagnostics } = parseFdx(file('\n<Paragraph Type="Aside"/>\n<Paragraph Type="Aside"/>'));
    expect(diagnostics).toEqual([{ line: 2, message: expect.stringContaining('Aside') as string }]);
    expect(parseFdx(file('<Paragraph Type="End of Act"/>')).diagnostics).toEqual([]);
  });

  test('a paragraph changed into another type goes out as that', () => {
    const [act] = read('<Paragraph Type="New Act"><Text>ACT ONE</Text></Paragraph>');
    expect(contentOf(write({ ...act!, type: 'action' }))).toContain('<Paragraph Type="Action">');
  });

  test('no heading at the start, empty paragraphs, a paragraph without a type: nothing is lost', () => {
    const content =
      '<Paragraph Type="Action"><Text>FADE IN:</Text></Paragraph><Paragraph Type="General"/>' +
      '<Paragraph><Text>x</Text></Paragraph><Paragraph Type="Action"><Text/></Paragraph>';
    expect(brief(content)).toEqual(['action: FADE IN:', 'general: ', 'general: x', 'action: ']);
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('scene numbers, and numbers of what is no scene', () => {
    const content =
      '<Paragraph Number="12A" Type="Scene Heading"><Text>INT. BAR</Text></Paragraph>' +
      '<Paragraph Number="3" Type="Shot"><Text>CLOSE</Text></Paragraph>';
    expect(read(content)[0]).toMatchObject({ number: '12A' });
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('centred action is centred text', () => {
    const content = '<Paragraph Alignment="Center" Type="Action"><Text>THE END</Text></Paragraph>';
    expect(read(content)).toEqual([{ type: 'centered', text: 'THE END' }]);
    expect(contentOf(write({ type: 'centered', text: 'THE END' }))).toBe(content);
  });

  test('a page break is an attribute of what follows, or a paragraph where nothing follows', () => {
    const content =
      '<Paragraph Type="Action"><Text>a</Text></Paragraph>' +
      '<Paragraph StartsNewPage="Yes" Type="Action"><Text>b</Text></Paragraph>' +
      '<Paragraph StartsNewPage="Yes" Type="General"/>';
    expect(brief(content)).toEqual(['action: a', 'page_break: ', 'action: b', 'page_break: ']);
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('outline paragraphs are sections, synopses and notes: shown, never printed', () => {
    const list: ScriptParagraph[] = [
      { type: 'section', text: 'Act one', level: 1 },
      { type: 'synopsis', text: 'They meet.' },
      { type: 'section', text: 'Beat', level: 3 },
    ];
    const xml = write(...list);
    expect(parseFdx(xml).screenplay.elements).toEqual(list);
    expect(parseFdx(xml).layout.styles['Outline 3']?.hidden).toBe(true);
  });
});

describe('text', () => {
  test('text split over runs with revisions is one text, each run with its revision', () => {
    const content =
      '<Paragraph Type="Action"><Text>He </Text><Text RevisionID="1">runs</Text><Text RevisionID="2" Style="Bold"> away</Text><Text>.</Text></Paragraph>';
    expect(read(content)).toEqual([
      {
        type: 'action',
        text: 'He runs away.',
        styles: [{ from: 7, to: 12, style: 'bold' }],
        runs: [
          { from: 0, to: 3 },
          { from: 3, to: 7, revision: '1' },
          { from: 7, to: 12, revision: '2' },
          { from: 12, to: 13 },
        ],
      },
    ]);
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('every style, and names that are not known here', () => {
    const content =
      '<Paragraph Type="Action"><Text Style="Bold+Italic">a</Text><Text Style="Underline+Strikeout">b</Text>' +
      '<Text Style="AllCaps">c</Text><Text Style="HiddenText+Bold">d</Text></Paragraph>';
    const [paragraph] = read(content);
    expect(paragraph?.styles?.map(({ from, style }) => `${String(from)} ${style}`)).toEqual([
      ...['0 bold', '0 italic', '1 underline', '1 strikeout', '2 all_caps', '3 bold'],
    ]);
    expect(contentOf(write(paragraph!))).toBe(content);
    const plain = contentOf(write({ ...paragraph!, styles: [] }));
    expect(plain).toContain('<Text Style="HiddenText">d</Text>');
    expect(plain).not.toContain('Bold');
  });

  test('what a text means to XML or to Fountain stays text', () => {
    const text = 'a < b && "c" ]]> [[d]] /* e */ *f* \t';
    const content = `<Paragraph Type="Action"><Text>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</Text></Paragraph>`;
    expect(read(content)[0]?.text).toBe(text);
    expect(contentOf(write(...read(content)))).toBe(content);
  });

  test('what XML cannot hold is marked, not written', () => {
    expect(contentOf(write({ type: 'action', text: 'a\u0000b\uD800c\u000B🎬' }))).toContain('<Text>a�b�c�🎬</Text>');
  });

  test('a line break in an action is one in its text; each line of a speech is a paragraph', () => {
    const lines: ScriptParagraph[] = [
      { type: 'action', text: 'One.\nTwo.' },
      { type: 'character', text: 'BOB' },
      { type: 'dialogue', text: 'Three.\n\nFour.' },
    ];
    expect(contentOf(write(...lines))).toBe(
      '<Paragraph Type="Action"><Text>One.Two.</Text></Paragraph>' +
        '<Paragraph Type="Character"><Text>BOB</Text></Paragraph>' +
        '<Paragraph Type="Dialogue"><Text>Three.</Text></Paragraph><Paragraph Type="Dialogue"/>' +
        '<Paragraph Type="Dialogue"><Text>Four.</Text></Paragraph>',
    );
    expect(parseFdx(write(...lines)).screenplay.elements).toEqual(lines);
  });

  test('a line break that the file has inside a speech is told from a new paragraph', () => {
    const xml = file(
      '<Paragraph Type="Dialogue" id="7"><Text>a\nb</Text></Paragraph><Paragraph Type="Dialogue" id="8"><Text>c</Text></Paragraph>',
    );
    const { screenplay } = parseFdx(xml);
    expect(screenplay.elements.map(({ text }) => text)).toEqual(['a\nb', 'c']);
    expect(contentOf(writeFdx(screenplay))).toBe(
      '<Paragraph Type="Dialogue" id="7"><Text>ab</Text></Paragraph><Paragraph Type="Dialogue" id="8"><Text>c</Text></Paragraph>',
    );
  });
});

describe('scenes', () => {
  const heading =
    '<Paragraph Number="4" Type="Scene Heading"><SceneProperties Color="#C6C6EDEDFEFE" Length="1 2/8" Page="12A" Title="The chase">' +
    '<Summary><Paragraph Alignment="Left"><Text Font="Arial">They run.</Text></Paragraph></Summary><SceneArcBeats/></SceneProperties>' +
    '<Text>EXT. STREET - DAY</Text></Paragraph>';

  test('colour and title are the heading’s, the summary a synopsis below it, page and length what was stored', () => {
    const { screenplay, scenes } = parseFdx(file(heading));
    expect(screenplay.elements.map(({ kept: _kept, runs: _runs, ...element }) => element)).toEqual([
      { type: 'scene_heading', text: 'EXT. STREET - DAY', number: '4', colour: '#C6EDFE', title: 'The chase' },
      { type: 'synopsis', text: 'They run.' },
    ]);
    expect(scenes).toEqual([{ element: 0, page: '12A', eighths: 10 }]);
    expect(contentOf(writeFdx(screenplay))).toBe(heading);
  });

  test('an empty number is none, and goes back', () => {
    const empty = '<Paragraph Number="" Type="Scene Heading"><Text>INT. BAR</Text></Paragraph>';
    const [scene] = read(empty);
    expect(scene).not.toHaveProperty('number');
    expect(contentOf(write(scene!))).toBe(empty);
    expect(contentOf(write({ ...scene!, number: '4' }))).toBe(empty.replace('""', '"4"'));
  });

  test('what has changed of a scene goes out, and the rest as it was', () => {
    const [scene, synopsis] = parseFdx(file(heading)).screenplay.elements;
    const { title: _title, ...untitled } = scene!;
    const written = contentOf(write({ ...untitled, colour: '#FF0000' }, { ...synopsis!, text: 'They hid.' }));
    expect(written).toContain('<SceneProperties Color="#FFFF00000000" Length="1 2/8" Page="12A" Title="">');
    expect(written).toContain('<Paragraph Alignment="Left"><Text Font="Arial">They hid.</Text></Paragraph>');
    expect(written).toContain('<SceneArcBeats/>');
    expect(contentOf(write(scene!))).not.toContain('Summary');
  });

  test('an omitted scene keeps its number and what it held', () => {
    const content =
      '<Paragraph Number="5" Type="Scene Heading"><Text>OMITTED</Text><OmittedScene><Paragraph Type="Scene Heading"><Text>INT. BAR</Text></Paragraph>' +
      '<Paragraph Type="Action"><Text>Rain.</Text></Paragraph></OmittedScene></Paragraph>';
    const [scene, ...more] = read(content);
    expect(more).toEqual([]);
    expect(scene).toMatchObject({ number: '5', text: 'OMITTED' });
    expect(scene?.omitted).toEqual([
      { type: 'scene_heading', text: 'INT. BAR' },
      { type: 'action', text: 'Rain.' },
    ]);
    expect(contentOf(write(scene!))).toBe(content);
    const { kept: _kept, ...fresh } = scene!;
    expect(parseFdx(write(fresh)).screenplay.elements[0]?.omitted).toEqual(scene?.omitted);
  });
});

describe('dual dialogue', () => {
  const speech = (name: string, words: string) =>
    `<Paragraph Type="Character"><Text>${name}</Text></Paragraph><Paragraph Type="Dialogue"><Text>${words}</Text></Paragraph>`;

  test('the second cue stands beside the first', () => {
    const content = `<Paragraph Type="General"><DualDialogue>${speech('A', 'Hey!')}${speech('B', 'Hello!')}</DualDialogue></Paragraph>`;
    const list: ScriptParagraph[] = [
      { type: 'character', text: 'A' },
      { type: 'dialogue', text: 'Hey!' },
      { type: 'character', text: 'B', dual: true },
      { type: 'dialogue', text: 'Hello!' },
    ];
    expect(read(content)).toEqual(list);
    expect(contentOf(write(...list))).toBe(content);
  });

  test('one without a paragraph around it, or with something else inside, is kept as it is', () => {
    const bare = `<DualDialogue>${speech('A', 'a')}<Paragraph Type="Action"><Text>He sits.</Text></Paragraph>${speech('B', 'b')}</DualDialogue>`;
    expect(brief(bare)).toEqual(['character: A', 'dialogue: a', 'action: He sits.', 'character: B', 'dialogue: b']);
    expect(contentOf(write(...read(bare)))).toBe(bare);
  });

  test('taken apart in the script, it goes out as two speeches', () => {
    const content = `<Paragraph id="9"><DualDialogue>${speech('A', 'a')}${speech('B', 'b')}</DualDialogue></Paragraph>`;
    const apart = read(content).map(({ dual: _dual, ...element }) => element);
    expect(contentOf(write(...apart))).toBe(speech('A', 'a') + speech('B', 'b'));
  });
});

describe('notes', () => {
  const note = '<ScriptNote ID="2"><Paragraph><Text>Why?</Text></Paragraph></ScriptNote>';

  test('between words or before them a note stands in the line, after a paragraph or on a heading below it', () => {
    const texts = '<Text>He </Text><Text>runs.</Text>';
    expect(brief(`<Paragraph Type="Action">${texts.replace('<Text>runs', `${note}<Text>runs`)}</Paragraph>`)).toEqual([
      'action: He [[Why?]]runs.',
    ]);
    expect(brief(`<Paragraph Type="Action">${note}${texts}</Paragraph>`)).toEqual(['action: He runs. [[Why?]]']);
    expect(brief(`<Paragraph Type="Action">${texts}${note}</Paragraph>`)).toEqual(['action: He runs.', 'note: Why?']);
    expect(brief(`<Paragraph Type="Scene Heading">${note}<Text>INT. BAR</Text></Paragraph>`)).toEqual([
      'scene_heading: INT. BAR',
      'note: Why?',
    ]);
  });

  test('a note goes back with its attributes, and with its new words when they were changed', () => {
    const content = `<Paragraph Type="Action"><Text>He </Text>${note}<Text>runs.</Text></Paragraph>`;
    const [action] = read(content);
    expect(contentOf(write(action!))).toBe(content);
    const edited = { ...action!, text: action!.text.replace('Why?', 'Who?') };
    expect(contentOf(write(edited))).toBe(content.replace('Why?', 'Who?'));
  });

  test('a note that is new stands where it was written', () => {
    const list: ScriptParagraph[] = [
      { type: 'action', text: 'He [[who?]] runs. [[where?]]' },
      { type: 'note', text: 'Cut this?\nOr not.' },
    ];
    expect(parseFdx(write(...list)).screenplay.elements.map(({ type, text }) => ({ type, text }))).toEqual(list);
    expect(contentOf(write(...list))).not.toContain('[[');
  });

  test('notes with a range stand in the text they are about, and their ranges follow it', () => {
    const list = (range: string) =>
      `<ScriptNotes><ScriptNote Id="1" Range="${range}"><Paragraph><Text>Why?</Text></Paragraph></ScriptNote></ScriptNotes>`;
    const content =
      '<Paragraph Type="Action"><Text>One.</Text></Paragraph><Paragraph Type="Action"><Text>He runs away.</Text></Paragraph>';
    const { screenplay } = parseFdx(file(content, list('8,12')));
    expect(screenplay.elements[1]?.text).toBe('He runs[[Why?]] away.');
    const same = writeFdx(screenplay);
    expect(same).toContain('Range="8,12"');
    expect(contentOf(same)).toBe(content);
    const [first, ...others] = screenplay.elements;
    const longer = { ...screenplay, elements: [{ ...first!, text: 'One, two.' }, ...others] };
    expect(writeFdx(longer)).toContain('Range="13,17"');
  });

  test('a range beyond the script stays in the list as it is', () => {
    const xml = file(
      '<Paragraph Type="Action"><Text>One.</Text></Paragraph>',
      '<ScriptNotes><ScriptNote Range="90,95"/></ScriptNotes>',
    );
    expect(parseFdx(xml).screenplay.elements[0]?.text).toBe('One.');
    expect(writeFdx(parseFdx(xml).screenplay)).toContain('<ScriptNotes><ScriptNote Range="90,95"/></ScriptNotes>');
  });
});

describe('title page', () => {
  const line = (text: string, alignment = 'Center') =>
    `<Paragraph Alignment="${alignment}"><Text>${text}</Text></Paragraph>`;
  const blank = '<Paragraph Alignment="Left"/>';
  const titled = (lines: string) => parseFdx(file('', `<TitlePage><Content>${lines}</Content></TitlePage>`)).screenplay;

  test('lines are fields by where they stand', () => {
    const { titlePage } = titled(
      [
        line('The Lamp'),
        line('and the Sea'),
        blank,
        line('Written by'),
        blank,
        line('A. Writer'),
        line('&amp; B. Writer'),
        blank,
        line('Based on a true story'),
        blank,
        line('Agent', 'Left'),
        line('555-0100', 'Left'),
        line('1 May 2026', 'Right'),
      ].join(''),
    );
    expect(titlePage).toEqual({
      Title: ['The Lamp', 'and the Sea'],
      Credit: ['Written by'],
      Author: ['A. Writer', '& B. Writer'],
      Source: ['Based on a true story'],
      Contact: ['Agent', '555-0100'],
      'Draft date': ['1 May 2026'],
    });
  });

  test('fields of any name come back, emphasis too', () => {
    const titlePage = {
      Title: ['_**BRICK & STEEL**_', 'FULL RETIRED'],
      Author: ['Stu'],
      Source: ['Story by KTM'],
      'Draft date': ['1/20/2012'],
      Contact: ['Phone: 555', 'Street'],
      Année: ['2026'],
    };
    expect(parseFdx(writeFdx({ titlePage, elements: [] })).screenplay.titlePage).toEqual(titlePage);
  });

  test('a page that says the same is left alone, and a changed line takes its place in it', () => {
    const drawn = `${blank}${line('THE LAMP')}<Paragraph Alignment="Center" LeftIndent="1.00"><Text Style="Underline+AllCaps">by</Text></Paragraph>${line('Zoë')}`;
    const screenplay = titled(drawn);
    expect(writeFdx(screenplay)).toContain(drawn);
    const changed = writeFdx({ ...screenplay, titlePage: { ...screenplay.titlePage, Title: ['THE SEA'] } });
    expect(changed).toContain(drawn.replace('THE LAMP', 'THE SEA'));
  });
});

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
    const { layout, diagnostics } = parseFdx(write({ type: 'action', text: 'Rain.' }));
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
