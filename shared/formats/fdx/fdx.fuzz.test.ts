import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalXml } from '#tests/builders/canonical-xml.ts';
import { parseFdx, writeFdx } from './index.ts';

const seed = 20261122;
const options = { seed, numRuns: 600 };

const PIECES = [
  'a',
  'Zoë ',
  ' ',
  '\n',
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '[[',
  ']]',
  '/*',
  '*/',
  '(beat)',
  '🎬',
  '\t',
  '–',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));
const escaped = (value: string) => value.replace(/[&<>"\t\n]/g, (char) => `&#${String(char.charCodeAt(0))};`);
const attributes = (known: Readonly<Record<string, fc.Arbitrary<string>>>) =>
  fc
    .record({ ...known, id: fc.constantFrom('7', 'x"y'), 'e:Foreign': text }, { requiredKeys: [] })
    .map((values: Readonly<Record<string, string | undefined>>) =>
      Object.entries(values)
        .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
        .join(''),
    );
const element = (name: string, known: Readonly<Record<string, fc.Arbitrary<string>>>, content: fc.Arbitrary<string>) =>
  fc.tuple(attributes(known), content).map(([list, inner]) => `<${name}${list}>${inner}</${name}>`);

/** What is not understood, with anything in it: known names stand for nothing there. */
const FOREIGN = ['AltCollection', 'Outlines', 'DisplayBoards', 'TagData', 'Targets', 'x:Foreign'];
const WITHIN = ['Alt', 'Beat', 'Tag', 'Content', 'Paragraph', 'Text', 'DualDialogue', 'ScriptNote', 'SceneProperties'];
const tree = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...names), attributes({ Type: fc.constantFrom('Action', 'Page #') }), inTree)
    .map(([name, list, inner]) => `<${name}${list}>${inner}</${name}>`);
const { inTree } = fc.letrec<{ inTree: string }>((tie) => ({
  inTree: fc
    .array(
      fc.oneof(
        { maxDepth: 2 },
        text.map(escaped),
        fc.constantFrom('<!-- c -->', '<Empty/>'),
        fc
          .tuple(fc.constantFrom(...FOREIGN, ...WITHIN), attributes({}), tie('inTree'))
          .map(([name, list, inner]) => `<${name}${list}>${inner}</${name}>`),
      ),
      { maxLength: 3 },
    )
    .map((list) => list.join('')),
}));
const foreign = fc.oneof(
  { weight: 2, arbitrary: tree(FOREIGN) },
  { weight: 1, arbitrary: fc.constant('<Tabstops><Tabstop Position="4.50"/></Tabstops>') },
  { weight: 1, arbitrary: fc.constant('<!-- c -->') },
);
const strewn = (items: fc.Arbitrary<string>, most: number) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: items }, { weight: 1, arbitrary: foreign }), { maxLength: most })
    .map((list) => list.join(''));

const run = element(
  'Text',
  {
    Style: fc.constantFrom(
      '',
      'Bold',
      'Italic',
      'Bold+Italic',
      'Italic+Bold',
      'Underline+AllCaps',
      'Strikeout',
      'Glow',
    ),
    RevisionID: fc.constantFrom('0', '1', '12', 'x'),
    Font: fc.constantFrom('Courier', 'Arial'),
    TagNumber: fc.constantFrom('3'),
  },
  fc.oneof({ weight: 8, arbitrary: text.map(escaped) }, { weight: 1, arbitrary: foreign.map((xml) => `a${xml}b`) }),
);
const noteParagraphs = strewn(element('Paragraph', {}, strewn(run, 2)), 2);
const note = element('ScriptNote', {}, noteParagraphs);
const summary = element('Summary', {}, noteParagraphs);
const properties = element(
  'SceneProperties',
  {
    Color: fc.constantFrom('#C6C6EDEDFEFE', '#123456', 'red'),
    Length: fc.constantFrom('1 2/8', '3/8', 'long'),
    Page: fc.constantFrom('1', '12A'),
    Title: fc.constantFrom('', 'The chase'),
  },
  fc.tuple(fc.option(summary, { nil: '' }), fc.option(foreign, { nil: '' })).map((parts) => parts.join('')),
);
const TYPES = ['Scene Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Dialogue', 'Transition', 'Shot'];
const RARE_TYPES = [
  'General',
  'Lyrics',
  'New Act',
  'Act&Scene Break',
  'Outline 1',
  'Outline 12',
  'Summary',
  'Note',
  '',
];
const paragraphAttributes = {
  Type: fc.constantFrom(...TYPES, ...RARE_TYPES),
  Number: fc.constantFrom('1', '12A'),
  Alignment: fc.constantFrom('Left', 'Center', 'Right'),
  StartsNewPage: fc.constantFrom('Yes', 'No'),
  LeftIndent: fc.constantFrom('1.50', '2', 'wide'),
  SpaceBefore: fc.constantFrom('0', '24'),
};
const inside = fc.oneof(
  { weight: 6, arbitrary: run },
  { weight: 1, arbitrary: note },
  { weight: 1, arbitrary: properties },
  { weight: 1, arbitrary: foreign },
);
const plain = element(
  'Paragraph',
  paragraphAttributes,
  fc.array(inside, { maxLength: 4 }).map((list) => list.join('')),
);
const speech = (cue: string) =>
  plain.map((line) => `<Paragraph Type="Character"><Text>${cue}</Text></Paragraph>${line}`);
const dual = element(
  'Paragraph',
  paragraphAttributes,
  element(
    'DualDialogue',
    {},
    fc.oneof(
      fc.tuple(speech('A'), fc.option(foreign, { nil: '' }), speech('B')).map((list) => list.join('')),
      strewn(plain, 3),
    ),
  ),
);
const omitted = element('OmittedScene', {}, strewn(plain, 3)).map(
  (scene) => `<Paragraph Number="5" Type="Scene Heading"><Text>OMITTED</Text>${scene}</Paragraph>`,
);
const content = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: plain },
    { weight: 2, arbitrary: dual },
    { weight: 1, arbitrary: omitted },
    { weight: 2, arbitrary: foreign },
  ),
  { maxLength: 8 },
);
const rangedNote = fc
  .tuple(fc.nat(40), fc.nat(12), text)
  .map(
    ([from, span, words]) =>
      `<ScriptNote Id="1" Range="${String(from)},${String(from + span)}"><Paragraph><Text>${escaped(words)}</Text></Paragraph></ScriptNote>`,
  );
const parts = fc
  .tuple(
    element(
      'Content',
      {},
      content.map((body) => body.join('')),
    ),
    element(
      'ScriptNotes',
      {},
      fc.array(rangedNote, { maxLength: 3 }).map((notes) => notes.join('')),
    ),
    fc.array(foreign, { maxLength: 3 }),
  )
  .chain(([body, notes, others]) => {
    const all = [body, notes, '<TitlePage/>', '<SmartType><Characters/></SmartType>', ...others];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
const file = element(
  'FinalDraft',
  { DocumentType: fc.constant('Script'), Version: fc.constantFrom('3', '4', '5', '6') },
  parts.map((list) => list.join('')),
);

test(`any Final Draft file goes out with all that came in (seed ${String(seed)})`, () => {
  fc.assert(
    fc.property(file, (xml) => {
      const { screenplay } = parseFdx(xml);
      const written = writeFdx(screenplay);
      expect(canonicalXml(written)).toBe(canonicalXml(xml));
      expect(parseFdx(written).screenplay.elements).toEqual(screenplay.elements);
      expect(writeFdx(parseFdx(written).screenplay)).toBe(written);
    }),
    options,
  );
});
