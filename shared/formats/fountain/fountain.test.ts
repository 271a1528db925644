import { describe, expect, test } from 'vitest';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { parseFountain, writeFountain } from './index.ts';

const elements = (text: string) => parseFountain(text).screenplay.elements;
/** `type: text` of every element, which is all that most rules are about. */
const brief = (text: string) => elements(text).map((element) => `${element.type}: ${element.text}`);
const write = (...paragraphs: ScriptParagraph[]) => writeFountain({ titlePage: {}, elements: paragraphs });

describe('scene headings', () => {
  test('the usual openings in any case, with a dot or a space', () => {
    for (const heading of [
      'INT. BAR - DAY',
      'ext bar',
      'Est. Hill',
      'INT./EXT. CAR',
      'INT/EXT CAR',
      'I/E CAR',
      'i/e. car',
    ]) {
      expect(brief(heading)).toEqual([`scene_heading: ${heading}`]);
    }
    expect(brief('Interior. Bar')).toEqual(['action: Interior. Bar']);
  });

  test('one set in bold or underlined as a whole is one', () => {
    expect(elements('_**int. bar - day**_ #4#')).toEqual([
      {
        ...{ type: 'scene_heading', text: 'int. bar - day', number: '4' },
        styles: ['bold', 'underline'].map((style) => ({ from: 0, to: 14, style })),
      },
    ]);
    expect(elements(write({ type: 'action', text: 'Ext. 4', styles: [{ from: 0, to: 4, style: 'bold' }] }))).toEqual([
      { type: 'action', text: 'Ext. 4', styles: [{ from: 0, to: 4, style: 'bold' }] },
    ]);
  });

  test('a dot forces one, an ellipsis or a lone dot does not', () => {
    expect(brief('.BINOCULARS\n\n...where?\n\n. X\n\n..y')).toEqual([
      'scene_heading: BINOCULARS',
      'action: ...where?',
      'action: . X',
      'action: ..y',
    ]);
  });

  test('a scene number stands only at the end of the line', () => {
    expect(elements('INT. BAR - DAY #1-A.3#')).toEqual([
      { type: 'scene_heading', text: 'INT. BAR - DAY', number: '1-A.3' },
    ]);
    expect(elements('INT. BAR #2# [[warm]] /* or cold */')).toEqual([
      { type: 'scene_heading', text: 'INT. BAR [[warm]] /* or cold */', number: '2' },
    ]);
    const named: ScriptParagraph = { type: 'scene_heading', text: 'INT. BAR #2# [[warm]]' };
    expect(elements(write(named))).toEqual([named]);
    expect(brief('INT. SUITE #12# - DAY')).toEqual(['scene_heading: INT. SUITE #12# - DAY']);
  });
});

describe('speech', () => {
  test('a cue is upper case with a letter, a blank line before and none after', () => {
    expect(brief('R2D2\nBeep.')).toEqual(['character: R2D2', 'dialogue: Beep.']);
    expect(brief('3CPO\nOh my.')).toEqual(['character: 3CPO', 'dialogue: Oh my.']);
    expect(brief('23\nHike.')).toEqual(['action: 23\nHike.']);
    expect(brief('BANG!\nHe falls.')).toEqual(['action: BANG!\nHe falls.']);
    expect(brief('HARRY JR. (V.O.)\nHi.')).toEqual(['character: HARRY JR. (V.O.)', 'dialogue: Hi.']);
    expect(brief('SCANNING...\nWhere is he?')).toEqual(['character: SCANNING...', 'dialogue: Where is he?']);
    expect(brief('FADE OUT.\nBlack.')).toEqual(['action: FADE OUT.\nBlack.']);
    expect(brief('He turns.\nBOB\nHi.')).toEqual(['action: He turns.\nBOB\nHi.']);
    expect(brief('BOB\n\nHi.')).toEqual(['action: BOB', 'action: Hi.']);
    expect(brief('ZOË\nHi.')).toEqual(['character: ZOË', 'dialogue: Hi.']);
  });

  test('lower case only in an extension, or with @', () => {
    expect(brief('HANS (on the radio)\nHi.')).toEqual(['character: HANS (on the radio)', 'dialogue: Hi.']);
    expect(brief('@McCLANE\nYippie.')).toEqual(['character: McCLANE', 'dialogue: Yippie.']);
    expect(brief('McCLANE\nYippie.')).toEqual(['action: McCLANE\nYippie.']);
  });

  test('two spaces keep a speech open over an empty line', () => {
    expect(brief('BOB\nOne.\n  \nTwo.\n\nThree.')).toEqual([
      'character: BOB',
      'dialogue: One.\n\nTwo.',
      'action: Three.',
    ]);
  });

  test('parentheticals, also wrapped over lines, and indents that mean nothing', () => {
    expect(brief('\t\tBOB\n\t(beat)\n  One.\n  (very\n  slowly)\n  Two.')).toEqual([
      'character: BOB',
      'parenthetical: (beat)',
      'dialogue: One.',
      'parenthetical: (very slowly)',
      'dialogue: Two.',
    ]);
  });

  test('a caret marks the second cue of a dual dialogue', () => {
    expect(elements('BOB\nYes.\n\nEVE ^\nNo.')[2]).toEqual({ type: 'character', text: 'EVE', dual: true });
  });

  test('a note on its own line is a note, also in the middle of a speech', () => {
    const text = 'BOB\nYes.\n[[louder?]]\nNo.\n';
    expect(brief(text)).toEqual(['character: BOB', 'dialogue: Yes.', 'note: louder?', 'dialogue: No.']);
    expect(write(...elements(text))).toBe(text);
  });
});

