import { expect, test } from 'vitest';
import { findIn, nameLike, renameCharacter, type Query, type ScriptParagraph } from './index.ts';

const SCRIPT: ScriptParagraph[] = [
  { type: 'scene_heading', text: 'INT. ZOË’S CABIN - NIGHT' },
  { type: 'action', text: 'Zoë waits. A zoëtrope turns (slowly).' },
  { type: 'character', text: 'ZOË (V.O.)' },
  { type: 'parenthetical', text: '(to Zoë)' },
  { type: 'dialogue', text: 'Who is zoë? Zoë?' },
  { type: 'character', text: 'YOUNG ZOË' },
  { type: 'dialogue', text: 'Zoë is me.' },
  { type: 'action', text: 'Nobody says Zoë now.' },
];

const places = (query: Partial<Query>) =>
  findIn(SCRIPT, { text: 'zoë', matchCase: false, wholeWord: false, scope: 'all', ...query }).map(
    ({ index, from, to }) => `${String(index)}:${SCRIPT[index]!.text.slice(from, to)}`,
  );

test.each<[Partial<Query>, string[]]>([
  [{}, ['0:ZOË', '1:Zoë', '1:zoë', '2:ZOË', '3:Zoë', '4:zoë', '4:Zoë', '5:ZOË', '6:Zoë', '7:Zoë']],
  [{ matchCase: true }, ['1:zoë', '4:zoë']],
  [{ matchCase: true, wholeWord: true }, ['4:zoë']],
  [{ scope: 'action' }, ['1:Zoë', '1:zoë', '7:Zoë']],
  [{ scope: 'says:ZOË' }, ['3:Zoë', '4:zoë', '4:Zoë']],
  [{ scope: 'says:YOUNG ZOË' }, ['6:Zoë']],
  [{ text: '(slowly).' }, ['1:(slowly).']],
  [{ text: '' }, []],
  [{ text: 'zo', wholeWord: true }, []],
])('%o', (query, expected) => {
  expect(places(query)).toEqual(expected);
});

test('a renamed character has the new name above every speech and wherever it is mentioned, in the case it stands in', () => {
  const lines = SCRIPT.map(({ text }) => text);
  for (const { index, from, to, text } of renameCharacter(SCRIPT, 'Zoë', 'Maïa').reverse()) {
    lines[index] = lines[index]!.slice(0, from) + text + lines[index]!.slice(to);
  }
  expect(lines).toEqual([
    'INT. MAÏA’S CABIN - NIGHT',
    'Maïa waits. A zoëtrope turns (slowly).',
    'MAÏA (V.O.)',
    '(to Maïa)',
    'Who is Maïa? Maïa?',
    'YOUNG ZOË',
    'Maïa is me.',
    'Nobody says Maïa now.',
  ]);
});

test.each([
  ['NADIA', 'Odile', 'ODILE'],
  ['Nadia', 'Odile', 'Odile'],
  ['Nadia', 'ODILE', 'Odile'],
  ['nadia', 'McCoy', 'McCoy'],
  ['Nadia', "O'NEIL’S SON", "O'Neil’s Son"],
  ['Nadia', 'DJ ÉMILE-J.J.', 'DJ Émile-J.J.'],
  ['Nadia', 'R2D2', 'R2D2'],
])('for %s the name %j is written %j', (old, name, expected) => {
  expect(nameLike(old, name)).toBe(expected);
});
