import { describe, expect, test } from 'vitest';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { fdxFile as file } from '#tests/builders/fdx-file.ts';
import { parseFdx, writeFdx } from './index.ts';

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