test('action keeps its indent, and other types may break it only with their own mark', () => {
  expect(brief('    Indented.\n\tAlso.\n# Act\n= Why\nMore.\n===\n> END <')).toEqual([
    'action:     Indented.\n\tAlso.',
    'section: Act',
    'synopsis: Why',
    'action: More.',
    'page_break: ',
    'centered: END',
  ]);
});

test('transitions are upper case ending in TO: with blank lines around, or forced', () => {
  expect(brief('CUT TO:\n\n> Burn to white.\n\nFADE OUT.')).toEqual([
    'transition: CUT TO:',
    'transition: Burn to white.',
    'transition: FADE OUT.',
  ]);
  expect(brief('CUT TO:\nA bar.')).toEqual(['action: CUT TO:\nA bar.']);
  expect(brief('FADE IN:')).toEqual(['action: FADE IN:']);
  expect(brief('CUT TO: \n\nA bar.')).toEqual(['action: CUT TO:', 'action: A bar.']);
  expect(brief('CUT TO: [[hard]]\n\nA bar.')).toEqual(['transition: CUT TO: [[hard]]', 'action: A bar.']);
});

test('sections hold their depth and ! forces action', () => {
  expect(elements('### Beat')).toEqual([{ type: 'section', text: 'Beat', level: 3 }]);
  expect(brief('!BOB\nstands.')).toEqual(['action: BOB\nstands.']);
});

describe('notes and boneyard', () => {
  test('a note inside a line stays in the text; it may span lines; a blank line ends it unless it holds two spaces', () => {
    expect(brief('He [[who?]] runs.')).toEqual(['action: He [[who?]] runs.']);
    expect(brief('He [[who\n  \nis he]] runs.')).toEqual(['action: He [[who\n\nis he]] runs.']);
    const { screenplay, diagnostics } = parseFountain('He [[who\n\nis he]] runs.');
    expect(screenplay.elements.map(({ text }) => text)).toEqual(['He [[who', 'is he]] runs.']);
    expect(diagnostics).toEqual([{ line: 1, message: expect.stringContaining('A note is opened') as string }]);
    expect(writeFountain(screenplay)).toBe('He [[who\n\nis he]] runs.\n');
  });

  test('a boneyard with scenes in it is kept as a note and written back as it was', () => {
    const text = 'CUT TO:\n\n/*\nINT. GARAGE - DAY\n\nBOB\nSo?\n*/\n\nEXT. HILL - DAY\n';
    expect(brief(text)).toEqual([
      'transition: CUT TO:',
      'note: /*\nINT. GARAGE - DAY\n\nBOB\nSo?\n*/',
      'scene_heading: EXT. HILL - DAY',
    ]);
    expect(write(...elements(text))).toBe(text);
  });

  test('an unclosed boneyard hides nothing and is reported with its line', () => {
    const { screenplay, diagnostics } = parseFountain('One.\n\n/* Two.\n\nINT. BAR - DAY');
    expect(screenplay.elements.map(({ type }) => type)).toEqual(['action', 'action', 'scene_heading']);
    expect(diagnostics).toEqual([{ line: 3, message: expect.stringContaining('boneyard') as string }]);
  });
});

