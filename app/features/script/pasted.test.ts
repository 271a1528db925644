import { expect, test } from 'vitest';
import { paragraphsOfLines, paragraphsOfText } from './pasted.ts';

const typed = (paragraphs: ReturnType<typeof paragraphsOfText>) =>
  paragraphs.map(({ type, text }) => `${type}: ${text}`);
const fromElsewhere = (text: string) =>
  typed(paragraphsOfLines(text.split('\n').map((line) => ({ type: 'action', text: line }))));

test('Fountain is read as Fountain, with what it forces', () => {
  expect(
    typed(paragraphsOfText('.KITCHEN\n\n@McCoy\nHm.\n\n> THE END <\n\n!ANA\nwaits\n\n# Act two\n\nNote: call her')),
  ).toEqual([
    'scene_heading: KITCHEN',
    'character: McCoy',
    'dialogue: Hm.',
    'centered: THE END',
    'action: ANA\nwaits',
    'section: Act two',
    'action: Note: call her',
  ]);
});

test('what was broken by the page is put together, what the writer broke is not', () => {
  const text = `The truck stops nose to nose with a red and white barrier. On
it, a notice.

ZOË
They cut the span at nine tomorrow.
The power goes off.

ANA
Roses are red,
violets are blue.`;
  expect(typed(paragraphsOfText(text))).toEqual([
    'action: The truck stops nose to nose with a red and white barrier. On it, a notice.',
    'character: ZOË',
    'dialogue: They cut the span at nine tomorrow. The power goes off.',
    'character: ANA',
    'dialogue: Roses are red,\nviolets are blue.',
  ]);
});

test('a page copied line by line, without an empty one', () => {
  const text = `INT. KITCHEN - DAY
The truck stops nose to nose with a red and white barrier. On
it, a notice.
BANG!
ZOË (V.O.)
(low)
They cut the span at nine tomorrow.
The power goes off.
(beat)
Well.
She goes.
CUT TO:`;
  expect(typed(paragraphsOfText(text))).toEqual([
    'scene_heading: INT. KITCHEN - DAY',
    'action: The truck stops nose to nose with a red and white barrier. On it, a notice.',
    'action: BANG!',
    'character: ZOË (V.O.)',
    'parenthetical: (low)',
    'dialogue: They cut the span at nine tomorrow. The power goes off.',
    'parenthetical: (beat)',
    'dialogue: Well.',
    'action: She goes.',
    'transition: CUT TO:',
  ]);
});

test('paragraphs of a text processor, with empty ones between and without', () => {
  const spaced = 'INT. HALL - DAY\n\u00a0\nShe waits.\n\nANA\nWho is there?\nHello?\n\nNobody.';
  expect(fromElsewhere(spaced)).toEqual([
    'scene_heading: INT. HALL - DAY',
    'action: She waits.',
    'character: ANA',
    'dialogue: Who is there?\nHello?',
    'action: Nobody.',
  ]);
  expect(fromElsewhere('ext. hall\nShe waits.\nANA\nWho is there?\nNobody.\nBEN\n(off)\nMe.')).toEqual([
    'scene_heading: ext. hall',
    'action: She waits.',
    'character: ANA',
    'dialogue: Who is there?',
    'action: Nobody.',
    'character: BEN',
    'parenthetical: (off)',
    'dialogue: Me.',
  ]);
});

test('styles stay on their words where lines are joined', () => {
  const lines = [
    { type: 'action', text: 'ANA' },
    { type: 'action', text: 'One two. ', styles: [{ from: 0, to: 3, style: 'bold' }] },
    { type: 'action', text: ' three', styles: [{ from: 1, to: 6, style: 'italic' }] },
    { type: 'action', text: '' },
  ] as const;
  expect(paragraphsOfLines(lines)[1]).toEqual({
    type: 'dialogue',
    text: 'One two.\nthree',
    styles: [
      { from: 0, to: 3, style: 'bold' },
      { from: 9, to: 14, style: 'italic' },
    ],
  });
});