describe('emphasis', () => {
  const read = (text: string) => elements(text)[0];

  test('bold, italic, underline, nested and together', () => {
    expect(read('a *b* **c** ***d*** _e_')).toEqual({
      type: 'action',
      text: 'a b c d e',
      styles: [
        { from: 2, to: 3, style: 'italic' },
        { from: 4, to: 5, style: 'bold' },
        { from: 6, to: 7, style: 'bold' },
        { from: 6, to: 7, style: 'italic' },
        { from: 8, to: 9, style: 'underline' },
      ],
    });
  });

  test('asterisks with a space inside, blanks to fill in and escapes stay text', () => {
    for (const text of ['He dials *69 and then *23.', 'Name: ____', '5 * 3 * 2', 'Steel enters *9765']) {
      expect(read(`Well. ${text}`)).toEqual({ type: 'action', text: `Well. ${text}` });
    }
    expect(read('\\*9765\\* and \\_x\\_')?.text).toBe('*9765* and _x_');
    expect(write({ type: 'action', text: '*9765* and _x_' })).toBe('\\*9765\\* and \\_x\\_\n');
  });

  test('never crosses a line', () => {
    expect(read('**one\ntwo**')).toEqual({ type: 'action', text: '**one\ntwo**' });
  });

  test('spans that overlap survive a file', () => {
    const paragraph: ScriptParagraph = {
      type: 'action',
      text: 'abcdefgh',
      styles: [
        { from: 0, to: 5, style: 'bold' },
        { from: 3, to: 8, style: 'italic' },
      ],
    };
    expect(elements(write(paragraph))).toEqual([paragraph]);
  });
});

describe('title page', () => {
  test('keys with values and indented lines, up to the first blank line', () => {
    const text = 'Title:\n    _**BRICK**_\n    Part two\nAuthor: Zoë\n\nFADE IN:\n';
    const { screenplay } = parseFountain(text);
    expect(screenplay.titlePage).toEqual({ Title: ['_**BRICK**_', 'Part two'], Author: ['Zoë'] });
    expect(writeFountain(screenplay)).toBe(text);
  });

  test('a script that opens with a transition has none, and an action with a colon is not mistaken for one', () => {
    expect(parseFountain('FADE IN:\n\nINT. BAR - DAY').screenplay.titlePage).toEqual({});
    expect(elements(write({ type: 'action', text: 'Radio: static.' }))).toEqual([
      { type: 'action', text: 'Radio: static.' },
    ]);
  });

  test('an address is no field', () => {
    expect(parseFountain('Title: X\nContact:\nhttps://zoe.example\n\nHi.').screenplay.titlePage).toEqual({
      Title: ['X'],
      Contact: ['https://zoe.example'],
    });
    expect(brief('https://zoe.example')).toEqual(['action: https://zoe.example']);
    const odd = { titlePage: { https: ['//zoe.example'] }, elements: [] };
    expect(parseFountain(writeFountain(odd)).screenplay).toEqual(odd);
  });

  test('a sentence with a colon in it is no key', () => {
    const sentence = 'Steel enters the code on the keypad: 9765';
    expect(parseFountain(sentence).screenplay).toEqual({
      titlePage: {},
      elements: [{ type: 'action', text: sentence }],
    });
    expect(parseFountain('Based on a play by: Zoë').screenplay.titlePage).toEqual({ 'Based on a play by': ['Zoë'] });
  });

  test('a boneyard among the fields becomes a note, for a title page prints all it holds', () => {
    const { titlePage, elements: body } = parseFountain('Title: X\n/* Draft date: 1 */\n\nHi.').screenplay;
    expect(titlePage).toEqual({ Title: ['X'] });
    expect(body.map(({ type }) => type)).toEqual(['note', 'action']);
    const above = parseFountain('/* old\n\nTitle: W */\n\nTitle: X\n\nHi.').screenplay;
    expect(above.titlePage).toEqual({ Title: ['X'] });
    expect(above.elements.map(({ text }) => text)).toEqual(['/* old\n\nTitle: W */', 'Hi.']);
  });
});

describe('writing', () => {
  test('is plain where plain reads back, and forces where it would not', () => {
    expect(
      write(
        { type: 'scene_heading', text: 'INT. BAR - DAY', number: '4' },
        { type: 'scene_heading', text: 'THE HILL' },
        { type: 'action', text: 'INT. is short.' },
        { type: 'character', text: 'BOB (V.O.)' },
        { type: 'dialogue', text: 'Hi.' },
        { type: 'character', text: 'EVE', dual: true },
        { type: 'dialogue', text: 'Ho.' },
        { type: 'character', text: 'McCLANE' },
        { type: 'dialogue', text: 'Hey.\n\n(sic)' },
        { type: 'transition', text: 'CUT TO:' },
        { type: 'transition', text: 'Iris in' },
        { type: 'lyrics', text: 'la\nli' },
      ),
    ).toMatchInlineSnapshot(`
      "INT. BAR - DAY #4#

      .THE HILL

      !INT. is short.

      BOB (V.O.)
      Hi.

      EVE ^
      Ho.

      @McCLANE
      Hey.
        
      /**/(sic)

      CUT TO:

      > Iris in

      ~la
      ~li
      "
    `);
  });

  test('speech without a cue, and two paragraphs of speech in a row, stay what they are', () => {
    const list: ScriptParagraph[] = [
      { type: 'dialogue', text: 'Who?' },
      { type: 'dialogue', text: 'Me.' },
      { type: 'action', text: 'Silence.' },
      { type: 'parenthetical', text: '(sighs)' },
    ];
    expect(elements(write(...list))).toEqual(list);
  });

  test('an unclosed note in a cue does not swallow the speech below', () => {
    const list: ScriptParagraph[] = [
      { type: 'character', text: 'BOB [[' },
      { type: 'dialogue', text: 'Hi ]]' },
    ];
    expect(elements(write(...list))).toEqual(list);
  });

  test('shots and general paragraphs become action, empty paragraphs are left out', () => {
    expect(
      brief(
        write({ type: 'shot', text: 'CLOSE ON: A KEY' }, { type: 'general', text: 'x' }, { type: 'action', text: ' ' }),
      ),
    ).toEqual(['action: CLOSE ON: A KEY', 'action: x']);
  });
});

test('a parenthetical over lines: emphasis ends with its line', () => {
  expect(brief('BOB\n(*very\nslowly*)\nHi.')).toEqual([
    'character: BOB',
    'parenthetical: (*very slowly*)',
    'dialogue: Hi.',
  ]);
});

test('a file of a million paragraphs is read up to a line that is told', { timeout: 30_000 }, () => {
  const { screenplay, diagnostics } = parseFountain('Hi.\n\n'.repeat(1_000_000));
  expect(diagnostics).toEqual([{ line: 400_002, message: expect.stringContaining('200,000') as string, fatal: true }]);
  expect(screenplay.elements).toHaveLength(200_001);
});

test('a file of too many lines or marks is read up to the line that is told', { timeout: 30_000 }, () => {
  const blank = parseFountain(`Hi.${'\n'.repeat(1_000_000)}Ho.`);
  expect(blank.screenplay.elements).toEqual([{ type: 'action', text: 'Hi.' }]);
  expect(blank.diagnostics).toEqual([
    { line: 500_001, message: expect.stringContaining('lines') as string, fatal: true },
  ]);
  for (const marks of ['*a ', '*a* ', '_a_ ', '[[a]] ']) {
    const { screenplay, diagnostics } = parseFountain(`Hi.\r\n\r\n${marks.repeat(300_000)}\r\nHo.`);
    expect(screenplay.elements).toEqual([{ type: 'action', text: 'Hi.' }]);
    expect(diagnostics).toEqual([{ line: 3, message: expect.stringContaining('marks') as string, fatal: true }]);
  }
});

test('a long script with as many lines as it may have is read whole', () => {
  const { screenplay, diagnostics } = parseFountain('\n'.repeat(499_999) + '*Ho.*');
  expect(screenplay.elements.map(({ text }) => text)).toEqual(['Ho.']);
  expect(diagnostics).toEqual([]);
});

describe('hostile input takes linear time', () => {
  const shapes: Record<string, readonly [head: string, repeated: string, tail: string]> = {
    'one line of asterisks': ['', '*', ''],
    'asterisks that open and never close': ['', '*a ', ''],
    'unclosed notes': ['', '[[ a\n\n', ''],
    'unclosed notes in one line': ['', '[[', ''],
    'unclosed boneyards': ['', '/* ', ''],
    'one line of words': ['', 'word ', ''],
    'one line of spaces': ['a', ' ', 'b'],
    'blank lines': ['', '\n', ''],
    cues: ['', 'BOB\n\n', ''],
    'open parentheses in a speech': ['BOB\n', '(\n', ''],
    'closed parentheses in a speech': ['BOB\n(', ')', ''],
    'notes in a speech': ['BOB\n', '[[a]]\n', 'hi'],
    'bold lines': ['', '**a**\n', ''],
    hashes: ['', '#', ''],
    'open brackets of an extension': ['B', '(', '\nhi'],
  };
  const ofSize = (bytes: number, [head, repeated, tail]: readonly [string, string, string]) =>
    head + repeated.repeat(bytes / repeated.length) + tail;
  // Quadratic time would be minutes; the limit leaves room for a busy machine.
  for (const [name, shape] of Object.entries(shapes)) {
    test(`1 MB of ${name} read, 100 kB written`, { timeout: 10_000 }, () => {
      parseFountain(ofSize(1_000_000, shape));
      const { screenplay } = parseFountain(ofSize(100_000, shape));
      expect(parseFountain(writeFountain(screenplay)).screenplay.elements).toHaveLength(screenplay.elements.length);
    });
  }
});
